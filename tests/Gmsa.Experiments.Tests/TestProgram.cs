using Gmsa.Experiments.Tests.Studies;

namespace Gmsa.Experiments.Tests;

/// <summary>Runs the tests; or, with a word of its own as its first argument, what a test needs another process for.</summary>
internal static class TestProgram
{
    public static async Task<int> Main(string[] arguments) => arguments switch
    {
        [DyingRun.Word, var file, var results, var record] =>
            DyingRun.Run(file, results, int.Parse(record, System.Globalization.CultureInfo.InvariantCulture)),
        [KeptAnswers.Word, var study] => KeptAnswers.Run(study),
        ["task", var study, .. var words] => PlantedTasks.Run(study, words),
        _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(arguments),
    };
}
