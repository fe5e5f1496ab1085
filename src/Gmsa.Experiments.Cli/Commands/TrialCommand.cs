using System.CommandLine;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>Not for people: a run starts it for each trial that gets a process of its own.</summary>
internal static class TrialCommand
{
    public static Command Create()
    {
        var study = new Argument<string>("STUDY");
        var number = new Argument<int>("NUMBER");
        return new Command("trial", "Runs one trial that a run has claimed.") { Hidden = true, Arguments = { study, number } }.Does((parsed, cancel) =>
        {
            Pipeline.Trial(parsed.GetRequiredValue(study), parsed.GetRequiredValue(number), cancel);
            return Exit.Done;
        });
    }
}
