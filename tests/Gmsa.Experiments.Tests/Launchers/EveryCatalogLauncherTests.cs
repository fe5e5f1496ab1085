using Gmsa.Experiments.Tests.Studies;

namespace Gmsa.Experiments.Tests.Launchers;

/// <summary>Launchers of the catalog, also at a whole study.</summary>
public class EveryCatalogLauncherTests : EveryLauncherTests
{
    private static readonly Lazy<(string[] Trials, string[] Arms)> Alone = new(() => Study("inProcess", workers: 1));

    [Theory, EachKind]
    public void Neither_it_nor_the_number_of_its_workers_changes_a_result(string kind)
    {
        Assert.Equal((8, 6), (Alone.Value.Trials.Length, Alone.Value.Arms.Length));
        var (trials, arms) = Study(kind, workers: 2);
        Assert.Equal(Alone.Value.Trials, trials);
        Assert.Equal(Alone.Value.Arms, arms);
    }

    /// <summary>Runs a study whose trials wait for each other, are stopped early, and answer together.</summary>
    private static (string[] Trials, string[] Arms) Study(string kind, int workers)
    {
        var folder = Repository.TemporaryFolder();
        try
        {
            SmallTable.Write(folder);
            File.WriteAllText(Path.Combine(folder, "same.yaml"), """
                data: { table: table.csv }
                labels: [{ column: mood }]
                split: { kind: groupKFold, folds: 2, innerFolds: 2 }
                features: [{ name: numbers, kind: columns, names: [one, two] }]
                trainers:
                  - kind: auto
                    of: [{ kind: logistic, l2: { log: [1.0e-3, 10] } }, { kind: lightGbm, trees: { int: [5, 30] }, minExamplesPerLeaf: 5 }]
                search: { kind: tpe, startup: 2, trials: 4, ensemble: 2, pruner: { kind: wilcoxon, warmup: 1 } }
                """);
            var launcher = FormattableString.Invariant($"launcher={{ kind: {kind}, workers: {workers} }}");
            var result = GmsaProgram.Run(folder, "run", "same.yaml", "--set", launcher);
            Assert.True(result.ExitCode == 0, result.Errors);
            var results = Path.Combine(folder, "results");
            return (StudyContent.Trials(results), StudyContent.Arms(results));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
