using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

public sealed class AudioPathsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public AudioPathsTests()
    {
        foreach (var file in (string[])
            ["Haris Alexiou/Oi Filoi.mp3", "twice/Song.wav", "twice/SONG.wav", "Twins/a.wav", "twins/a.wav",
                "Rock/b.wav", "rock/c.wav", "odd\\name.wav"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllText(Path.Combine(folder, file), "");
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("Haris Alexiou\\Oi Filoi.mp3", "Haris Alexiou/Oi Filoi.mp3")]
    [InlineData("haris alexiou/OI FILOI.MP3", "Haris Alexiou/Oi Filoi.mp3")]
    [InlineData(".\\HARIS ALEXIOU\\oi filoi.mp3", "Haris Alexiou/Oi Filoi.mp3")]
    [InlineData("Haris Alexiou/Oi Filoi.mp3", null)] // as written
    [InlineData("odd\\name.wav", null)] // as written too
    [InlineData("twice/song.wav", null)] // two may be meant
    [InlineData("TWINS\\a.wav", null)]
    [InlineData("Rock/c.wav", "rock/c.wav")] // the folder as written hasn't it
    [InlineData("ROCK/B.wav", "Rock/b.wav")]
    [InlineData("none/a.wav", null)]
    [InlineData("", null)]
    public void Only_the_one_that_can_be_meant_is_found(string path, string? expected)
    {
        if (OperatingSystem.IsLinux()) Assert.Equal(expected, new AudioPaths(folder).Other(path));
    }

    [Fact]
    public void What_may_be_meant_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names in two cases need a file system that tells them apart");
        Assert.Equal(["twice/SONG.wav", "twice/Song.wav"], new AudioPaths(folder).Alike("twice\\song.wav"));
        Assert.Equal(["Twins/a.wav", "twins/a.wav"], new AudioPaths(folder).Alike("TWINS/A.wav"));
        Assert.Equal([Path.Combine(folder, "Haris Alexiou/Oi Filoi.mp3")],
            new AudioPaths("/").Alike(folder + "\\haris alexiou\\oi filoi.mp3"));
        Assert.Empty(new AudioPaths(folder).Alike("none"));
    }

    [Fact]
    public void A_folder_is_listed_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names in two cases need a file system that tells them apart");
        var paths = new AudioPaths(folder);
        Assert.Equal("Rock/b.wav", paths.Other("ROCK\\B.WAV"));
        File.WriteAllText(Path.Combine(folder, "Rock", "later.wav"), "");
        Assert.Null(paths.Other("ROCK\\LATER.WAV"));
        Assert.Equal("Rock/later.wav", new AudioPaths(folder).Other("ROCK\\LATER.WAV"));
    }
}
