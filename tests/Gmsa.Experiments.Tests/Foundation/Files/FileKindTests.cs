using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public sealed class FileKindTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string, string, object, string> Files() => new()
    {
        { "a", "ID3\u0003\0\0\0\0", FileSort.Audio, "an MP3 recording" },
        { "a", "\u00FF\u00FB\u0090\0", FileSort.Audio, "an MP3 recording" },
        { "a", "RIFF\0\0\0\0WAVEfmt ", FileSort.Audio, "a WAV recording" },
        { "a.csv", "fLaC\0\0", FileSort.Audio, "a FLAC recording" },
        { "a", "OggS\0\0", FileSort.Audio, "an Ogg recording" },
        { "a", "\0\0\0\u0020ftypM4A ", FileSort.Audio, "an MP4 recording" },
        { "a", "%PDF-1.7\n", FileSort.Pdf, "a PDF" },
        { "a", "PAR1\0", FileSort.Parquet, "a Parquet table" },
        { "a", "\u0093NUMPY\u0001\0", FileSort.Numpy, "a NumPy array" },
        { "a", "PK\u0003\u0004\0\0TransformerChain/", FileSort.Model, "a trained model (model.zip)" },
        { "a", "PK\u0003\u0004\0\0[Content_Types].xml", FileSort.Workbook, "a spreadsheet (Excel)" },
        { "a", "PK\u0003\u0004\0\0song.mp3", FileSort.Archive, "an archive (ZIP)" },
        { "a", "<!DOCTYPE html><p>", FileSort.Page, "a web page (HTML)" },
        { "a", "{ \"track\": 1 }", FileSort.Json, "a JSON file" },
        { "a", "[{\"a\": 1}]", FileSort.Json, "a JSON file" },
        { "a", "{ \"data\": {}, \"labels\": [] }", FileSort.Text, "a text" },
        { "a.yaml", "# a, b\ndata: { manifest: x.csv }\n", FileSort.Experiment, "an experiment file (YAML)" },
        { "a.csv", "path,artist\na.wav,x\n", FileSort.Table, "a table (CSV)" },
        { "a.txt", "path,artist\na.wav,x\n", FileSort.Table, "a table (CSV)" },
        { "a.csv", "name: x,y\n", FileSort.Table, "a table (CSV)" },
        { "a.csv", "track_id,truth,predicted,p_a\n1,a,a,1\n", FileSort.Predictions, "a table of predictions (CSV)" },
        { "a.txt", "once upon a time, there was\na song", FileSort.Text, "a text" },
        { "a", "", FileSort.Empty, "an empty file" },
        // Words that begin as files of other kinds do.
        { "a.csv", "ID3 artist,x\nfoo,1\n", FileSort.Table, "a table (CSV)" },
        { "a.csv", "caffeine,x\n0.1,1\n", FileSort.Table, "a table (CSV)" },
        { "a.csv", "path,id,WAVE\na,b,c\n", FileSort.Table, "a table (CSV)" },
        { "a.txt", "id,artist\nname: foo,a\n", FileSort.Table, "a table (CSV)" },
        { "a.json", "{ \"seeds\": [1, 2], \"data\": {}, \"labels\": [] }", FileSort.Text, "a text" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void First_bytes_tell_what_a_file_is(string name, string bytes, object sort, string what)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(bytes));
        Assert.Equal(new((FileSort)sort, what), FileKind.Of(path));
    }

    [Fact]
    public void Folders_are_studies_where_they_hold_one()
    {
        var study = Path.Combine(folder, "results", "x-01234567");
        Directory.CreateDirectory(study);
        Assert.Equal(FileSort.Folder, FileKind.Of(study)!.Sort);
        File.WriteAllText(Path.Combine(study, "plan.json"), "{}");
        File.WriteAllText(Path.Combine(study, "journal.jsonl"), "");
        Assert.Equal("the folder of a study", FileKind.Of(study)!.What);
        Assert.Equal("a folder of studies", FileKind.Of(Path.Combine(folder, "results"))!.What);
    }

    [Fact]
    public void Nobody_can_tell_what_is_not_there_or_is_noise()
    {
        Assert.Null(FileKind.Of(Path.Combine(folder, "none")));
        File.WriteAllBytes(Path.Combine(folder, "noise"), [1, 2, 3, 4, 5]);
        Assert.Null(FileKind.Of(Path.Combine(folder, "noise")));
    }
}
