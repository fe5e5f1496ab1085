using System.Text.RegularExpressions;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

public class HardestSectionTests
{
    private readonly string folder = Repository.TemporaryFolder();

    [Fact]
    public void Older_studies_have_the_list_without_pictures_and_players()
    {
        var study = Example.Study(folder);
        var page = Section(study);
        var surest = SchemeHardTracks.Of(Findings.Of(study))[0].Tracks.Confident;
        Assert.Contains($"mood8: the surest errors of mood8-seedCnn", page);
        Assert.Contains($"<strong>{surest[0].TrackId}</strong>", page);
        Assert.Contains(
            $"Called <b class=\"bad\">{surest[0].Called}</b> ({Numbers.Percent(surest[0].Sure)} sure); is <b>{surest[0].Truth}</b>", page);
        Assert.Contains($"{surest[0].Right} of 3 arms right", page);
        Assert.DoesNotContain("<img", page);
        Assert.DoesNotContain("<audio", page);
        Assert.DoesNotContain("media-src", HtmlReport.Render(study));
    }

    [Fact]
    public void Everything_that_is_known_of_a_track_is_told()
    {
        var study = Known("Νίκος", "Ένα τραγούδι", out var id);
        var page = Section(study);
        Assert.Contains($"<strong>Νίκος – Ένα τραγούδι</strong>{id}", page);
        Assert.Contains("Energy 0.25, valence 0.50; 0.12 from a border", page);
        Assert.Contains("alt=\"picture of Νίκος – Ένα τραγούδι\"", page);
        Assert.Equal(1, Regex.Count(page, "<img "));
        Assert.Equal(1, Regex.Count(page, "<audio controls=\"controls\" preload=\"none\" aria-label=\"The sound of Νίκος – Ένα τραγούδι\" "
            + "src=\"file:///[^\"]*/a%20b.wav#t=5,35\">"));
        Assert.Contains("; media-src file:", HtmlReport.Render(study));
        Assert.Contains($"| {id}: Νίκος – Ένα τραγούδι | mood8 |", MarkdownReport.Render(study));
    }

    [Fact]
    public void Names_that_try_to_break_out_stay_text()
    {
        var study = Known(Example.Hostile, "\"><script>", out _);
        var page = Section(study);
        Assert.DoesNotContain("<script", page);
        Assert.Contains("alt=\"picture of &lt;script&gt;alert(&#39;ω&#39;)", page);
        Assert.DoesNotContain("<script", MarkdownReport.Render(study));
        System.Xml.Linq.XElement.Parse($"<div>{page}</div>");
    }

    [Fact]
    public void A_picture_or_sound_that_is_gone_leaves_the_rest()
    {
        var study = Known("x", "y", out _);
        File.Delete(Path.Combine(folder, "pictures", "hard-001.png"));
        File.Delete(Path.Combine(folder, "a b.wav"));
        var page = Section(study);
        Assert.Contains("<strong>x – y</strong>", page);
        Assert.DoesNotContain("<img", page);
        Assert.DoesNotContain("<audio", page);
        Assert.DoesNotContain("Players read", page);
    }

    [Fact]
    public void A_track_of_both_lists_is_drawn_once_and_the_second_leads_to_the_first()
    {
        var study = Example.Study(folder);
        var tracks = SchemeHardTracks.Of(Findings.Of(study)).Select(s => s.Tracks).ToArray();
        var twice = tracks.Sum(t => t.Hardest.Count(h => t.Confident.Any(c => c.TrackId == h.TrackId)));
        Assert.InRange(twice, 1, 15);
        Assert.Equal(twice, Regex.Count(Section(study), "Shown above"));
    }

    [Fact]
    public void Page_stays_small_however_large_the_pictures_are()
    {
        var study = Example.Study(folder);
        var big = Path.Combine(folder, "big.png");
        File.WriteAllBytes(big, [0x89, (byte)'P', (byte)'N', (byte)'G', .. new byte[400_000]]);
        var ids = SchemeHardTracks.Of(Findings.Of(study)).SelectMany(s => s.All).Select(t => t.TrackId).Distinct();
        var hard = new HardCard
        {
            Feature = "picture",
            Tracks = [.. ids.Select(id => new HardTrackCard(id, "big.png", new Dictionary<string, double>()))],
        };
        Assert.InRange(Section(study with { Hard = hard }).Length, 1_500_000, 2_100_000);
    }

    /// <summary>The example study, with everything known of the surest error of the first scheme.</summary>
    private StudyResults Known(string artist, string title, out string id)
    {
        var study = Example.Study(folder, schemes: ["mood8"]);
        id = SchemeHardTracks.Of(Findings.Of(study))[0].Tracks.Confident[0].TrackId;
        Directory.CreateDirectory(Path.Combine(folder, "pictures"));
        File.Copy(Directory.GetFiles(Path.Combine(folder, "pictures")).Order(StringComparer.Ordinal).First(),
            Path.Combine(folder, "pictures", "hard-001.png"));
        File.WriteAllText(Path.Combine(folder, "a b.wav"), "");
        return study with
        {
            Tracks = new Dictionary<string, Track>
            {
                [id] = new(id, "a b.wav", new Dictionary<string, string> { ["artist"] = artist, ["title"] = title }),
            },
            Plane = new Dictionary<string, (double, double)> { [id] = (0.25, 0.5) },
            Hard = new HardCard
            {
                AudioRoot = folder,
                From = 5,
                To = 35,
                Feature = "picture",
                Tracks = [new(id, "pictures/hard-001.png", new Dictionary<string, double> { ["mood8"] = 0.123 })],
            },
        };
    }

    private static string Section(StudyResults study) => HardestSection.Of(Findings.Of(study)).ToString();
}
