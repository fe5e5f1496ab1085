using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>The tasks of a study's end: how they are named on command lines, what ends them, and what is kept of them.</summary>
public sealed class ClosingTaskTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Arms_and_folds_may_be_called_like_options()
    {
        var lines = Enumerable.Range(0, 40).Select(i => $"{i},{(i % 2 == 0 ? "low" : "high")},{i},{(i < 20 ? "-h" : "@none")}");
        File.WriteAllLines(Path.Combine(folder, "odd.csv"), lines.Prepend("id,--mood,one,fold"));
        File.WriteAllText(Path.Combine(folder, "odd.yaml"), """
            data: { table: odd.csv }
            labels: [{ column: --mood }]
            split: { kind: column, name: fold }
            features: [{ name: numbers, kind: columns, names: [one] }]
            trainers: [majority]
            """);
        var outcome = Run("odd.yaml", "launcher={ kind: processes, retries: 0 }");
        Assert.Empty(outcome.Missing);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(outcome.Folder, "arms", "--mood-majority", "folds"), "*.zip").Length);
        Assert.True(File.Exists(new Study(outcome.Folder).ModelFile("--mood-majority")));
    }

    [Fact]
    public void Whatever_is_thrown_fails_the_task_but_for_what_a_user_or_the_machine_has_to_mend()
    {
        Assert.Equal("no key", Assert.Throws<TaskFailedException>(() => Thrown(new KeyNotFoundException("no key"))).Message);
        Assert.Throws<TaskFailedException>(() => Thrown(new NotSupportedException()));
        Assert.Throws<IOException>(() => Thrown(new IOException()));
        Assert.Throws<DllNotFoundException>(() => Thrown(new DllNotFoundException()));
        Assert.Throws<InputException>(() => Thrown(new InputException("x", "wrong")));
        Assert.Throws<OperationCanceledException>(() => Thrown(new OperationCanceledException()));
    }

    [Fact]
    public void A_bundle_is_of_the_answers_that_it_gave_and_no_others()
    {
        SmallTable.Write(folder);
        File.WriteAllText(Path.Combine(folder, "small.yaml"), """
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: [majority]
            """);
        var study = new Study(Run("small.yaml").Folder);
        var design = Pipeline.Plan(new(Path.Combine(folder, "small.yaml"), [], null));
        var work = new ClosingWork(design, study, study.Records(design.Plan), () => throw new InvalidOperationException("no data needed"));
        var test = new TestTask(work.Finalist(design.Arms[0], design.LearntFolds[0]));
        Assert.True(test.IsAnswered(work) && test.IsKept(work));
        var answer = test.AnswerFile(study);
        File.WriteAllText(answer, File.ReadAllText(answer) + "\n");
        Assert.False(test.IsKept(work));
    }

    private RunOutcome Run(string file, params string[] sets) => Pipeline.Run(
        new(Path.Combine(folder, file), sets, null, Path.Combine(folder, "results")), Progress.Unheard,
        TestContext.Current.CancellationToken);

    private static void Thrown(Exception error) => new Throwing(error).Run(null!, CancellationToken.None);

    private sealed class Throwing(Exception error) : ClosingTask(null!, null)
    {
        public override string Word => "throw";

        protected override void Do(ClosingWork work, CancellationToken cancel) => throw error;
    }
}
