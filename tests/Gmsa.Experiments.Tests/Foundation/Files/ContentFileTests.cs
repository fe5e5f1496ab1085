using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public sealed class ContentFileTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Files_of_the_same_bytes_are_one()
    {
        var (one, twin, other) = (Of("one", "abc"), Of("twin", "abc"), Of("other", "abd"));
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", one.Hash);
        Assert.Equal(one, twin);
        Assert.Equal(one.GetHashCode(), twin.GetHashCode());
        Assert.NotEqual(one, other);
        Assert.Equal((Path.Combine(folder, "one"), Path.Combine(folder, "one")), (one.Path, one.ToString()));
    }

    [Fact]
    public void What_is_read_is_what_was_named_or_it_is_said()
    {
        var file = Of("model", "abc");
        Assert.Equal("abc"u8.ToArray(), file.Read());
        Of("model", "abd");
        Assert.Contains("model: the file was changed while it was in use", Told(file.Read), StringComparison.Ordinal);
        File.Delete(file.Path);
        Assert.Contains("model: it can't be read", Told(file.Read), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_file_is_told_with_what_is_near()
    {
        Of("model.txt", "");
        Assert.EndsWith($"modle.txt: there is no such file. There is {Path.Combine(folder, "model.txt")}",
            Told(() => ContentFile.Of(Path.Combine(folder, "modle.txt"))), StringComparison.Ordinal);
        Assert.EndsWith(": this is a folder; expected a file", Told(() => ContentFile.Of(folder)), StringComparison.Ordinal);
        if (!File.Exists("/dev/zero")) return;
        var device = Told(() => ContentFile.Of("/dev/zero"));
        Assert.EndsWith("it can't be read: it is a device, not a file", device, StringComparison.Ordinal);
    }

    private ContentFile Of(string name, string text)
    {
        File.WriteAllText(Path.Combine(folder, name), text);
        return ContentFile.Of(Path.Combine(folder, name));
    }

    private static string Told(Func<object> work) => Assert.Throws<InputException>(work).Message;
}
