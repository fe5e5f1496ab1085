using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments.Tests.Reports.Explore;

public class ExplorePagesTests
{
    private const string Hostile = "<script>alert('ω')</script> & \"Ένα\" \u001b[31m";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    [Fact]
    public void A_tracks_page_has_every_picture_with_axes_and_the_sound()
    {
        var page = Parse(TrackPage.Render(Track("song.mp3")));
        Assert.Equal(["The pictures", "Augmented", "The file"], page.Descendants(Xhtml + "h2").Select(h => h.Value));
        var pictures = page.Descendants(Xhtml + "section").Single(s => (string?)s.Attribute("id") == "pictures");
        Assert.Equal(["Waveform", .. Panel.All.Select(p => p.Title)], pictures.Descendants(Xhtml + "h3").Select(h => h.Value));
        Assert.All(pictures.Descendants(Xhtml + "figure"), f =>
        {
            Assert.Equal("time (s)", Classed(f, "acrossname").Single().Value);
            Assert.True(Classed(f, "up").Single().Elements().Count() >= 3, f.ToString());
        });
        Assert.Equal(Panel.All.Count, pictures.Descendants(Xhtml + "img").Count());
        var sound = Convert.FromBase64String(page.Descendants(Xhtml + "audio").Single()
            .Attribute("src")!.Value["data:audio/wav;base64,".Length..]);
        Assert.Equal(WavWriter.Length(16000), sound.Length);
        Assert.Contains("mel: hop 1024, bands 128, scale db, reference 1, range 80, nFft 2048; 8,000 Hz", page.Root!.Value);
        Assert.Contains("Peak −6.0 dBFS", page.Root.Value);
    }

    [Fact]
    public void A_tracks_page_shows_every_kind_of_augmentation_but_mixup_beside_the_picture()
    {
        var page = Parse(TrackPage.Render(Track("song.mp3")));
        var section = page.Descendants(Xhtml + "section").Single(s => (string?)s.Attribute("id") == "augmented");
        Assert.Equal(
            Catalog.Default.Augmentations.Select(k => k.Word).Where(word => word != "mixup"),
            section.Descendants(Xhtml + "h3").Select(h => h.Value));
        Assert.All(section.Descendants(Xhtml + "figure"), f =>
        {
            var images = f.Descendants(Xhtml + "img").Select(i => i.Attribute("src")!.Value).ToArray();
            Assert.Equal(3, images.Distinct().Count());
            Assert.Contains("works on the picture", f.Value);
            Assert.Contains("probability 1", Classed(f, "recipe").Single().Value);
        });
        Assert.Contains("timeWarp 40, frequencyMasks 2, frequencyWidth 13, timeMasks 2, timeWidth 30", section.Value);
        var again = Parse(TrackPage.Render(Track("song.mp3")))
            .Descendants(Xhtml + "section").Single(s => (string?)s.Attribute("id") == "augmented");
        Assert.True(XNode.DeepEquals(section, again));
    }

    [Fact]
    public void Only_the_pages_own_script_may_run()
    {
        var html = TrackPage.Render(Track("song.mp3"));
        var page = Parse(html);
        var script = Assert.Single(page.Descendants(Xhtml + "script")).Value;
        var policy = page.Descendants(Xhtml + "meta").Single(m => (string?)m.Attribute("http-equiv") == "Content-Security-Policy");
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Assert.Equal($"default-src 'none'; img-src data:; style-src 'unsafe-inline'; media-src data:; script-src 'sha256-{hash}'",
            policy.Attribute("content")!.Value);
        Assert.DoesNotContain("script-src", CorpusPage.Render(Corpus("m.csv")));
        Assert.DoesNotContain("<script", CorpusPage.Render(Corpus("m.csv")));
    }

    [Fact]
    public void A_corpus_page_has_every_section_and_every_feature()
    {
        var page = Parse(CorpusPage.Render(Corpus("m.csv")));
        Assert.Equal(["What to look out for", "The labels", "Energy and valence", "The average sound of a label", "The files",
            "What tells labels apart"], page.Descendants(Xhtml + "h2").Select(h => h.Value));
        var features = page.Descendants(Xhtml + "section").Single(s => (string?)s.Attribute("id") == "features");
        var names = features.Descendants(Xhtml + "strong").Select(s => s.Value).ToArray();
        Assert.Equal(15, names.Length);
        Assert.Equal("feature 14", names[0]); // the one that grows with the label
        Assert.Equal(3, features.Descendants(Xhtml + "details").Single().Descendants(Xhtml + "figure").Count());
        Assert.Contains("and 5 more", page.Root!.Value);
        var dots = page.Descendants(Xhtml + "path")
            .Where(p => ((string?)p.Attribute("class"))?.StartsWith("dots", StringComparison.Ordinal) == true);
        Assert.Equal(20, dots.Sum(d => d.Attribute("d")!.Value.Count(c => c == 'M')));
    }

