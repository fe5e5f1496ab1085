return Gmsa.Experiments.Cli.Commands.CommandLine.Run(args);
