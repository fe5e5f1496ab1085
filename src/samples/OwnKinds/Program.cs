return Gmsa.Experiments.Cli.Commands.CommandLine.Run(args, OwnKinds.Kinds.Extend(Gmsa.Experiments.Config.Catalog.Default));