    [Fact]
    public void Hostile_names_stay_text()
    {
        foreach (var html in (string[])[TrackPage.Render(Track(Hostile)), CorpusPage.Render(Corpus(Hostile))])
        {
            Assert.DoesNotContain("<script>alert", html);
            Assert.DoesNotContain('\u001b', html);
            Assert.Contains("&lt;script&gt;alert(&#39;ω&#39;)&lt;/script&gt; &amp; &quot;Ένα&quot; \uFFFD[31m", html);
            Assert.DoesNotContain(Parse(html).Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Pages_load_nothing_and_can_be_read_aloud()
    {
        foreach (var page in new[] { Parse(TrackPage.Render(Track("a"))), Parse(CorpusPage.Render(Corpus("b"))) })
        {
            Assert.All(page.Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "href"),
                a => Assert.Matches("^(#|data:)", a.Value));
            Assert.All(page.Descendants(Xhtml + "img"), i => Assert.NotEqual("", i.Attribute("alt")!.Value));
            Assert.All(page.Descendants(Xhtml + "svg"), s => Assert.NotNull(s.Attribute("aria-label")));
            var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToArray();
            Assert.Equal(ids.Distinct(), ids);
        }
        Assert.DoesNotMatch("url\\(|@import|@font-face|http", PlotStylesheet.Css + ExploreStylesheet.Css);
    }

    [Fact]
    public void Same_bytes_under_every_culture()
    {
        var here = TrackPage.Render(Track("a")) + CorpusPage.Render(Corpus("b"));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("el-GR");
            Assert.Equal(here, TrackPage.Render(Track("a")) + CorpusPage.Render(Corpus("b")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IEnumerable<XElement> Classed(XElement parent, string name) =>
        parent.Descendants().Where(e => (string?)e.Attribute("class") == name);

    internal static TrackView Track(string name)
    {
        var clip = new Waveform([.. Enumerable.Range(0, 16000).Select(i => (float)(0.5 * Math.Sin(0.3 * i)))], 8000);
        FeatureMap[] maps = [.. Panel.All.Select(p => p.Options.Create(8000).Extract(clip))];
        return new(name, name, new("mp3", 44100, 2, 128000, 2.02), 0, new(0.5, 0.354, 0, 0), clip, maps, clip,
            AugmentedLook.Of(clip, Catalog.Default));
    }

    internal static CorpusView Corpus(string name)
    {
        int[] labels = [.. Enumerable.Range(0, 20).Select(i => i % 10 == 9 ? -1 : i % 2)];
        TrackFacts[] tracks = [.. labels.Select((_, i) => new TrackFacts(
            $"{name}{i}", new("mp3", 44100, 2, 128000, 30), new(0.5, 0.1, 0, 0), 30, 30, $"{i}", i / 20.0, i * 7 % 20 / 20.0))];
        Quantity[] quantities =
        [
            new("duration", "s", false, [.. labels.Select(_ => 30f)]),
            .. Enumerable.Range(0, 15).Select(f => new Quantity($"feature {f}", "", true,
                [.. labels.Select((l, i) => f == 14 ? 100 * l + i : f == 0 ? 1 : (float)(i * 11 % (f + 3)))])),
        ];
        AveragePicture Picture(int tracks) => new(4, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9, float.NaN, 11, 12], 3, tracks);
        FactTable[] facts = [new("format", [name, "flac"], [[5, 5], [4, 4]], new(0.5, 0.5, 0.52, 0.8), 0.8),
            new("channels", ["2"], [[9, 9]], null, null)];
        var scheme = new SchemeView(name, [name, "b", "nobody"], labels, [Picture(9), Picture(9), Picture(0)],
            [.. quantities.Select(q => Separation.Of(q.Values, labels))], facts);
        return new(name, "the first 30 s", 22050, tracks, [new(name, name, name)], quantities, Picture(20), [scheme],
            [new(name, name, [.. Enumerable.Repeat(name, 15)])]);
    }

    private static XDocument Parse(string html) => XDocument.Parse(
        Regex.Replace(html, "^<!DOCTYPE html>", ""), LoadOptions.PreserveWhitespace);
}
