using System.Diagnostics;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_a_living_writer_is_at_is_no_leftover()
    {
        using var gone = Process.Start(new ProcessStartInfo(GmsaProgram.Program, "schema") { RedirectStandardOutput = true })!;
        gone.StandardOutput.ReadToEnd();
        gone.WaitForExit();
        var (here, me) = (Environment.MachineName, Environment.ProcessId);
        string[] left = [$".a.json.{here}-{gone.Id}-1.tmp", ".b-c.csv.else-where-7-1.tmp", ".of-no-writer.tmp"];
        string[] kept = [$".a.json.{here}-{me}-1.tmp", ".d.zip.busy-box-8-12.tmp"];
        Directory.CreateDirectory(Path.Combine(folder, "deep"));
        foreach (var name in left.Concat(kept)) File.WriteAllText(Path.Combine(folder, "deep", name), "half");
        var found = AtomicFile.Leftovers(folder, writer => writer == "busy-box-8").Select(f => Path.GetFileName(f));
        Assert.Equal(left.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_process_that_is_younger_than_the_file_only_has_its_writers_number()
    {
        var file = Path.Combine(folder, $".a.json.{Environment.MachineName}-{Environment.ProcessId}-1.tmp");
        File.WriteAllText(file, "half");
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddYears(50));
        Assert.Equal([file], AtomicFile.Leftovers(folder, _ => false));
    }
}
