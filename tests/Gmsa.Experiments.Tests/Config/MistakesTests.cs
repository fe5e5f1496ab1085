using System.Globalization;

namespace Gmsa.Experiments.Tests.Config;

/// <summary>
/// One file a kind of mistake, in the folder Mistakes: what stands in NAME.yaml is told as NAME.txt says, in every culture.
/// </summary>
public class MistakesTests
{
    private static string Folder => Path.Combine(Repository.Root, "tests", "Gmsa.Experiments.Tests", "Config", "Mistakes");

    public static IEnumerable<TheoryDataRow<string>> Names() =>
        Directory.GetFiles(Folder, "*.yaml")
            .Order(StringComparer.Ordinal).Select(f => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(f)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Mistake_is_told_with_its_place_and_what_is_allowed(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".yaml"));
        var snapshot = Path.Combine(Folder, name + ".txt");
        var told = ExperimentText.Problems(text) + "\n";
        // GMSA_SNAPSHOTS=write makes the expectations anew, to be read before they are committed.
        if (Repository.RenewsSnapshots) File.WriteAllText(snapshot, told);
        Assert.Equal(File.ReadAllText(snapshot), told);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("el-GR");
            Assert.Equal(told, ExperimentText.Problems(text) + "\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Ten_mistakes_are_ten_problems()
    {
        Assert.Equal(10, File.ReadAllLines(Path.Combine(Folder, "ten-mistakes.txt")).Length);
        Assert.True(Names().Count() > 80);
    }

    [Fact]
    public void Files_that_are_no_text_are_told_so()
    {
        var folder = ExperimentText.Folder();
        string Told(string name) => Assert.Throws<Experiments.Foundation.InputException>(() =>
            Experiments.Config.ExperimentFile.Load(Path.Combine(folder, name), [], null)).Message;
        Assert.EndsWith("none.yaml: there is no such file", Told("none.yaml"));
        Directory.CreateDirectory(Path.Combine(folder, "folder.yaml"));
        Assert.EndsWith("folder.yaml: this is a folder, not an experiment file (YAML).", Told("folder.yaml"));
        File.WriteAllBytes(Path.Combine(folder, "latin.yaml"), [(byte)'a', (byte)':', (byte)'\n', 0xE4, 0xF6]);
        Assert.EndsWith("latin.yaml:2:1: the text is not UTF-8; save the file as UTF-8", Told("latin.yaml"));
        File.WriteAllText(Path.Combine(folder, "large.yaml"), new string('#', 1_000_001));
        Assert.EndsWith("large.yaml: the file has 1000001 bytes; an experiment has at most 1000000", Told("large.yaml"));
    }
}
