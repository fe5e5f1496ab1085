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
        var second = Task.Run(() => FileClaim.Take(path, waited.SetResult, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await waited.Task;
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
        FileClaim.Take(path, () => Assert.Fail("nobody has it"), TestContext.Current.CancellationToken).Dispose();
    }

    [Fact]
    public void A_folder_that_is_missing_is_an_error_and_no_other_holder() =>
        Assert.Throws<DirectoryNotFoundException>(() => FileClaim.TryTake(Path.Combine(folder, "none", "claim")));
}
