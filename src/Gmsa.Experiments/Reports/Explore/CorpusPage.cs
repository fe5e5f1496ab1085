using Gmsa.Experiments.Foundation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>A manifest's page: what is in it, what could go wrong with it, and how its labels look and differ.</summary>
internal static class CorpusPage
{
    public static void Write(CorpusView corpus, string file) => AtomicFile.WriteText(file, Render(corpus));

    internal static string Render(CorpusView corpus)
    {
        Section[] sections =
        [
            new("warnings", "What to look out for", WarningsSection.Of(corpus)),
            new("labels", "The labels", LabelsSection.Of(corpus)),
            .. corpus.Tracks.Any(t => t.Energy is not null && t.Valence is not null)
                ? [new Section("plane", "Energy and valence", PlaneSection.Of(corpus))] : Array.Empty<Section>(),
            new("averages", "The average sound of a label", AveragesSection.Of(corpus)),
            new("files", "The files", FilesSection.Of(corpus)),
            new("features", "What tells labels apart", FeaturesSection.Of(corpus)),
        ];
        return Page.Of($"{corpus.Name} – explored", Header(corpus), sections, Html($"""
            Made by Gmsa.Experiments. Everything on this page is in this one file; it loads nothing and runs nothing.
            """), PlotStylesheet.Css + ExploreStylesheet.Css).ToString();
    }

    private static Markup Header(CorpusView corpus)
    {
        var seconds = corpus.Tracks.Sum(t => t.Seconds);
        return Html($"""
            <p class="eyebrow">A corpus, explored</p>
            <h1>{corpus.Name}</h1>
            <p class="lead">{Conclusions.Count(corpus.Tracks.Count, "track")}, {Numbers.Duration(seconds)} of audio;
            at most {corpus.Part} of each analysed as mono at {Numbers.Whole(corpus.Rate)} Hz.{When(corpus.Unreadable.Count > 0, () =>
                Html($" {Conclusions.Count(corpus.Unreadable.Count, "track")} can’t be read."))}</p>
            <div class="tiles">
            {Tile(Numbers.Whole(corpus.Tracks.Count), "tracks", corpus.Unreadable.Count == 0 ? "all could be read"
                : $"{Numbers.Whole(corpus.Unreadable.Count)} more can’t be read")}
            {Tile(Numbers.Duration(seconds), "of audio",
                $"{Numbers.Duration(Middle(corpus.Tracks.Select(t => t.Seconds)))} in the middle track")}
            {corpus.Schemes.Where(s => s.IsLabelled).Select(s => Tile(Numbers.Whole(s.Labels.Count), $"labels of {s.Name}",
                $"{Numbers.Whole(s.LabelOf.Count(l => l >= 0))} tracks have one"))}
            {Tile(Numbers.Whole(corpus.Warnings.Count), corpus.Warnings.Count == 1 ? "warning" : "warnings",
                corpus.Warnings.Count == 0 ? "nothing found" : "see below", corpus.Warnings.Count > 0)}
            </div>
            """);
    }

    private static Markup Tile(string number, string what, string remark, bool warns = false) => Html($"""
        <div class="card"><p class="big{When(warns, () => Html($" warn"))}">{number}</p><p>{what}<small>{remark}</small></p></div>

        """);

    private static double Middle(IEnumerable<double> values) =>
        values.Order().ToArray() is { Length: > 0 } sorted ? sorted[sorted.Length / 2] : 0;
}
