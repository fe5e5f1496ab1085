using CsCheck;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Studies;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>What arms learn from and are scored on, on random manifests with several clips a track, copies and repetitions.</summary>
public sealed class FoldViewsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private StudyDesign? Design(string[] rows, string more)
    {
        File.WriteAllLines(Path.Combine(folder, "music.csv"), ["path,artist,energy,valence", .. rows]);
        File.WriteAllText(Path.Combine(folder, "e.yaml"), $$"""
            data: { manifest: music.csv }
            labels: [mood8, mood4]
            features: [{ name: picture, kind: mel, size: 96 }, { name: summary, kind: pooled }]
            augment: [{ kind: specAugment, timeWarp: 20 }]
            materialise: 2
            trainers: [{ kind: logistic, on: [summary] }, { kind: seedCnn, on: [picture] }]
            {{more}}
            """);
        try
        {
            return Pipeline.Plan(new(Path.Combine(folder, "e.yaml"), [], null));
        }
        catch (InputException error) when (error.Problems.All(p => p.Message.Contains("fold", StringComparison.Ordinal)
            || p.Message.Contains("can't be both learnt and tested", StringComparison.Ordinal)))
        {
            return null; // a label that can't be in every fold
        }
    }

    private static readonly Gen<string[]> Manifests = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 9], Gen.Int[0, 9]).Array[60, 120]
        .Select(rows => (string[])
            [.. rows.Select((r, i) =>
                FormattableString.Invariant($"{i:000}.wav,artist {r.Item1},{r.Item2 / 9.0:0.00},{r.Item3 / 9.0:0.00}"))]);

    /// <summary>A dataset as materialising leaves it: two clips a track, each with two copies.</summary>
    private static Dataset Of(StudyDesign design)
    {
        Clip[] clips = [.. from track in Enumerable.Range(0, design.Tracks.Count)
            from number in Enumerable.Range(0, 2)
            from copy in Enumerable.Range(0, 3)
            select new Clip(track, number, copy)];
        return new()
        {
            Tracks = design.Tracks,
            Clips = clips,
            Features =
            [
                new FeatureArray("picture", new FeatureShape(2, 2), [.. clips.Select(_ => new float[4])]),
                new FeatureArray("summary", new FeatureShape(2, 1), [.. clips.Select(_ => new float[2])]),
            ],
            AudioHashes = null,
            Seconds = null,
            LeftOut = [],
            Key = "key",
        };
    }

    [Fact]
    public void Every_row_of_a_view_is_of_a_track_of_its_part_and_only_training_sees_copies()
    {
        var views = 0;
        Manifests.Sample(rows =>
        {
            foreach (var more in (string[])["split: { kind: groupKFold, folds: 2 }\nbalance: { oversample: true }",
                "split: { kind: holdout, by: [] }\nbalance: { matched: true, classWeights: true }",
                "split: { kind: kFold, folds: 3, repeats: 2 }\nbalance: { cap: 6 }"])
            {
                if (Design(rows, more) is not { } design) continue;
                var (made, ml) = (new FoldViews(design, Of(design)), new MLContext(1));
                foreach (var fold in design.Folds)
                    foreach (var arm in design.Arms)
                    {
                        var train = Clips(made.Training(ml, arm, fold, 0).View);
                        Assert.Subset(Ids(design, fold.Train), train.Select(c => c.Track).ToHashSet());
                        // The network learns from two clips and their copies, whoever needs no picture from the clips alone.
                        Assert.All(train.GroupBy(c => c.Row.Split('*').ElementAtOrDefault(1) + c.Track),
                            c => Assert.Equal(arm.Trainer.Kind == "seedCnn" ? 6 : 2, c.Count()));
                        Assert.Equal(train.Count, train.Distinct().Count());
                        foreach (var part in (IReadOnlyList<int>[])[fold.Validation, fold.Test])
                        {
                            var scored = Clips(made.Scoring(ml, arm, part).View);
                            Assert.Equal(Ids(design, part).Order(), scored.Select(c => c.Track).Distinct().Order());
                            Assert.Equal(2 * part.Count, scored.Count);
                            Assert.DoesNotContain(scored, c => c.Row.Contains('~') || c.Row.Contains('*'));
                            Assert.Empty(scored.Select(c => c.Track).Intersect(train.Select(c => c.Track)));
                        }
                        views++;
                    }
            }
        }, iter: 30, threads: 1);
        Assert.True(views > 300, $"only {views} views were looked at");
    }

    private static HashSet<string> Ids(StudyDesign design, IReadOnlyList<int> part) => [.. part.Select(i => design.Tracks[i].Id)];

    private static List<(string Track, string Row)> Clips(IDataView view) =>
        [.. view.GetColumn<string>("TrackId").Zip(view.GetColumn<string>("ClipId"))];
}
