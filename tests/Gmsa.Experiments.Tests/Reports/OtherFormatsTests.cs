using System.Globalization;
using System.Text.RegularExpressions;
using Gmsa.Experiments.Reports;
using Parquet;

namespace Gmsa.Experiments.Tests.Reports;

/// <summary>What other tools read: LaTeX and Parquet.</summary>
public sealed partial class OtherFormatsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Latex_tables_have_as_many_cells_in_each_row_as_columns_and_nothing_unescaped()
    {
        var text = LatexReport.Render(Example.Study(folder));
        var tables = Regex.Matches(text, @"\\begin\{tabular\}\{(l+)\}(.*?)\\end\{tabular\}", RegexOptions.Singleline);
        Assert.Equal(7, tables.Count); // arms, pairs, folds, and of both schemes labels and what is taken for what
        foreach (Match table in tables)
        {
            var rows = table.Groups[2].Value.Split('\n').Where(l => l.EndsWith(@"\\", StringComparison.Ordinal)).ToArray();
            Assert.True(rows.Length > 4);
            Assert.All(rows, r => Assert.Equal(table.Groups[1].Length - 1, Cell().Count(r)));
        }
        Assert.Equal(text.Count(c => c == '{'), text.Count(c => c == '}'));
        Assert.DoesNotMatch(@"(?<!\\)[%#](?!.*made by)", text.Split('\n', 2)[1]);
        Assert.Contains(@"mood8-seedCnn (argmax) & mood4-seedCnn", text, StringComparison.Ordinal);
        Assert.DoesNotContain("−", text, StringComparison.Ordinal);
        Assert.Matches(@"mood8 & mood8-seedCnn \* & 3 & \d+\.\d \$\\pm\$ \d+\.\d~\\%", text);
        Assert.Contains(@"\label{tab:labels-mood8-seedCnn}", text, StringComparison.Ordinal);
        Assert.Contains(@"\label{tab:confusion-mood4-seedCnn}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"a_b 50 % #1 $x$ {y} \z ~^", @"a\_b 50 \% \#1 \$x\$ \{y\} \textbackslash{}z \textasciitilde{}\textasciicircum{}")]
    [InlineData("p < 0.001 | −2 – κ\n", "p $<$ 0.001 $|$ $-$2 -- $\\kappa$ ")]
    public void Latex_sets_text_as_it_is(string text, string expected) => Assert.Equal(expected, LatexReport.Escape(text));

    [Fact]
    public async Task Parquet_holds_every_prediction_with_the_probability_of_its_truth()
    {
        var study = Example.Study(folder);
        new ParquetReport().Write(study, folder);
        await using var stream = File.OpenRead(Path.Combine(folder, "predictions.parquet"));
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["arm", "scheme", "track_id", "group", "fold", "truth", "predicted", "confidence", "p_true"],
            reader.Schema.GetDataFields().Select(f => f.Name));
        var rows = reader.RowGroups.Sum(g => g.RowCount);
        Assert.Equal(study.Predictions.Values.Sum(t => t.Rows.Count), rows);
    }

    [Fact]
    public void The_same_study_gives_the_same_bytes_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in (string[])["", "el-GR"])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                new ParquetReport().Write(Example.Study(folder), Directory.CreateDirectory(Path.Combine(folder, "in" + culture)).FullName);
                new LatexReport().Write(Example.Study(folder), Path.Combine(folder, "in" + culture));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        foreach (var name in (string[])["predictions.parquet", "metrics.parquet", "tables.tex"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "in", name)), File.ReadAllBytes(Path.Combine(folder, "inel-GR", name)));
    }

    [GeneratedRegex(@"(?<!\\)&")]
    private static partial Regex Cell();
}
