using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>No command replaces a file that it didn't make, and none writes to a place that nobody named.</summary>
public sealed class FilesOfOthersTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();
    private readonly byte[] music;

    public FilesOfOthersTests()
    {
        using (var stream = File.Create(At("x.wav"))) WavWriter.Write(stream,
            new([.. Enumerable.Range(0, 8000).Select(i => i % 50 / 100f)], 8000));
        music = File.ReadAllBytes(At("x.wav"));
        File.WriteAllText(At("table.csv"), "energy,valence\n0.1,0.5\n");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("x.wav", "is the audio itself")]
    [InlineData("link.wav", "is the audio itself")]
    [InlineData("hard.npy", "is the audio itself")]
    [InlineData("sub/../x.wav", "is the audio itself")]
    [InlineData("other.wav", "is not a NumPy file")]
    [InlineData("other.npy", "is not a NumPy file")] // by what it is, not by what it is called
    [InlineData("table.csv", "is not a NumPy file")]
    public void A_feature_replaces_no_file_but_numpys(string output, string expected)
    {
        File.CreateSymbolicLink(At("link.wav"), "x.wav");
        using (var linking = System.Diagnostics.Process.Start("ln", [At("x.wav"), At("hard.npy")])) linking.WaitForExit();
        Directory.CreateDirectory(At("sub"));
        foreach (var other in (string[])["other.wav", "other.npy"]) File.WriteAllBytes(At(other), [.. music, 0]);
        Assert.Contains(expected, Assert.Throws<InputException>(() => Feature(At(output))).Message, StringComparison.Ordinal);
        Assert.Equal(music, File.ReadAllBytes(At("x.wav")));
    }

    [Fact]
    public void A_feature_replaces_an_earlier_one_and_an_empty_file()
    {
        File.WriteAllBytes(At("a.npy"), []);
        Feature(At("a.npy"));
        Feature(At("a.npy"));
        Assert.True(NumpyFile.IsOne(At("a.npy")));
    }

    [Theory]
    [InlineData("x.wav")]
    [InlineData("other.csv")]
    public void A_labelled_table_replaces_no_file_but_an_earlier_one(string output)
    {
        File.WriteAllText(At("other.csv"), "song,notes\na,mine\n");
        Toolbox.Label(new(At("table.csv"), [], Out: At("labelled.csv")));
        Toolbox.Label(new(At("table.csv"), ["mood4"], Out: At("labelled.csv")));
        Assert.Contains("is not a table that this command wrote",
            Assert.Throws<InputException>(() => Toolbox.Label(new(At("table.csv"), [], Out: At(output)))).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_somebody_else_is_not_replaced_by_an_explored_one()
    {
        var request = new ExploreRequest(At("x.wav"), At("page")) { Rate = 8000, Length = "1s" };
        Directory.CreateDirectory(At("page"));
        foreach (var mine in (string[])["<!DOCTYPE html>\n<html><body>mine</body></html>", "mine", "Made by Gmsa.Experiments, I wrote"])
        {
            File.WriteAllText(At("page/index.html"), mine);
            Assert.Contains("is not a page that this program made", Assert.Throws<InputException>(() => Explore(request)).Message,
                StringComparison.Ordinal);
            Assert.Equal(mine, File.ReadAllText(At("page/index.html")));
        }
        File.Delete(At("page/index.html"));
        Explore(request);
        Explore(request); // its own
    }

    [Fact]
    public void A_page_of_somebody_else_is_not_replaced_by_the_list_of_studies()
    {
        ResultsIndex.Write(folder);
        Assert.True(ResultsIndex.IsFree(folder));
        var page = File.ReadAllText(At("index.html"));
        Assert.Contains("<meta name=\"generator\" content=\"gmsa\" />", page, StringComparison.Ordinal);
        // One of a version that didn't say so yet.
        File.WriteAllText(At("index.html"), page.Replace("<meta name=\"generator\" content=\"gmsa\" />\n", "", StringComparison.Ordinal));
        ResultsIndex.Write(folder);
        Assert.Equal(page, File.ReadAllText(At("index.html")));
        File.WriteAllText(At("index.html"), "mine");
        ResultsIndex.Write(folder);
        Assert.Equal("mine", File.ReadAllText(At("index.html")));
        Assert.False(ResultsIndex.IsFree(folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_blank_place_is_an_error_before_any_work(string blank)
    {
        var request = new RunRequest(At("none.yaml"), [], null, blank);
        Action[] works =
        [
            () => Pipeline.Plan(request),
            () => Pipeline.Run(request, Progress.Unheard, TestContext.Current.CancellationToken),
            () => Toolbox.Build(request, null, null, Progress.Unheard, TestContext.Current.CancellationToken),
            () => Feature(blank),
            () => Explore(new(At("x.wav"), blank)),
            () => Toolbox.Label(new(At("table.csv"), [], Out: blank)),
            () => Pipeline.Report(["a", "b"], blank, []),
        ];
        Assert.All(works, work => Assert.Contains("is empty; expected a f", Assert.Throws<InputException>(work).Message,
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("report", "")]
    [InlineData("status", "")]
    [InlineData("run", "e.yaml", "--results", "")]
    public void The_program_says_so_with_exit_code_2(params string[] arguments)
    {
        var ran = GmsaProgram.Run(folder, arguments);
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("is empty; expected a folder", ran.Errors, StringComparison.Ordinal);
    }

    private FeatureOutcome Feature(string output) => Toolbox.Feature(
        new(At("x.wav"), new RmsOptions(), null, TimeSpan.Zero, null, output), TestContext.Current.CancellationToken);

    private static string Explore(ExploreRequest request) =>
        Toolbox.Explore(request, Progress.Unheard, TestContext.Current.CancellationToken);

    private string At(string path) => Path.Combine(folder, path);
}
