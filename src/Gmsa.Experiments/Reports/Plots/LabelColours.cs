namespace Gmsa.Experiments.Reports;

/// <summary>The colour classes of labels: moods keep theirs in every scheme, other labels take one after another.</summary>
internal static class LabelColours
{
    private const int Colours = 8;

    // The quadrants wear the colour of one of their octants.
    private static readonly string[] Moods = ["Excited", "Happy", "Content", "Calm", "Sad", "Depressed", "Afraid", "Angry"];

    /// <summary>"l0" to "l7": see <see cref="PlotStylesheet"/>.</summary>
    public static string Of(string scheme, IReadOnlyList<string> labels, int label)
    {
        var mood = scheme is "mood8" or "mood4" ? Array.IndexOf(Moods, labels[label]) : -1;
        return "l" + Numbers.Plain(mood >= 0 ? mood : label % Colours);
    }
}
