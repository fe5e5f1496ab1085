using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public sealed class WrongFileTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public WrongFileTests()
    {
        Write("music.csv", "path,artist\na.wav,x\n");
        Write("numbers.csv", "tempo,mood\n1,x\n");
        Write("answers.csv", "track_id,truth,predicted,p_a\n1,a,a,1\n");
        Write("x.yaml", "data: { demo: {} }\n");
        Write("song.mp3", "ID3\u0003\0");
        Write("table.parquet", "PAR1\0");
        Write("music.zip", "PK\u0003\u0004");
        Write("paper.pdf", "%PDF-1");
        Write("page.html", "<html>");
        Write("data.json", "{\"a\": 1}");
        Write("studies/x-01234567/plan.json", "{}");
        Write("studies/x-01234567/journal.jsonl", "");
        Write("studies/x-01234567/arms/mood8-logistic/predictions.csv", "");
        Write("files/b.yaml", "");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("music.csv", Wanted.Experiment,
        "this is a table (CSV), not an experiment file (YAML). `data: { manifest: music.csv }` names it in one.")]
    [InlineData("numbers.csv", Wanted.Experiment,
        "this is a table (CSV), not an experiment file (YAML). `data: { table: numbers.csv }` names it in one.")]
    [InlineData("answers.csv", Wanted.Experiment,
        "this is a table of predictions (CSV), not an experiment file (YAML). `gmsa metrics answers.csv` scores it.")]
    [InlineData("song.mp3", Wanted.Experiment,
        "this is an MP3 recording, not an experiment file (YAML). `gmsa explore song.mp3 --out FOLDER` shows it; "
        + "an experiment names a manifest, with a row for each recording.")]
    [InlineData("paper.pdf", Wanted.Experiment, "this is a PDF, not an experiment file (YAML).")]
    [InlineData("music.zip", Wanted.Experiment, "this is an archive (ZIP), not an experiment file (YAML). Unpack it first.")]
    [InlineData("data.json", Wanted.Experiment,
        "this is a JSON file, not an experiment file (YAML). An experiment has the keys `data` and `labels` at least.")]
    [InlineData("studies/x-01234567", Wanted.Experiment,
        "this is the folder of a study, not an experiment file (YAML). Its experiment is studies/x-01234567/experiment.yaml.")]
    [InlineData("studies/x-01234567", Wanted.Predictions,
        "this is the folder of a study, not predictions (CSV). "
        + "Its predictions are studies/x-01234567/arms/mood8-logistic/predictions.csv.")]
    [InlineData("files", Wanted.Experiment, "this is a folder, not an experiment file (YAML). In it there is files/b.yaml.")]
    [InlineData("table.parquet", Wanted.Table, "this is a Parquet table, not a table (CSV). Save it as CSV, in UTF-8 and with commas.")]
    [InlineData("x.yaml", Wanted.Manifest,
        "this is an experiment file (YAML), not a manifest (CSV). `gmsa run x.yaml` runs it; its `data` names the table.")]
    [InlineData("song.mp3", Wanted.Table,
        "this is an MP3 recording, not a table (CSV). A table has a row for each recording, under the header path,artist,title.")]
    [InlineData("page.html", Wanted.Table,
        "this is a web page (HTML), not a table (CSV). Where a download left it, download the file again.")]
    [InlineData("music.csv", Wanted.Audio,
        "this is a table (CSV), not an audio file. `gmsa explore music.csv --out FOLDER` shows the music that a manifest lists.")]
    [InlineData("studies", Wanted.Study, "this is a folder of studies, not the folder of a study. Name one of them: studies/x-01234567.")]
    [InlineData("studies/x-01234567/arms/mood8-logistic", Wanted.Study,
        "this is a folder, not the folder of a study. It belongs to the study studies/x-01234567.")]
    public void What_a_file_is_and_what_to_do_with_it_is_told(string name, object place, string expected)
    {
        var wanted = (Wanted)place;
        var path = Path.Combine(folder, name);
        var problem = WrongFile.Problem(path, wanted)!;
        Assert.Equal(path, problem.Where);
        Assert.Equal(expected, problem.Message.Replace(folder + "/", "", StringComparison.Ordinal));
        // Before it is read where the bytes leave no doubt, else where it can't be read.
        Func<int> fails = () => throw new InputException(path, "no");
        Assert.Equal(problem, Assert.Single(Assert.Throws<InputException>(() => WrongFile.Told(path, wanted, fails)).Problems));
    }

    [Theory]
    [InlineData("music.csv", Wanted.Table)]
    [InlineData("music.csv", Wanted.Predictions)] // told by whoever reads it, with the columns that it lacks
    [InlineData("x.yaml", Wanted.Experiment)]
    [InlineData("song.mp3", Wanted.Audio)]
    [InlineData("none", Wanted.Audio)]
    public void What_fits_or_is_not_there_passes(string name, object place) =>
        Assert.Null(WrongFile.Problem(Path.Combine(folder, name), (Wanted)place));

    [Fact]
    public void A_file_that_is_not_there_is_told_with_the_one_that_is_nearly_called_so()
    {
        Assert.Equal($"there is no such file. There is {folder}/x.yaml", WrongFile.Missing(Path.Combine(folder, "x.yml")));
        Assert.Equal($". There is {folder}/song.mp3.", WrongFile.Beside(Path.Combine(folder, "Song.MP3")));
        Assert.Equal("there is no such file", WrongFile.Missing(Path.Combine(folder, "something else.yaml")));
        Assert.Equal("there is no such file", WrongFile.Missing(Path.Combine(folder, "nowhere", "x.yaml")));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    [Fact]
    public void What_can_be_read_is_read_whatever_it_looks_like()
    {
        var file = Path.Combine(folder, "odd.txt");
        File.WriteAllText(file, "data: 1\n");
        Assert.Equal(7, WrongFile.Told(file, Wanted.Table, () => 7));
        var told = Assert.Throws<InputException>(() => WrongFile.Told<int>(file, Wanted.Table, () => throw new InputException(file, "no")));
        Assert.StartsWith("this is an experiment file (YAML), not a table (CSV).", told.Problems[0].Message, StringComparison.Ordinal);
        var other = Assert.Throws<InputException>(() =>
            WrongFile.Told<int>(file, Wanted.Experiment, () => throw new InputException(file, "no")));
        Assert.Equal("no", other.Problems[0].Message);
    }

    [Fact]
    public void A_studys_other_tables_tell_where_its_predictions_are()
    {
        Write("studies/x-01234567/trials.csv", "trial,arm\n1,a\n");
        var (study, path) = (Path.Combine(folder, "studies", "x-01234567"), Path.Combine(folder, "studies", "x-01234567", "trials.csv"));
        var told = Assert.Throws<InputException>(() =>
            WrongFile.Told<int>(path, Wanted.Predictions, () => throw new InputException(path, "no")));
        Assert.Equal($"this is a table of the study {study} without predictions. Its predictions are "
            + $"{Path.Combine(study, "arms", "mood8-logistic", "predictions.csv")}.", Assert.Single(told.Problems).Message);
    }
}
