using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Config;

public class ExperimentWriterTests
{
    [Theory]
    [InlineData(ExperimentText.Full)]
    [InlineData(ExperimentText.Demo)]
    [InlineData(ExperimentText.Schemes)]
    [InlineData(ExperimentText.Table)]
    public void Written_experiments_load_as_the_same(string text)
    {
        var folder = ExperimentText.Folder();
        var path = Path.Combine(folder, "x.yaml");
        File.WriteAllText(path, text);
        var first = ExperimentWriter.Yaml(ExperimentFile.Load(path, [], null).Experiment);
        var copy = Path.Combine(Repository.TemporaryFolder(), "experiment.yaml");
        File.WriteAllText(copy, first);
        var again = ExperimentFile.Load(copy, [], null).Experiment;
        Assert.Equal(first, ExperimentWriter.Yaml(again));
        Assert.Equal(ExperimentWriter.CanonicalJson(ExperimentFile.Load(path, [], null).Experiment, Catalog.Default),
            ExperimentWriter.CanonicalJson(again, Catalog.Default));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("null")]
    [InlineData("12")]
    [InlineData("a: b")]
    [InlineData("# a")]
    [InlineData(" padded ")]
    [InlineData("Ελληνικά \"quoted\" 𝄞")]
    [InlineData("C:\\music")]
    public void Text_of_every_kind_comes_back(string column)
    {
        var experiment = ExperimentText.Load(ExperimentText.Demo).Experiment with { Labels = [new(column, column)] };
        var problems = new FileProblems();
        var root = YamlReader.Read(ExperimentWriter.Yaml(experiment), (line, at) => new("x", line, at), problems);
        var binder = new Binder(problems, Catalog.Default);
        Assert.Equal(experiment.Labels, ((Experiment)binder.Record(typeof(Experiment), (MappingNode)root!, "")).Labels);
        Assert.Equal(0, problems.Count);
    }

