using Gmsa.Experiments.Cli.Commands;

return CommandLine.Run(args);
