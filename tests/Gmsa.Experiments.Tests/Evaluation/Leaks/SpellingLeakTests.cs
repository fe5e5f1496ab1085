using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Evaluation;

/// <summary>One artist in spellings that the split takes for several.</summary>
public class SpellingLeakTests
{
    private static readonly LabelScheme Mood = new("mood", ["up", "down"], t => t["label"], []);

    /// <summary>Two tracks are tested, with the first values; the others are learnt from.</summary>
    private static LeakAudit Audit(string column, string[] tested, string[] learnt, IReadOnlyList<string>? together = null)
    {
        Track[] tracks = [.. tested.Concat(learnt).Select((v, i) =>
            new Track($"t{i}", "", new Dictionary<string, string> { [column] = v, ["label"] = i % 2 == 0 ? "up" : "down" }))];
        int[] all = [.. Enumerable.Range(0, tracks.Length)];
        return LeakAudit.Of(tracks, [new("1", all[tested.Length..], [], all[..tested.Length])], [Mood], together ?? [column]);
    }

    [Theory]
    [InlineData("Χάρις Αλεξίου", "ΧΑΡΙΣ ΑΛΕΞΙΟΥ")]
    [InlineData("Χάρις Αλεξίου", "Χαρις Αλεξιου")]
    [InlineData("Χάρις Αλεξίου", "Χάρις Aλεξίου")]
    [InlineData("Χάρις Αλεξίου", "Αλεξίου, Χάρις")]
    [InlineData("Χάρις Αλεξίου", "Χάρις Αλεξίου feat. Γιώργος Νταλάρας")]
    [InlineData("Χάρις Αλεξίου", "Χάρις Αλεξίου;Γιώργος Νταλάρας")]
    [InlineData("Χάρις Αλεξίου", "Γιώργος Νταλάρας, Χάρις Αλεξίου")]
    [InlineData("Χάρις Αλεξίου", "Χάρις Αλεξίου & Γιώργος Νταλάρας")]
    [InlineData("Χάρις Αλεξίου", "['Χάρις Αλεξίου', 'Γιώργος Νταλάρας']")]
    [InlineData("Χάρις Αλεξίου", "[\"Χάρις Αλεξίου\"]")]
    [InlineData("Χάρις Αλεξίου / Α", "Γιώργος Νταλάρας | Χάρις Αλεξίου")]
    [InlineData("Queen, Abba", "Abba")]
    [InlineData("AC/DC", "ACDC")]
    [InlineData("The Beatles", "beatles")]
    [InlineData("Μάλαμας", "Αλεξίου-Μάλαμας-Ιωαννίδης")]
    [InlineData("Χάρις Αλεξίου", "Χάρις Αλεξίου-Σωκράτης Μάλαμας")]
    [InlineData("Χάρις Αλεξίου", "Χάρις Αλεξίου - Σωκράτης Μάλαμας")]
    [InlineData("Χάρις Αλεξίου", "Χάρις Αλεξίου · Σωκράτης Μάλαμας")]
    [InlineData("Abba", "Queen//Abba")]
    [InlineData("Abba", "Queen\\\\Abba")]
    [InlineData("Abba", "Queen、Abba")]
    [InlineData("Abba", "Queen；Abba")]
    [InlineData("Abba", "Queen（feat. Abba）")]
    [InlineData("Abba", "Queen feat: Abba")]
    [InlineData("Abba", "Queen (with Abba)")]
    [InlineData("Abba", "Queen con Abba")]
    [InlineData("Abba", "Queen y Abba")]
    [InlineData("Abba", "Queen et Abba")]
    [InlineData("Abba", "Queen und Abba")]
    [InlineData("Abba", "Queen με Abba")]
    [InlineData("Abba", "['Queen' 'Abba']")]
    [InlineData("Guns N' Roses", "[\"Guns N' Roses\" 'Abba']")]
    [InlineData("Adele & Rihanna", "Adele & Drake")]
    [InlineData("Adele - Rihanna", "Drake - Adele")]
    public void An_artist_in_two_spellings_is_an_alarm_with_both_by_name(string one, string other)
    {
        foreach (var column in (string[])["artist", "artists", "Artist Name", "track_artist", "singer"])
        {
            var audit = Audit(column, [one, "Somebody"], [other, "Else", other]);
            var leak = Assert.Single(audit.Spellings);
            Assert.Equal((column, 0.5, 1), (leak.Column, leak.Share, leak.Tracks));
            Assert.Equal(new SpellingExample(one, other, "1", "t0", "t2"), Assert.Single(leak.Examples));
            var warning = Assert.Single(LeakWords.Warnings(audit));
            var named = $"“{one}” (t0, test of fold 1) and “{other}” (t2, training)";
            Assert.Contains($"50.0\u00A0% of the test tracks, 1 track, such as {named}", warning, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Johann Strauss", "Johann Pachelbel")]
    [InlineData("Strauss, Johann", "Pachelbel, Johann")]
    [InlineData("Sammy Davis, Jr.", "Harry Connick, Jr.")]
    [InlineData("Duke Ellington & His Orchestra", "Count Basie & His Orchestra")]
    [InlineData("Earth, Wind & Fire", "Sky, Moon & Fire")]
    [InlineData("???", "!!!")]
    [InlineData("A1", "A11")]
    [InlineData("Χάρις Αλεξίου", "Χάρις Κόμης")]
    [InlineData("AC/DC", "DC")]
    [InlineData("Bach, Johann Christian", "Fischer, Johann Christian")]
    [InlineData("Smith, John A.", "Brown, John A.")]
    [InlineData("Dave Brubeck & His Quartet", "Gerry Mulligan & His Quartet")]
    [InlineData("Μανώλης Χιώτης και η Ορχήστρα του", "Βασίλης Τσιτσάνης και η Ορχήστρα του")]
    [InlineData("Tito Puente y su Orquesta", "Xavier Cugat y su Orquesta")]
    [InlineData("Adele - Topic", "Drake - Topic")]
    [InlineData("Jean-Michel Jarre", "Jean-Luc Ponty")]
    [InlineData("Anne-Sophie Mutter", "Anne")]
    [InlineData("N/A", "n/a")]
    [InlineData("Unknown", "UNKNOWN")]
    public void Two_artists_are_none(string one, string other)
    {
        Assert.Empty(Audit("artist", [one, "Somebody"], [other, "Else"]).Spellings);
    }

    [Fact]
    public void Other_columns_are_compared_as_a_whole_and_ids_not_at_all()
    {
        Assert.Single(Audit("game", ["Final Fantasy: VII", "x"], ["FINAL FANTASY VII", "y"]).Spellings);
        Assert.Empty(Audit("game", ["Final Fantasy; Zelda", "x"], ["Final Fantasy", "y"]).Spellings);
        Assert.Empty(Audit("track_id", ["4uLU6h", "x"], ["4ULU6H", "y"]).Spellings);
        Assert.Empty(Audit("session", ["1-10", "-1"], ["11-0", "1"]).Spellings);
    }

    [Fact]
    public void A_split_that_keeps_nothing_together_is_looked_at_by_artist()
    {
        var audit = Audit("artists", ["Abba", "x"], ["ABBA", "y"], together: []);
        Assert.Equal(("artists", "artists"), (audit.By, Assert.Single(audit.Spellings).Column));
    }

    [Fact]
    public void A_line_break_parts_artists()
    {
        var audit = Audit("artist", ["Queen\nAbba", "x"], ["Abba", "y"]);
        Assert.Equal("Queen Abba", Assert.Single(Assert.Single(audit.Spellings).Examples).Value);
    }

    [Fact]
    public void White_space_is_no_other_spelling_but_the_same_value()
    {
        var audit = Audit("artist", ["Haris\u00A0Alexiou", "x"], ["Haris  Alexiou", "y"]);
        Assert.Empty(audit.Spellings);
        Assert.Equal(0.5, audit.Overlap.Group);
    }

    [Fact]
    public void The_greek_corpus_raises_none()
    {
        var tracks = ManifestFile.ReadTable(Repository.Shared("corpora/greek/Spotify_Tracks.csv")).Tracks;
        foreach (SplitOptions split in (SplitOptions[])[new GroupKFoldOptions(), new KFoldOptions()])
        {
            var folds = split.Create().Split(tracks, [.. tracks.Select(t => MoodSchemes.Mood4.LabelOf(t)!)], new Seed(1));
            Assert.Empty(LeakAudit.Of(tracks, folds, [MoodSchemes.Mood4], split.KeptTogether).Spellings);
        }
    }
}
