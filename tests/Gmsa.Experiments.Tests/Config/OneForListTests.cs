using Gmsa.Experiments.Config;

namespace Gmsa.Experiments.Tests.Config;

public class OneForListTests
{
    [Fact]
    public void A_single_word_or_mapping_stands_for_a_list_of_one()
    {
        var one = ExperimentText.Load("""
            data: { manifest: music.csv, join: { file: folds.csv } }
            labels: mood8
            schemes: { three: { merge: mood4, into: { up: [Happy, Angry], sad: Sad, calm: Calm } } }
            split: { kind: kFold, folds: 2 }
            features: { name: summary, kind: pooled, of: mfcc, statistics: mean }
            trainers: { kind: lightGbm, on: summary }
            report: html
            """);
        var listed = ExperimentText.Load("""
            data: { manifest: music.csv, join: [{ file: folds.csv }] }
            labels: [mood8]
            schemes: { three: { merge: mood4, into: { up: [Happy, Angry], sad: [Sad], calm: [Calm] } } }
            split: { kind: kFold, folds: 2 }
            features: [{ name: summary, kind: pooled, of: [mfcc], statistics: [mean] }]
            trainers: [{ kind: lightGbm, on: [summary] }]
            report: [html]
            """);
        Assert.Equal(ExperimentWriter.CanonicalJson(listed.Experiment, Catalog.Default),
            ExperimentWriter.CanonicalJson(one.Experiment, Catalog.Default));
        Assert.Equal("id,path,artist,energy,valence,genre,only,fold", string.Join(',', one.Manifest.Columns));
    }

    [Theory]
    [InlineData("labels: { column: genre }", "genre")]
    [InlineData("labels: mood4", "mood4")]
    public void Labels_too(string line, string expected) =>
        Assert.Equal(expected, Assert.Single(ExperimentText.Load("data: { manifest: music.csv }\n" + line).Experiment.Labels).Name);

    [Fact]
    public void A_set_argument_too() => Assert.Equal(
        "lightGbm", Assert.Single(ExperimentText.Load(ExperimentText.Demo, "trainers=lightGbm").Experiment.Trainers).Kind);

    [Fact]
    public void Numbers_do_not_since_one_may_be_how_many() =>
        Assert.Equal("x.yaml:3:8: seeds is 3; expected: a list. Write [3]", ExperimentText.Problems(ExperimentText.Demo + "seeds: 3"));
}
