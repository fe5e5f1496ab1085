using System.CommandLine;
using Gmsa.Experiments.Cli.Commands;

return CommandLine.Root().Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
