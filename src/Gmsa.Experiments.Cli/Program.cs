using Gmsa.Experiments.Cli.Commands;
using Gmsa.Experiments.Cli.Display;

StandardStreams.Secure();
return CommandLine.Run(args);
