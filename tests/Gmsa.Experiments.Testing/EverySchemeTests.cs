using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Testing;

/// <summary>A scheme of some form as an experiment file has it, and others of the form that are wrong.</summary>
/// <param name="Right">A mapping in YAML on one line, which reads <c>energy</c>, <c>valence</c> or <c>genre</c>.</param>
public sealed record SchemeExample(string Right, params IReadOnlyList<string> Wrong);

/// <summary>What every form of label scheme promises, as an experiment file reads it: of the whole plane, and of words.</summary>
public abstract class EverySchemeTests : Suite<SchemeExample>, IDisposable
{
    private const int Steps = 40;

    private static readonly string[] Genres = ["rock", "laika", "έντεχνο"];

    /// <summary>The whole plane, edges too, with a genre each; and tracks of which something isn't known.</summary>
    private static readonly Manifest Table = new(["id", "path", "energy", "valence", "genre"],
    [
        .. from i in Enumerable.Range(0, Steps + 1)
           from j in Enumerable.Range(0, Steps + 1)
           select Track(FormattableString.Invariant($"{i}-{j}"), Number((double)i / Steps), Number((double)j / Steps), Genres[(i + j) % 3]),
    ]);

    private static readonly Track Blank = Track("blank", "", "", "");

    private readonly string folder = Directory.CreateTempSubdirectory("gmsa-scheme-").FullName;

    /// <summary>By default an example of each of the catalog's forms; a form without one has no kinds here.</summary>
    public override IReadOnlyList<Named<SchemeExample>> Kinds =>
    [
        new("cut", new("{ cut: { energy: [0.5], valence: [0.3, 0.6] }, labels: [a, b, c, d, e, f] }",
            "{ cut: { energy: [0.5] }, labels: [a, b, c] }", "{ cut: { energy: [0.5, 0.2] }, labels: [a, b, c] }",
            "{ cut: { tempo: [0.5] }, labels: [a, b] }")),
        new("rectangles", new("{ rectangles: [{ label: low, energy: [0, 0.5], valence: [0, 1] }, "
            + "{ label: high, energy: [0.5, 1], valence: [0.25, 1] }], gaps: leaveOut }",
            "{ rectangles: [{ label: low, energy: [0, 0.5], valence: [0, 1] }, { label: high, energy: [0.6, 1], valence: [0, 1] }] }",
            "{ rectangles: [{ label: low, energy: [0.5, 0], valence: [0, 1] }] }")),
        new("sectors", new("{ sectors: [{ label: up, from: 0, to: 180 }, { label: down, from: 180, to: 360 }] }",
            "{ sectors: [{ label: up, from: 0, to: 180 }, { label: down, from: 180, to: 300 }] }", "{ sectors: [] }")),
        new("merge", new("{ merge: mood4, into: { up: [Happy, Angry], down: [Sad, Calm] } }",
            "{ merge: mood4, into: { up: [Happy, Angry], down: [Sad] } }", "{ merge: mood9, into: { up: [Happy], down: [Sad] } }")),
        new("column", new("{ column: genre, labels: [rock, laika] }",
            "{ column: genre, labels: [rock, polka] }", "{ column: gnere }", "{ column: genre, labels: [rock] }")),
    ];

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory, EachKind]
    public void Says_what_it_is_and_what_its_keys_are(string kind)
    {
        var options = Catalog.Schemes.Single(form => form.Word == kind).Options;
        Assert.NotNull(options.GetCustomAttribute<DescriptionAttribute>());
        Keys.AssertDescribed(options);
    }

    [Theory, EachKind]
    public void Tracks_have_one_of_its_labels_or_none_and_every_label_has_tracks(string kind)
    {
        var scheme = Scheme(this[kind].Right);
        Assert.True(scheme.Labels.Count >= 2);
        Assert.Equal(scheme.Labels.Distinct(), scheme.Labels);
        Assert.Equal(scheme.Labels.Order(), Table.Tracks.Select(scheme.LabelOf).OfType<string>().Distinct().Order());
        Assert.All(scheme.Ring, label => Assert.Contains(label, scheme.Labels));
    }

    [Theory, EachKind]
    public void A_track_without_what_it_reads_has_no_label(string kind)
    {
        var scheme = Scheme(this[kind].Right);
        Assert.NotEmpty(scheme.Inputs);
        Assert.All(scheme.Inputs, column => Assert.Contains(column, Table.Columns));
        Assert.Null(scheme.LabelOf(Blank));
        Assert.Null(scheme.BorderDistance(Blank));
    }

    [Theory, EachKind]
    public void Only_what_it_reads_plays_a_part(string kind)
    {
        var scheme = Scheme(this[kind].Right);
        foreach (var track in Table.Tracks.Where((_, i) => i % 7 == 0))
        {
            var bare = track with { Id = "x", Values = track.Values.Where(v => scheme.Inputs.Contains(v.Key)).ToDictionary() };
            Assert.Equal(scheme.LabelOf(track), scheme.LabelOf(bare));
        }
    }

    [Theory, EachKind]
    public void Distances_to_borders_are_none_or_from_0_and_a_smaller_step_changes_no_label(string kind)
    {
        var scheme = Scheme(this[kind].Right);
        foreach (var track in Table.Tracks.Where((_, i) => i % 3 == 0))
        {
            if (scheme.BorderDistance(track) is not { } distance) continue;
            Assert.NotNull(scheme.LabelOf(track));
            Assert.InRange(distance, 0, double.MaxValue);
            foreach (var (up, right) in ((int, int)[])[(1, 0), (-1, 0), (0, 1), (0, -1)])
            {
                var (energy, valence) = (track.Energy!.Value + 0.9 * up * distance, track.Valence!.Value + 0.9 * right * distance);
                if (energy is < 0 or > 1 || valence is < 0 or > 1) continue;
                // A place that no region has isn't one with another label.
                var moved = scheme.LabelOf(Track("moved", Number(energy), Number(valence), ""));
                Assert.True(moved is null || moved == scheme.LabelOf(track));
            }
        }
    }

    [Theory, EachKind]
    public void Reading_it_again_and_in_another_country_gives_the_same_labels(string kind)
    {
        string?[] Labels() => [.. Table.Tracks.Select(Scheme(this[kind].Right).LabelOf)];
        var labels = Labels();
        Assert.Equal(labels, Labels());
        Assert.Equal(labels, Cultures.In("el-GR", Labels));
    }

    [Theory, EachKind]
    public void What_is_wrong_is_told_with_its_place(string kind)
    {
        Assert.NotEmpty(this[kind].Wrong);
        foreach (var wrong in this[kind].Wrong)
        {
            var refused = Assert.Throws<InputException>(() => Scheme(wrong));
            Assert.All(refused.Problems, problem => Assert.Matches(@"own\.yaml:\d+:\d+$", problem.Where));
        }
    }

    private LabelScheme Scheme(string yaml)
    {
        var file = Path.Combine(folder, "own.yaml");
        File.WriteAllText(file, $"schemes:\n  own: {yaml}\n");
        return ExperimentFile.Schemes(file, ["own"], Table).Single();
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static Track Track(string id, string energy, string valence, string genre) => new(id, id,
        new Dictionary<string, string> { ["id"] = id, ["path"] = id, ["energy"] = energy, ["valence"] = valence, ["genre"] = genre });
}
