using System.Globalization;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

public class AudioLinkTests
{
    private readonly string folder = Repository.TemporaryFolder();

    [Fact]
    public void A_file_that_is_there_is_linked_by_its_place_whatever_its_name_means_in_a_uri()
    {
        var name = "50% #1? \"Ένα\" & <b>.mp3";
        Put(name);
        var link = Of(name)!;
        Assert.Equal("file://" + folder + "/50%25%20%231%3F%20%22%CE%88%CE%BD%CE%B1%22%20%26%20%3Cb%3E.mp3", link);
        Assert.Equal(Path.Combine(folder, name), new Uri(link).LocalPath);
    }

    [Fact]
    public void Only_the_part_that_is_learnt_from_is_played()
    {
        Put("a.wav");
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("el-GR");
            Assert.EndsWith("/a.wav#t=12.5,42.5", Of("a.wav", 12.5, 42.5), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_name_in_another_composition_of_accents_is_found()
    {
        Put("Ένα.wav".Normalize(System.Text.NormalizationForm.FormD));
        Assert.NotNull(Of("Ένα.wav".Normalize(System.Text.NormalizationForm.FormC)));
    }

    [Fact]
    public void What_isnt_there_isnt_known_or_no_browser_plays_has_no_link()
    {
        Put("a.aif");
        Put("a.wav");
        Directory.CreateDirectory(Path.Combine(folder, "folder.wav"));
        Assert.All((string[])["gone.wav", "a.aif", "folder.wav", "", "a\0.wav"], path => Assert.Null(Of(path)));
        Assert.NotNull(Of(Path.Combine(folder, "a.wav")));
        Assert.Null(AudioLink.Of(new HardCard { AudioRoot = folder, Tracks = [] }, null));
        Assert.Null(AudioLink.Of(new HardCard { Tracks = [] }, TrackAt("a.wav")));
        Assert.Null(AudioLink.Of(null, TrackAt("a.wav")));
        // a study from another system
        Assert.Null(AudioLink.Of(new HardCard { AudioRoot = OperatingSystem.IsWindows() ? "/music" : @"C:\music", Tracks = [] },
            TrackAt("a.wav")));
    }

    private void Put(string name) => File.WriteAllText(Path.Combine(folder, name), "");

    private string? Of(string path, double from = 0, double to = 0) =>
        AudioLink.Of(new HardCard { AudioRoot = folder, From = from, To = to, Tracks = [] }, TrackAt(path));

    private static Track TrackAt(string path) => new("t", path, new Dictionary<string, string>());
}
