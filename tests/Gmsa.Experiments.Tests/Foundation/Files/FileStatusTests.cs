using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public sealed class FileStatusTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public FileStatusTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "stat(1) is another program elsewhere");
        File.WriteAllText(At("file é"), "three");
        File.SetLastWriteTimeUtc(At("file é"), new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        File.CreateSymbolicLink(At("link"), "file é");
        using var making = Process.Start("mkfifo", [At("pipe")]);
        making.WaitForExit();
    }

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("file é", PathKind.File)]
    [InlineData("link", PathKind.File)]
    [InlineData(".", PathKind.Folder)]
    [InlineData("pipe", PathKind.Pipe)]
    [InlineData("/dev/null", PathKind.Device)]
    internal void It_is_what_the_system_says(string name, PathKind kind)
    {
        var start = new ProcessStartInfo("stat", ["-L", "-c", "%s %.9Y %.9Z %d %i", At(name)]) { RedirectStandardOutput = true };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd().Trim().Replace(".", "", StringComparison.Ordinal).Split(' ')
            .Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        var status = FileStatus.Of(At(name))!.Value;
        Assert.Equal(kind, status.Kind);
        Assert.Equal<long>(said, (long[])[status.Size, status.Modified, status.Changed, status.Device, (long)status.Number]);
        Assert.Equal(kind == PathKind.File, FileStamp.Of(At(name)) is not null);
    }

    [Fact]
    public void A_file_is_the_same_under_its_names_and_open_and_another_is_not()
    {
        var file = FileStatus.Of(At("file é"))!.Value;
        Assert.True(file.IsSame(FileStatus.Of(At("link"))!.Value));
        using var open = new FileStream(At("link"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Assert.Equal(file, FileStatus.Of(open));
        open.WriteByte(1);
        open.Flush();
        Assert.True(file.IsSame(FileStatus.Of(open)!.Value));
        File.Copy(At("file é"), At("copy"));
        File.Move(At("copy"), At("file é"), overwrite: true);
        Assert.False(FileStatus.Of(At("file é"))!.Value.IsSame(FileStatus.Of(open)!.Value));
        Assert.Null(FileStatus.Of(At("nothing")));
    }

    private string At(string name) => Path.Combine(folder, name);
}
