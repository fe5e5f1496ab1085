using System.Text;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

public sealed class TextInsteadTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head></html>",
        "'<!DOCTYPE html>': a page of the web, as a failed download leaves it; download the file again")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:44\nsize 1234567\n",
        "'version https://git-lfs.github.com/spec/...': the pointer of Git LFS to a file that wasn't fetched; `git lfs pull` fetches it")]
    [InlineData("/annex/objects/SHA256E-s1234--55.mp3\n",
        "'/annex/objects/SHA256E-s1234--55.mp3': the pointer of git-annex to a file that wasn't fetched; `git annex get` fetches it")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>",
        "'<?xml version=\"1.0\"?><Error><Code>Access...': a server's answer in XML, as a failed download leaves it; "
        + "download the file again")]
    [InlineData("\uFEFF#EXTM3U\na.mp3\n", "'#EXTM3U': a playlist; name the files that it names")]
    [InlineData("\n\n{ \"error\": \"Ζητήθηκε πληρωμή\" }", "'{ \"error\": \"Ζητήθηκε πληρωμή\" }'")]
    public void What_is_text_says_how_it_begins_and_what_it_is(string text, string told)
    {
        var path = Path.Combine(folder, "song.mp3");
        File.WriteAllText(path, text + new string('\n', 600));
        Assert.Equal("it is text and no audio, and begins with " + told, Reason(path));
    }

    [Fact]
    public void A_letter_that_is_cut_in_two_where_the_look_ends_makes_no_other_file_of_it()
    {
        var path = Path.Combine(folder, "song.mp3");
        File.WriteAllText(path, "x" + new string('ω', 1000), new UTF8Encoding(false));
        Assert.StartsWith("it is text and no audio", Reason(path), StringComparison.Ordinal);
    }

    private static string Reason(string path) => Assert.Throws<AudioException>(() =>
    {
        using var stream = File.OpenRead(path);
        Containers.Inspect(stream);
    }).Message;
}
