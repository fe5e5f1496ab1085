using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Config;

/// <summary>How many inner folds an ensemble is chosen on where the file doesn't say.</summary>
public sealed class InnerFoldsDefaultTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("{ kind: groupKFold, by: artist, folds: 2 }", "ensemble: 3", 5)]
    [InlineData("{ kind: kFold, folds: 2 }", "ensemble: 2", 5)]
    [InlineData("{ kind: holdout, by: artist }", "ensemble: 10", 5)]
    [InlineData("{ kind: column, name: fold, by: artist }", "ensemble: 10", 5)]
    [InlineData("{ kind: column, name: parts, by: artist }", "ensemble: 10", 5)]
    [InlineData("{ kind: column, name: roles, by: artist }", "ensemble: 10", 1)] // the column says who validates
    [InlineData("{ kind: groupKFold, by: artist, folds: 2, innerFolds: 1 }", "ensemble: 3", 1)]
    [InlineData("{ kind: groupKFold, by: artist, folds: 2, innerFolds: 3 }", "ensemble: 3", 3)]
    [InlineData("{ kind: groupKFold, by: artist, folds: 2, innerFolds: 3 }", "ensemble: 1", 3)]
    [InlineData("{ kind: groupKFold, by: artist, folds: 2 }", "trials: 3", 1)]
    public void Five_wherever_the_split_can(string split, string search, int expected)
    {
        var loaded = Load(split, search);
        Assert.Equal(expected, loaded.Experiment.Split.InnerFolds);
        Assert.Contains($"innerFolds: {expected}", ExperimentWriter.Yaml(loaded.Experiment), StringComparison.Ordinal);
        var design = StudyDesigner.Design(loaded, []);
        Assert.All(design.Folds, f => Assert.Equal(expected, f.Inner.Count));
        Assert.Equal(search.StartsWith("ensemble", StringComparison.Ordinal) && !search.EndsWith(" 1", StringComparison.Ordinal)
            && expected == 1, EnsembleWords.Caution(design.Plan) is not null);
        if (split.Contains("roles", StringComparison.Ordinal)) // which refuses innerFolds
            Assert.Contains("Where the split’s column doesn’t say which", EnsembleWords.Caution(design.Plan)!, StringComparison.Ordinal);
        // What was written is the study it was.
        var written = Path.Combine(folder, "written.yaml");
        File.WriteAllText(written, ExperimentWriter.Yaml(loaded.Experiment));
        Assert.Equal(design.Plan.Id, StudyDesigner.Design(ExperimentFile.Load(written, [], null), []).Plan.Id);
    }

    [Fact]
    public void Plan_and_check_say_what_an_ensemble_is_chosen_on()
    {
        Load("{ kind: groupKFold, by: artist, folds: 2 }", "ensemble: 3");
        string[] Plan(params string[] sets) => GmsaProgram.Run(folder, ["plan", "e.yaml", .. sets]).Output.Split('\n');
        Assert.Contains("ensemble  up to 3 of the best trials of each arm and fold answer together, chosen on 5 inner folds", Plan());
        Assert.DoesNotContain(Plan(), l => l.StartsWith("note ", StringComparison.Ordinal));
        var flattering = Plan("--set", "split.innerFolds=1");
        Assert.Contains("ensemble  up to 3 of the best trials of each arm and fold answer together, chosen on one inner validation "
            + "part alone", flattering);
        Assert.Contains(flattering, l => l.StartsWith("note      Ensembles are chosen, weighted and calibrated on one inner "
            + "validation part alone, which flatters them", StringComparison.Ordinal));
        var check = GmsaProgram.Run(folder, "check", "e.yaml", "--set", "split.innerFolds=1");
        Assert.Equal((0, "e.yaml: ok"), (check.ExitCode, check.Output.Trim()));
        Assert.StartsWith("e.yaml: note: Ensembles are chosen", check.Errors, StringComparison.Ordinal);
        Assert.Equal("", GmsaProgram.Run(folder, "check", "e.yaml").Errors);
    }

    [Fact]
    public void Too_few_groups_for_them_are_an_error_that_says_where_they_come_from()
    {
        var error = Assert.Throws<InputException>(() => StudyDesigner.Design(Load("{ kind: groupKFold, by: artist, folds: 2 }",
            "ensemble: 3", artists: 6), []));
        Assert.Contains("too few for 5 inner folds. Ask for fewer `innerFolds` (ensembles have 5 unless the file says otherwise)",
            error.Message, StringComparison.Ordinal);
    }

    private LoadedExperiment Load(string split, string search, int artists = 24)
    {
        File.WriteAllLines(Path.Combine(folder, "t.csv"), ["id,artist,mood,fold,parts,roles,one", .. Enumerable.Range(0, 96).Select(i =>
        {
            var (artist, mood) = (i % artists, i / artists % 2 == 0 ? "low" : "high");
            var (part, role) = (artist % 4 == 0 ? "test" : "train", (artist % 4) switch { 0 => "test", 1 => "Val", _ => "train" });
            return FormattableString.Invariant($"{i},artist {artist},{mood},{artist % 3},{part},{role},{i * 7 % 96}");
        })]);
        File.WriteAllText(Path.Combine(folder, "e.yaml"), "data: { table: t.csv }\nlabels: [{ column: mood }]\nfeatures: [{ kind: "
            + "columns, names: [one], name: numbers }]\n"
            + $"trainers: [{{ kind: logistic, l2: {{ log: [0.001, 1] }} }}]\nsplit: {split}\nsearch: {{ kind: random, {search} }}\n");
        return ExperimentFile.Load(Path.Combine(folder, "e.yaml"), [], null);
    }
}