    [Fact]
    public void Canonical_json_is_the_same_in_every_culture_and_place()
    {
        const string Expected = """{"allowLabelInputs":false,"augment":[],"balance":{"classWeights":false,"matched":false,"oversample":false},"data":{"clip":{"length":"30s","offset":"0s","perTrack":1},"demo":{"sampleRate":16000,"seconds":10,"seed":1,"tracks":16},"join":[],"precision":"float32","sampleRate":22050},"device":"cpu","features":[{"count":40,"deltas":false,"hop":512,"kind":"mfcc","nFft":2048,"name":"m"}],"labels":["mood8"],"materialise":0,"search":{"batch":1,"duplicates":"skip","ensemble":1,"kind":"random","metric":"balancedAccuracy"},"seed":42,"split":{"by":["artist"],"folds":5,"innerFolds":1,"kind":"groupKFold","repeats":1,"validation":0.2},"trainers":[{"kind":"majority","name":"majority","on":["m"]}],"version":1}""";
        foreach (var culture in (string[])["el-GR", ""])
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(Expected, ExperimentWriter.CanonicalJson(ExperimentText.Load(ExperimentText.Demo
                + "features: [{ name: m, kind: mfcc }]\ntrainers: [majority]\n").Experiment, Catalog.Default));
        }
    }

    [Theory]
    [InlineData("quickstart", "0931bc22c37d2bcbaaa2")]
    [InlineData("vgmidi-4-vs-8", "2e45a1136c124fac4cfe")]
    [InlineData("emopia-4", "0136b8afaf123374e7e9")]
    [InlineData("emopia-4-published-split", "d0e91230e58ab4349bf7")]
    [InlineData("greek-table-4-vs-8", "a340e0daf6d6c331bf8a")]
    public void Identity_of_committed_experiments_stays_what_it_is(string name, string expected)
    {
        var corpus = Repository.TemporaryFolder();
        File.WriteAllText(Path.Combine(corpus, "manifest.csv"),
            "id,path,artist,energy,valence,quadrant,split\n1,a.wav,x,0.9,0.8,Q1,train\n2,b.wav,y,0.1,0.2,Q3,test\n");
        File.WriteAllText(Path.Combine(corpus, "emopia_folds.csv"), "id,fold_group\n1,0\n2,1\n");
        File.WriteAllText(Path.Combine(corpus, "Spotify_Tracks.csv"), ",artist,length,popularity,danceability,acousticness,energy,valence,"
            + "instrumentalness,liveness,loudness,speechiness,tempo,time_signature\n"
            + "0,x,1,2,0.5,0.5,0.9,0.8,0,0,-9,0,120,4\n1,y,1,2,0.5,0.5,0.1,0.2,0,0,-9,0,120,4\n");
        var loaded = ExperimentFile.Load(Path.Combine(Repository.Root, "experiments", name + ".yaml"), [],
            name == "quickstart" ? null : corpus);
        Assert.Equal(expected, ContentHash.OfText(ExperimentWriter.CanonicalJson(loaded.Experiment, Catalog.Default))[..20]);
    }

    [Fact]
    public void Identity_ignores_what_changes_no_number_and_sees_all_else()
    {
        string Identity(params string[] sets) =>
            ExperimentWriter.CanonicalJson(ExperimentText.Load(ExperimentText.Full, sets).Experiment, Catalog.Default);
        var identity = Identity();
        Assert.All((string[])["name=other", "search.trials=99", "launcher.workers=1", "report=[]", "device=auto", "data.audioRoot=.",
            "data.clip.padding=allow"], set => Assert.Equal(identity, Identity(set)));
        Assert.Equal(identity, Identity("trainers.1.learningRate={ log: [0.00001, 1e-2] }"));
        Assert.All((string[])["seed=8", "search.metric=kappa", "trainers.1.epochs=4", "augment=[]", "augment.0.timeWarp=39",
            "augment.1.probability=1", "trainers.1.dropout=0.5", "features.0.hop=512", "labels=[mood8]", "split.folds=2",
            "split.by=[artist, genre]", "split.repeats=2", "balance.cap=400", "balance.matched=false", "data.clip.perTrack=2",
            "data.sampleRate=16000", "data.clip.offset=1s", "features.0.sampleRate=16000",
            "trainers.2.leaves={ int: [4, 64] }"], set => Assert.NotEqual(identity, Identity(set)));
    }

    [Fact]
    public void Identity_sees_the_schemes_that_labels_need_and_no_others()
    {
        string Identity(params string[] sets) =>
            ExperimentWriter.CanonicalJson(ExperimentText.Load(ExperimentText.Schemes, sets).Experiment, Catalog.Default);
        var identity = Identity();
        Assert.Contains("""
            "schemes":{"corners":{"gaps":"leaveOut","rectangles":[{"energy":[0,0.25],"label":"low","valence":[0,1]},{"energy":[0.75,1],"label":"high","valence":[0,1]}]},"three":{"into":{"up":["Happy","Angry"],"sad":["Sad"],"calm":["Calm"]},"merge":"mood4"},"upward":{"into":{"yes":["up"],"no":["calm","sad"]},"merge":"three"}},
            """.Trim(), identity, StringComparison.Ordinal);
        Assert.Equal(identity, Identity("schemes.cells.labels=[a, b, a, c, d, e]"));
        Assert.All((string[])["schemes.three.into={ up: [Happy, Calm], sad: [Sad], calm: [Angry] }",
            "schemes.three.into={ sad: [Sad], up: [Happy, Angry], calm: [Calm] }", "schemes.corners.rectangles.0.energy=[0, 0.5]",
            "labels=[mood8, three]"], set => Assert.NotEqual(identity, Identity(set)));
        // Which column is the slower one counts.
        Assert.NotEqual(Identity("labels=[cells]"), Identity("labels=[cells]", "schemes.cells.cut={ energy: [0.3, 0.6], valence: [0.5] }"));
    }
}
