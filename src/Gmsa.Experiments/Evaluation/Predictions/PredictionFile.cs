using System.Globalization;
using System.Text;
using CsvHelper;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// <c>predictions.csv</c>: <c>track_id,group,fold,truth,predicted,p_&lt;label&gt;...</c>, UTF-8, one row a track; where folds are called
/// "repeat.fold" (1.1, 1.2, ..., 2.1, ...) one a track and repeat. The labels are those of the probability columns, in their order.
/// <c>group</c> and <c>fold</c> may be absent; further columns are ignored.
/// </summary>
public static class PredictionFile
{
    internal const string ProbabilityPrefix = "p_";

    /// <summary>Reads a file; rows keep its order.</summary>
    /// <exception cref="InputException">
    /// Everything wrong with the file at once, as <c>file:line</c>: it is missing or not UTF-8, lacks or repeats a column, has no rows, a
    /// row with too few or too many fields, an unknown label, a track twice in a repeat, or probabilities outside 0..1 or not summing to 1
    /// within 0.001.
    /// </exception>
    public static PredictionTable Read(string path)
    {
        var problems = new List<Problem>();
        try
        {
            var bytes = InputFile.Bytes(path);
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
            var table = new PredictionReader(path, problems).Read(text);
            return problems.Count == 0 ? table : throw new InputException(problems);
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(path, "is not UTF-8 text; save it as UTF-8 CSV");
        }
        catch (IOException e)
        {
            throw Unreadable(path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>
    /// Writes a table, the same bytes for the same predictions in any order: rows in the ordinal order of track ids, then by repeat,
    /// probabilities with all their digits, lines ended by a line feed.
    /// </summary>
    /// <exception cref="InputException">No rows, a label the table doesn't list, a track twice in a repeat, or another number of
    /// probabilities than labels.</exception>
    public static void Write(string path, PredictionTable table)
    {
        var rows = CodedTable.Of(table).Rows;
        AtomicFile.Write(path, stream =>
        {
            using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
            string[] header = ["track_id", "group", "fold", "truth", "predicted", .. table.Labels.Select(l => ProbabilityPrefix + l)];
            csv.WriteRecord(header);
            foreach (var row in rows)
            {
                string[] fields = [row.TrackId, row.Group, row.Fold, row.Truth, row.Predicted, .. row.Probabilities.Select(Text)];
                csv.WriteRecord(fields);
            }
        });
    }

    private static string Text(double probability) => probability.ToString("R", CultureInfo.InvariantCulture);

    private static InputException Unreadable(string path, SystemException e) => new(
        path, e is FileNotFoundException or DirectoryNotFoundException
            ? $"{WrongFile.Missing(path)}; a CSV file of predictions is expected"
            : $"can't be read ({e.Message}); a CSV file of predictions is expected");
}
