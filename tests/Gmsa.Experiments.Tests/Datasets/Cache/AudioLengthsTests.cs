using System.Globalization;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Tests.Audio;

namespace Gmsa.Experiments.Tests.Datasets;

/// <summary>What is remembered of how long files last.</summary>
public sealed class AudioLengthsTests : IDisposable
{
    private static readonly DateTime LongAgo = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Files are remembered at once, but for what isn't settled.</summary>
    private TimeSpan? settled = TimeSpan.Zero;

    private string Remembered => Path.Combine(folder, "cache", "lengths.txt");

    [Fact]
    public void A_length_is_read_once_and_again_where_the_file_is_another_or_its_line_was_changed()
    {
        var path = Wav("a.wav", 1.5);
        Assert.Equal([1.5], Of(path));
        Assert.Equal([1.5], Of(path));
        var line = Assert.Single(File.ReadAllLines(Remembered));
        Assert.Contains(" 1.5 ", line, StringComparison.Ordinal);
        File.WriteAllText(Remembered, line.Replace(" 1.5 ", " 7.25 ", StringComparison.Ordinal) + "\nnonsense\nNaN 1 2 /x\n");
        Assert.Equal([1.5], Of(path));
        File.SetLastWriteTimeUtc(path, LongAgo.AddSeconds(1));
        Assert.Equal([1.5], Of(path));
        Wav("a.wav", 2);
        Assert.Equal([2.0], Of(path));
        Assert.Equal([2.0], Of(path));
        Assert.Equal(6, File.ReadAllLines(Remembered).Length);
    }

    [Fact]
    public void A_link_is_as_long_as_what_it_points_to_is_now()
    {
        var (target, link) = (Wav("target.wav", 1), Path.Combine(folder, "link.wav"));
        File.CreateSymbolicLink(link, target);
        Assert.Equal([1.0], Of(link));
        Wav("target.wav", 3);
        Assert.Equal([3.0], Of(link));
    }

    [Fact]
    public void Files_that_just_changed_are_read_and_not_remembered()
    {
        settled = null;
        Assert.Equal([1.0], Of(Wav("new.wav", 1)));
        Assert.False(File.Exists(Remembered));
    }

    [Fact]
    public void What_is_not_there_or_no_file_of_audio_has_no_length_and_a_cache_that_cannot_be_written_does_not_matter()
    {
        File.WriteAllText(Path.Combine(folder, "text.wav"), "not music at all, not one bit of it");
        File.WriteAllText(Path.Combine(folder, "empty.wav"), "");
        var wav = Wav("a.wav", 1);
        string[] others = [.. new[] { "absent.wav", "", "text.wav", "empty.wav" }.Select(name => Path.Combine(folder, name))];
        Assert.Equal([null, null, null, null, 1.0], Of([.. others, wav]));
        File.WriteAllText(Path.Combine(folder, "file"), "");
        var inFile = Path.Combine(folder, "file", "cache");
        var lengths = new AudioLengths(Path.Combine(inFile, "lengths.txt"), Path.Combine(inFile, "claim"));
        Assert.Equal([1.0], lengths.Of([wav], 2, TestContext.Current.CancellationToken));
        using (new FileStream(Remembered, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)) Assert.Equal([1.0], Of(wav));
    }

    [Fact]
    public async Task What_no_header_says_is_asked_of_ffmpeg()
    {
        var path = await FfmpegFiles.Sine(folder, "plain.mka", 2, "-c:a", "libvorbis");
        Assert.Equal(2, Of(path)[0]!.Value, 0.1);
    }

    private double?[] Of(params string[] paths)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("el-GR");
        try
        {
            return new AudioLengths(Remembered, Path.Combine(folder, "cache", "claim"), settled)
                .Of(paths, 2, TestContext.Current.CancellationToken);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private string Wav(string name, double seconds)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, new WavBytes { Data = new byte[(int)(seconds * 16_000)] }.Bytes());
        File.SetLastWriteTimeUtc(path, LongAgo);
        return path;
    }
}
