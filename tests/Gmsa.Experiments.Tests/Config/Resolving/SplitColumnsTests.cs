using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Config;

/// <summary>What a split goes by where the file doesn't say it.</summary>
public sealed class SplitColumnsTests : IDisposable
{
    private const string WaysOut =
        " Write `by: COLUMN` in split for what has to stay in one part, or `by: []` to let every track stand alone.";

    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private LoadedExperiment Load(string header, string split)
    {
        var columns = header.Split(',').Length;
        string Row(int i, string energy, string valence) =>
            string.Join(',', [$"{i}", $"{i}.wav", energy, valence, .. Enumerable.Repeat($"v{i % 2}", columns - 4)]);
        string[] rows = [Row(1, "0.9", "0.8"), Row(2, "0.1", "0.2"), Row(3, "0.8", "0.1"), Row(4, "0.2", "0.9")];
        File.WriteAllText(Path.Combine(folder, "music.csv"), string.Join('\n', [header, .. rows]) + "\n");
        File.WriteAllText(Path.Combine(folder, "x.yaml"), $"data: {{ manifest: music.csv }}\nlabels: mood4\nsplit: {split}\n");
        return ExperimentFile.Load(Path.Combine(folder, "x.yaml"), [], null);
    }

    private string Problem(string header, string split) =>
        Assert.Single(Assert.Throws<InputException>(() => Load(header, split)).Problems).Message;

    [Fact]
    public void A_column_of_folds_needs_no_artist()
    {
        var loaded = Load("id,path,energy,valence,fold", "{ kind: column, name: fold }");
        Assert.Empty(((ColumnSplitOptions)loaded.Experiment.Split).By);
        Assert.Equal(
            ["the manifest has no column of artists, so the folds are taken as 'fold' has them, inner validation is drawn track by track "
                + "and intervals resample single tracks, which makes them too narrow where tracks belong together. "
                + "`by: COLUMN` in split says what does."],
            loaded.Notes);
        Assert.Empty(Load("id,path,energy,valence,fold", "{ kind: column, name: fold, by: [] }").Notes);
        Assert.Equal(["artist"], Load("id,path,energy,valence,fold,artist", "{ kind: column, name: fold }").Experiment.Split.KeptTogether);
    }

    [Theory]
    [InlineData("{ kind: column, name: fold }")]
    [InlineData("groupKFold")]
    [InlineData("{ kind: holdout, test: 0.5 }")]
    public void Artists_under_another_name_are_found(string split)
    {
        var loaded = Load("id,path,energy,valence,fold,track_artist", split);
        Assert.Equal(["track_artist"], loaded.Experiment.Split.KeptTogether);
        Assert.Equal(
            ["the split keeps together what shares 'track_artist', the manifest's column of artists; `by: COLUMN` in split names another."],
            loaded.Notes);
    }

    [Theory]
    [InlineData("groupKFold")]
    [InlineData("{ kind: groupKFold, folds: 2 }")]
    [InlineData("{ kind: holdout }")]
    public void Without_artists_both_ways_out_are_told(string split) => Assert.Equal(
        "the split keeps together what shares the column 'artist' where `by` says nothing else, and the manifest lacks it. "
            + "Columns: id, path, energy, valence, game." + WaysOut, Problem("id,path,energy,valence,game", split));

    [Fact]
    public void A_column_that_is_named_and_not_there_is_told_with_its_ways_out() => Assert.Equal(
        "the split reads the column 'gmae', which the manifest lacks. Columns: id, path, energy, valence, game. Did you mean 'game'?"
            + WaysOut,
        Problem("id,path,energy,valence,game", "{ kind: column, name: game, by: gmae }"));

    [Fact]
    public void A_column_of_folds_that_is_not_there_is_no_matter_of_groups() => Assert.Equal(
        "the split reads the column 'split', which the manifest lacks. Columns: id, path, energy, valence, game.",
        Problem("id,path,energy,valence,game", "column"));
}
