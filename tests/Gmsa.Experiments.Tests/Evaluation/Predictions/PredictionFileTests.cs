using System.Globalization;
using System.Text;
using CsCheck;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class PredictionFileTests
{
    private const string Header = "track_id,group,fold,truth,predicted,p_a,p_b\n";
    private const string Quotes =
        "a quotation mark without its partner; a field that has one in it is put in quotes and doubles it: \"7\"\" single\"";
    private readonly string folder = Repository.TemporaryFolder();

    [Fact]
    public void What_is_written_is_read_back_to_the_last_bit() =>
        Gen.Select(Gen.ULong, Gen.String[Gen.Char["ab,\"\n\r; 'Αλςé=+-\t"], 0, 8].Array[12]).Sample((seed, texts) =>
        {
            var labels = texts.Take(4).Where(t => t.Length > 0).Append("last").Distinct().ToArray();
            var table = Tables.Random(labels, 8, 3, new Seed(seed));
            table = table with
            {
                Rows = [.. table.Rows.Select((r, i) =>
                r with { TrackId = $"{texts[4 + i]}{i}", Group = texts[i], Fold = texts[11 - i] })]
            };
            var path = Path.Combine(folder, "p.csv");
            PredictionFile.Write(path, table);
            var back = PredictionFile.Read(path);
            Assert.Equal(table.Labels, back.Labels);
            var rows = table.Rows.OrderBy(r => r.TrackId, StringComparer.Ordinal).ToArray();
            Assert.Equal(rows.Select(r => r with { Probabilities = [] }), back.Rows.Select(r => r with { Probabilities = [] }));
            Assert.All(rows.Zip(back.Rows), p => Assert.Equal(p.First.Probabilities, p.Second.Probabilities));
        }, iter: 200, threads: 1);

    [Fact]
    public void The_bytes_are_the_same_in_any_order_and_culture()
    {
        var (first, second) = (Path.Combine(folder, "1.csv"), Path.Combine(folder, "2.csv"));
        var table = Tables.Random(Tables.Four, 50, 5, new Seed(1));
        PredictionFile.Write(first, table);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("el-GR");
            PredictionFile.Write(second, Tables.Shuffled(table, 3));
            Assert.Equal(table.Rows[7].Probabilities, PredictionFile.Read(second).Rows[7].Probabilities);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        var text = File.ReadAllText(first);
        Assert.StartsWith("track_id,group,fold,truth,predicted,p_Happy,p_Calm,p_Sad,p_Angry\nt00000,g", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Group_and_fold_may_be_absent_and_other_columns_present()
    {
        var table = PredictionFile.Read(Save(
            "\uFEFFpredicted,note,p_b,truth,p_a,track_id,note\r\na,x,0.25,b,7.5e-1,\"q,\"\"1\"\"\",y\r\n\r\n"));
        Assert.Equal(["b", "a"], table.Labels);
        var row = Assert.Single(table.Rows);
        Assert.Equal(("q,\"1\"", "", "", "b", "a"), (row.TrackId, row.Group, row.Fold, row.Truth, row.Predicted));
        Assert.Equal([0.25, 0.75], row.Probabilities);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_with_its_line()
    {
        var path = Save(Header
            + "1,g,0,a,a,0.5,0.5\n"
            + "2,g,0,z,y,0.5,0.5\n"
            + "\"3\nx\",g,0,a,a,0.5,0.49\n"
            + "1,g,0,a,a,1,0\n"
            + "4,g,0,a,a,1\n"
            + "5,g,0,a,a,\"0,5\",NaN\n"
            + ",g,0,a,a,1.2,-0.2\n"
            + "6,g,0,a,a,0.9991,0\n"
            + "7,\"g\"x,0,a,a,1,0\n");
        Assert.Equal(
        [
            $"{path}:3: truth: unknown label 'z'. Known: a, b",
            $"{path}:3: predicted: unknown label 'y'. Known: a, b",
            $"{path}:4: the probabilities sum to 0.99; expected 1 within 0.001",
            $"{path}:6: track '1' is there twice, first in line 2",
            $"{path}:7: 6 fields, but the header has 7",
            $"{path}:8: p_a: '0,5' is not a probability; expected a number from 0 to 1",
            $"{path}:8: p_b: 'NaN' is not a probability; expected a number from 0 to 1",
            $"{path}:9: no track_id; every row needs one",
            $"{path}:9: p_a: '1.2' is not a probability; expected a number from 0 to 1",
            $"{path}:9: p_b: '-0.2' is not a probability; expected a number from 0 to 1",
            $"{path}:11: {Quotes}",
        ], Problems(path));
    }

    [Theory]
    [InlineData("", ": is empty; expected a header line track_id,group,fold,truth,predicted,p_<label>...")]
    [InlineData(Header, ": has a header but no rows; at least one prediction is needed")]
    [InlineData("a,b\n1,2\n", ":1: no column 'track_id'. Found: a, b", ":1: no column 'truth'. Found: a, b",
        ":1: no column 'predicted'. Found: a, b",
        ":1: no probability columns; expected one p_<label> for every label")]
    [InlineData("track_id,truth,truth,predicted,p_,p_a,p_a\n", ":1: column 'truth' is there twice", ":1: column 'p_a' is there twice",
        ":1: a probability column without a label; expected p_<label>")]
    [InlineData(Header + "1,g,0,a,\"a,1,0\n2,g,0,a,a,1,0\n",
        ":2: " + Quotes)]
    public void A_file_that_is_no_table_of_predictions_says_what_it_lacks(string text, params string[] problems)
    {
        var path = Save(text);
        Assert.Equal(problems.Select(p => path + p), Problems(path));
    }

    [Fact]
    public void A_file_that_cant_be_read_is_bad_input()
    {
        Assert.EndsWith("there is no such file; a CSV file of predictions is expected",
            Assert.Single(Problems(Path.Combine(folder, "none.csv"))), StringComparison.Ordinal);
        Assert.Contains("can't be read", Assert.Single(Problems(folder)), StringComparison.Ordinal);
        var path = Path.Combine(folder, "greek.csv");
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes(Header), 0xC1, 0xE3, (byte)'\n']);
        Assert.Equal($"{path}: is not UTF-8 text; save it as UTF-8 CSV", Assert.Single(Problems(path)));
    }

    [Fact]
    public void A_table_that_makes_no_sense_is_not_written()
    {
        var path = Path.Combine(folder, "never.csv");
        Assert.Throws<InputException>(() => PredictionFile.Write(path, new(["a"], [])));
        Assert.Throws<InputException>(() => PredictionFile.Write(path, new(["a"], [new("1", "", "", "a", "b", [1])])));
        Assert.False(File.Exists(path));
    }

    private static IEnumerable<string> Problems(string path) =>
        Assert.Throws<InputException>(() => PredictionFile.Read(path)).Problems.Select(p => p.ToString());

    private string Save(string text)
    {
        var path = Path.Combine(folder, "table.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
