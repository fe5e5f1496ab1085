using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public sealed class FileClaimTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task One_holder_at_a_time()
    {
        var path = Path.Combine(folder, "claim");
        var first = FileClaim.TryTake(path);
        Assert.NotNull(first);
        Assert.Null(FileClaim.TryTake(path));
        var waited = new TaskCompletionSource();
        var second = Task.Run(() => FileClaim.Take(path, waited.SetResult, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);
        await waited.Task;
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
        FileClaim.Take(path, () => Assert.Fail("nobody has it"), TestContext.Current.CancellationToken).Dispose();
    }

    [Fact]
    public void Asking_takes_nothing_and_makes_nothing()
    {
        var path = Path.Combine(folder, "claim");
        Assert.False(FileClaim.IsTaken(path));
        Assert.False(FileClaim.IsTaken(Path.Combine(folder, "none", "claim")));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
        using (FileClaim.TryTake(path))
        {
            Assert.True(FileClaim.IsTaken(path));
            Assert.True(FileClaim.IsTaken(path));
        }
        Assert.False(FileClaim.IsTaken(path));
        // Two that ask at a time don't take each other for holders.
        using var other = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Assert.False(FileClaim.IsTaken(path));
    }

    [Fact]
    public void A_folder_that_is_missing_is_an_error_and_no_other_holder() =>
        Assert.Throws<DirectoryNotFoundException>(() => FileClaim.TryTake(Path.Combine(folder, "none", "claim")));
}
