using System.CommandLine;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>The whole command line: one line a command.</summary>
internal static class CommandLine
{
    public static RootCommand Root() => new("Declares, runs and compares experiments on music: features from audio, classifiers, sweeps, honest numbers.")
    {
        CheckCommand.Create(),
        PlanCommand.Create(),
        RunCommand.Create(),
        ReportCommand.Create(),
        SchemaCommand.Create(),
        DemoCommand.Create(),
        DoctorCommand.Create(),
    };
}
