using System.Text;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

public sealed class AudioFileTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_wav_is_known_by_its_content_and_resampled_without_ffmpeg()
    {
        var path = Write("song.mp3", new WavBytes { Rate = 44100, Data = new byte[2 * 44100] });
        var wave = AudioFile.Read(path, 8000, default, null, TestContext.Current.CancellationToken);
        Assert.Equal((8000, 8000), (wave.Rate, wave.Samples.Length));
    }

    [Fact]
    public void A_short_file_is_not_padded()
    {
        var path = Write("short.wav", new WavBytes { Data = new byte[1600] });
        Assert.Equal(800, Read(path, length: 30).Samples.Length);
    }

    [Fact]
    public void What_is_wrong_is_said_in_few_words()
    {
        Assert.Equal("file not found", Reason(Path.Combine(folder, "none.wav")));
        Assert.Equal("file not found", Reason("a\0b.wav"));
        Assert.Equal("file not found", Reason("half a pair \ud800.wav"));
        Assert.Equal("it is a folder, not a file", Reason(folder));
        File.WriteAllBytes(Path.Combine(folder, "empty.mp3"), []);
        Assert.Equal("the file is empty", Reason(Path.Combine(folder, "empty.mp3")));
        Assert.Equal("it holds no audio", Reason(Write("nothing.wav", new WavBytes())));
        var brief = Write("brief.wav", new WavBytes { Data = new byte[1600] });
        Assert.Equal("the clip starts at 30 s, the file lasts 0.1 s", Reason(brief, offset: 30));
        var floats = new WavBytes { Tag = 3, Bits = 32, Data = WavBytes.Floats(0, float.NaN, 0) };
        Assert.Equal("it has samples that are not numbers (NaN or infinite)", Reason(Write("nan.wav", floats)));
        var infinite = new WavBytes { Tag = 3, Bits = 64, Data = WavBytes.Doubles(0, double.PositiveInfinity) };
        Assert.Equal("it has samples that are not numbers (NaN or infinite)", Reason(Write("infinite.wav", infinite)));
    }

    [Theory]
    [InlineData(NormalizationForm.FormC, NormalizationForm.FormD)]
    [InlineData(NormalizationForm.FormD, NormalizationForm.FormC)]
    public void Greek_names_are_found_however_their_accents_are_composed(NormalizationForm onDisk, NormalizationForm inManifest)
    {
        var name = "Ό,τι αγαπώ είναι δικό σου ΐ.wav";
        Write(name.Normalize(onDisk), new WavBytes { Data = new byte[16000] });
        Assert.Equal(8000, Read(Path.Combine(folder, name.Normalize(inManifest))).Samples.Length);
    }

    [Fact]
    public void Folders_and_names_may_each_be_composed_otherwise()
    {
        var (composed, decomposed) = (NormalizationForm.FormC, NormalizationForm.FormD);
        var (corpus, artist) = ("Ελληνική μουσική".Normalize(composed), "Νίκος Ξυδάκης".Normalize(decomposed));
        Directory.CreateDirectory(Path.Combine(folder, corpus, artist));
        Write(Path.Combine(corpus, artist, "Ό,τι.wav".Normalize(composed)), new WavBytes { Data = new byte[16] });
        var root = Path.Combine(folder, corpus);
        string[] paths = ["Νίκος Ξυδάκης/Ό,τι.wav", "./Νίκος Ξυδάκης//Ό,τι.wav", "Νίκος Ξυδάκης/../Νίκος Ξυδάκης/Ό,τι.wav"];
        foreach (var path in paths.SelectMany(p => new[] { p.Normalize(composed), p.Normalize(decomposed) }))
        {
            Assert.Equal(8, Read(Path.Combine(root, path)).Samples.Length);
            Assert.Equal(8, Read(Path.Combine(root.Normalize(decomposed), path)).Samples.Length);
            Assert.Equal(8, Read(Path.Combine(Path.GetRelativePath(Environment.CurrentDirectory, root), path)).Samples.Length);
        }
        Assert.Equal("file not found", Reason(Path.Combine(root, "Νίκος", "Ό,τι.wav")));
        Assert.Equal("file not found", Reason(Path.Combine(root, "..", "Ό,τι.wav")));
        Assert.Equal("file not found", Reason(""));
    }

    [Fact]
    public void A_file_is_found_in_the_folder_that_has_it_where_two_differ_in_composition_alone()
    {
        var (composed, decomposed) = ("ά".Normalize(NormalizationForm.FormC), "ά".Normalize(NormalizationForm.FormD));
        Directory.CreateDirectory(Path.Combine(folder, composed));
        Directory.CreateDirectory(Path.Combine(folder, decomposed));
        Write(Path.Combine(decomposed, "a.wav"), new WavBytes { Data = new byte[16] });
        Assert.Equal(8, Read(Path.Combine(folder, composed, "a.wav")).Samples.Length);
    }

    [Fact]
    public void Where_two_files_differ_in_composition_alone_each_is_itself()
    {
        var composed = Write("ά.wav".Normalize(NormalizationForm.FormC), new WavBytes { Data = new byte[2] });
        var decomposed = Write("ά.wav".Normalize(NormalizationForm.FormD), new WavBytes { Data = new byte[4] });
        Assert.SkipUnless(Directory.GetFiles(folder).Length == 2, "this file system makes them one file");
        Assert.Equal((1, 2), (Read(composed).Samples.Length, Read(decomposed).Samples.Length));
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_named()
    {
        var path = Write("secret.wav", new WavBytes { Data = new byte[2] });
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "this user may read everything");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);
        Assert.Equal("it may not be read: permission denied", Reason(path));
    }

    private string Write(string name, WavBytes wav)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, wav.Bytes());
        return path;
    }

    private static Waveform Read(string path, double offset = 0, double length = 30) =>
        AudioFile.Read(path, 8000, TimeSpan.FromSeconds(offset), TimeSpan.FromSeconds(length), TestContext.Current.CancellationToken);

    private static string Reason(string path, double offset = 0) => Assert.Throws<AudioException>(() => Read(path, offset)).Message;
}
