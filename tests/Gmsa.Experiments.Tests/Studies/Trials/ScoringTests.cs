using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Training;
using Microsoft.ML;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>From clips to predictions of tracks.</summary>
public sealed class ScoringTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private sealed class Scored
    {
        [Microsoft.ML.Data.VectorType(4)]
        public float[] Score { get; set; } = [];
    }

    [Fact]
    public void A_tracks_probabilities_are_the_mean_of_its_clips_however_many_it_has()
    {
        File.WriteAllLines(Path.Combine(folder, "t.csv"), ["id,artist,energy,valence,tempo",
            .. Enumerable.Range(0, 40).Select(i => FormattableString.Invariant(
                $"{i:00},artist {i % 10},{i % 10 / 10.0},{i % 7 / 7.0:0.000},{60 + 2 * i}"))]);
        File.WriteAllText(Path.Combine(folder, "t.yaml"),
            "data: { table: t.csv }\nlabels: [mood4]\nsplit: { kind: kFold, folds: 2 }\ntrainers: [majority]\n");
        var design = Pipeline.Plan(new(Path.Combine(folder, "t.yaml"), [], null));
        var ml = new MLContext(1);
        // Two clips of track 5 between three of track 9: the scores are in the view already.
        float[][] clips = [[.6f, .2f, .1f, .1f], [.1f, .7f, .1f, .1f], [.2f, .4f, .2f, .2f], [.1f, .1f, .7f, .1f], [.3f, .1f, .5f, .1f]];
        var view = ml.Data.LoadFromEnumerable(clips.Select(c => new Scored { Score = c }));
        var nothing = ml.Transforms.CopyColumns("Same", "Score").Fit(view);
        using var model = new MlNetModel(ml, nothing, view.Schema);
        var predictions = Scoring.Predict(model, new PartView(view, [9, 5, 9, 5, 9]), design.Arms[0], design.Folds[0].Name, design);
        Assert.Equal(["09", "05"], predictions.Rows.Select(r => r.TrackId));
        Assert.All(predictions.Rows[0].Probabilities.Zip([1.1 / 3, .7 / 3, .8 / 3, .4 / 3]), p => Assert.Equal(p.Second, p.First, 1e-6));
        Assert.All(predictions.Rows[1].Probabilities.Zip([.1, .4, .4, .1]), p => Assert.Equal(p.Second, p.First, 1e-6));
        Assert.Equal(design.Arms[0].Scheme.Labels[0], predictions.Rows[0].Predicted);
        Assert.Equal("artist 9", predictions.Rows[0].Group);
    }
}
