using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Numbers too large for a learner's arithmetic are named and left out; answers that are no numbers are a failure.</summary>
public sealed class LargeNumbersTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, InlineData("3.4e38"), InlineData("-3.4e38"), InlineData("1e39"), InlineData("-1e300"), InlineData("2e19")]
    [InlineData("1000000000000000000001")]
    public void A_row_with_one_is_left_out_by_name(string value)
    {
        Table((5, value));
        var left = Assert.Single(Pipeline.Plan(new(Study("[majority, logistic]"), [], null)).LeftOut);
        Assert.Equal("5", left.TrackId);
        Assert.Equal($"too large a number in the column 'two': {value} in table.csv, line 7; 1e+19 is the most", left.Reason);
    }

    [Fact]
    public void The_largest_that_is_well_is_learnt_from()
    {
        Table((5, "1e19"), (8, "-1e19"), (40, "1700000000000000000"));
        var outcome = Run(Study("[majority, logistic, sdca, { kind: lightGbm, trees: 5 }, { kind: fastTree, trees: 5 }]"));
        Assert.Empty(outcome.Missing);
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void The_study_ends_and_says_which_row_it_lacks()
    {
        Table((5, "3.4e38"), (40, "1e39"));
        var file = Study("[majority, logistic, sdca, { kind: lightGbm, trees: 5 }]");
        var outcome = Run(file);
        Assert.Empty(outcome.Missing);
        Assert.Contains(outcome.Warnings, w => w.StartsWith("2 tracks were left out", StringComparison.Ordinal));
        Assert.Contains("5 has too large a number in the column 'two': 3.4e38 in table.csv, line 7; 1e+19 is the most", outcome.Warnings);
        Assert.True(Run(file).WasFinished);
        var report = File.ReadAllText(Path.Combine(outcome.Folder, "report.md"));
        Assert.Contains("40 (): too large a number in the column 'two': 1e39", report, StringComparison.Ordinal);
        Assert.Contains("2 tracks of 96 left out (a number that is too large to learn from)", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_nothing_else_is_refused_with_the_first_row()
    {
        SmallTable.Write(folder);
        var file = Study("[majority]");
        File.WriteAllText(file, File.ReadAllText(file).Replace("names: [one, two]", "names: [huge]", StringComparison.Ordinal));
        var refused = Assert.Throws<InputException>(() => Run(file)).Message;
        Assert.Contains("too large a number in the column 'huge': -3E+38 in table.csv, line 2", refused, StringComparison.Ordinal);
    }

    [Theory, InlineData(3.4e38f), InlineData(-1e30f), InlineData(2e10f)]
    public void A_recording_far_beyond_full_scale_is_left_out(float sample)
    {
        Wav(sample);
        var message = Assert.Throws<AudioException>(Heard).Message;
        Assert.Contains("where full scale is 1: no recording is that loud", message, StringComparison.Ordinal);
    }

    [Theory, InlineData(32768f), InlineData(-2147483648f)]
    public void Whole_numbers_as_floats_are_read(float sample)
    {
        Wav(sample);
        Assert.Contains(sample, Heard());
    }

    private float[] Heard() => AudioFile.Read(
        Path.Combine(folder, "loud.wav"), 8000, TimeSpan.Zero, null, TestContext.Current.CancellationToken).Samples;

    [Fact]
    public void Answers_to_a_test_fold_that_are_no_numbers_are_recorded_and_end_with_the_arm_missing()
    {
        SmallTable.Write(folder);
        var file = Study("[majority, { kind: logistic, l2: { log: [0.1, 10] } }]");
        RunRequest request = new(file, [], null, Path.Combine(folder, "results"));
        var outcome = Run(request with
        {
            OnRecord = entry =>
            {
                if (entry is TrialFinished { Trial: var trial }) BreakLogistic(trial);
            },
        });
        var missing = Assert.Single(outcome.Missing);
        Assert.StartsWith("mood-logistic is missing from the comparison: trial ", missing, StringComparison.Ordinal);
        Assert.Contains(" gave no answers to the test of fold 1 (the probabilities of ", missing, StringComparison.Ordinal);
        var comparison = Experiments.Records.Study.Read<Experiments.Evaluation.Comparison>(new Study(outcome.Folder).ComparisonFile);
        Assert.Equal(["mood-majority"], comparison.Arms.Select(a => a.Name));
        var predictions = Directory.GetFiles(outcome.Folder, "predictions.csv", SearchOption.AllDirectories);
        Assert.DoesNotContain(predictions, f => File.ReadAllText(f).Contains("NaN", StringComparison.Ordinal));
        Assert.Contains(missing, File.ReadAllText(Path.Combine(outcome.Folder, "report.md")), StringComparison.Ordinal);

        // As the program says it, once more: the first line, and an end that isn't that of a whole study.
        var again = GmsaProgram.Run(folder, "run", "study.yaml");
        Assert.Equal(1, again.ExitCode);
        Assert.StartsWith($"alarm: {missing}\n", again.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("The study was already finished", again.Output, StringComparison.Ordinal);
    }

    /// <summary>Lets a logistic trial of the first fold answer with no number.</summary>
    private void BreakLogistic(int trial)
    {
        var study = new Study(Assert.Single(Directory.GetDirectories(Path.Combine(folder, "results"))));
        var path = Path.Combine(study.TrialFolder(trial), "model.zip");
        var record = Experiments.Records.Study.RecordOf(study.TrialFolder(trial));
        if (!File.Exists(path) || record is not { Arm: "mood-logistic", Fold: "1" }) return;
        var (ml, good) = (new MLContext(), Toolbox.Model(path));
        var rows = TrainingRows.Vectors(4, 2, good.Info.Labels).View(ml);
        var broken = ml.Transforms.Expression("Score", "s : s * (0f / 0f)", "Score").Fit(good.Model.Plain!.Transform(rows));
        ModelBundle.Save(
            path, new MlNetModel(ml, new TransformerChain<ITransformer>(good.Model.Plain, broken), rows.Schema), good.Info,
            Catalog.Default.Networks);
    }

    /// <summary>The small table with other numbers in the column <c>two</c> of some rows.</summary>
    private void Table(params (int Row, string Value)[] cells)
    {
        SmallTable.Write(folder);
        var lines = File.ReadAllLines(Path.Combine(folder, "table.csv"));
        foreach (var (row, value) in cells)
        {
            var fields = lines[row + 1].Split(',');
            fields[4] = value;
            lines[row + 1] = string.Join(',', fields);
        }
        File.WriteAllLines(Path.Combine(folder, "table.csv"), lines);
    }

    private string Study(string trainers)
    {
        var file = Path.Combine(folder, "study.yaml");
        File.WriteAllText(file, $$"""
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: {{trainers}}
            search: { trials: 2 }
            report: [markdown]
            """);
        return file;
    }

    private RunOutcome Run(string file) => Run(new RunRequest(file, [], null, Path.Combine(folder, "results")));

    private static RunOutcome Run(RunRequest request) => Pipeline.Run(request, Progress.Unheard, TestContext.Current.CancellationToken);

    /// <summary><c>loud.wav</c>: half a second of silence at 8 kHz, in floats, with one sample that isn't.</summary>
    private void Wav(float sample)
    {
        const int Samples = 4000;
        using var writer = new BinaryWriter(File.Create(Path.Combine(folder, "loud.wav")));
        writer.Write("RIFF"u8);
        writer.Write(36 + 4 * Samples);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)3);
        writer.Write((short)1);
        writer.Write(8000);
        writer.Write(32000);
        writer.Write((short)4);
        writer.Write((short)32);
        writer.Write("data"u8);
        writer.Write(4 * Samples);
        for (var i = 0; i < Samples; i++) writer.Write(i == 1000 ? sample : 0f);
    }
}
