using System.Text.RegularExpressions;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Moods;
using NJsonSchema;

namespace Gmsa.Experiments.Tests.Config;

public class SchemaTests
{
    // NJsonSchema knows neither `const` nor references within `$defs`; an enumeration of one word and `definitions` say the same.
    private static readonly JsonSchema Schema = JsonSchema.FromJsonAsync(
        Regex.Replace(SchemaWriter.Write(), "\"const\": (\"\\w+\")", "\"enum\": [$1]").Replace("$defs", "definitions"))
        .GetAwaiter().GetResult();

    [Fact]
    public void Committed_schema_is_the_one_of_the_code()
    {
        var path = Path.Combine(Repository.Root, "experiments", "schema.json");
        if (Repository.RenewsSnapshots) File.WriteAllText(path, SchemaWriter.Write());
        Assert.Equal(SchemaWriter.Write(), File.ReadAllText(path));
    }

    [Theory]
    [InlineData(ExperimentText.Full)]
    [InlineData(ExperimentText.Demo)]
    [InlineData(ExperimentText.Demo + "features: mel\ntrainers: { kind: lightGbm, on: mel }\nreport: html\n")]
    [InlineData(ExperimentText.Schemes)]
    [InlineData(ExperimentText.Demo
        + "split: column\nsearch: { trials: 3 }\nlauncher: inProcess\ntrainers: [{ kind: seedCnn, epochs: { logInt: [1, 5] } }]\n")]
    [InlineData(ExperimentText.Demo + "launcher: { kind: processes, memory: 1.5GB, timeLimit: 2h, log: 500KB, retries: 0 }\n")]
    public void Valid_files_hold_to_it(string text) => Assert.Empty(Schema.Validate(JsonOf(text)));

    [Fact]
    public void Resolved_files_hold_to_it() =>
        Assert.Empty(Schema.Validate(JsonOf(ExperimentWriter.Yaml(ExperimentText.Load(ExperimentText.Full).Experiment))));

    [Theory]
    [InlineData("sead: 3")]
    [InlineData("seed: many")]
    [InlineData("seed: -1")]
    [InlineData("name: Four vs Eight")]
    [InlineData("version: 2")]
    [InlineData("features: [tonetz]")]
    [InlineData("launcher: { kind: processes, memory: 4 }")]
    [InlineData("launcher: { kind: processes, memory: 4G }")]
    [InlineData("features: [{ bands: 3 }]")]
    [InlineData("features: [{ kind: mel, bandz: 3 }]")]
    [InlineData("features: [{ kind: mel, bands: { int: [1, 2] } }]")]
    [InlineData("features: [{ kind: pooled, of: [mfc] }]")]
    [InlineData("trainers: [{ kind: lightGbm, leaves: { ints: [2, 9] } }]")]
    [InlineData("trainers: [{ kind: lightGbm, leaves: { int: [2, 9, 10] } }]")]
    [InlineData("trainers: [{ kind: lightGbm, leaves: { int: [0, 9] } }]")]
    [InlineData("trainers: [{ kind: lightGbm, leaves: { range: [2, 9] } }]")]
    [InlineData("search: { kind: random, metric: acuracy }")]
    [InlineData("search: { kind: random, trials: 0 }")]
    [InlineData("split: { kind: column, folds: 3 }")]
    [InlineData("report: [pdf]")]
    [InlineData("device: cuda")]
    [InlineData("schemes: [mood4]")]
    [InlineData("schemes: { x: mood4 }")]
    [InlineData("schemes: { x: { merge: mood4 } }")]
    [InlineData("schemes: { x: { cut: { energy: 0.5 }, labels: [a, b] } }")]
    [InlineData("schemes: { x: { cut: { energy: [0.5] }, labels: [a, b], gaps: leaveOut } }")]
    [InlineData("schemes: { x: { sectors: [{ label: a, from: 0, to: 400 }] } }")]
    public void Broken_files_do_not(string line)
    {
        Assert.NotEmpty(Schema.Validate(JsonOf(ExperimentText.Demo + line)));
        Assert.NotEmpty(ExperimentText.Problems(ExperimentText.Demo + line));
    }

    [Fact]
    public void Every_key_of_every_kind_is_described()
    {
        IEnumerable<Type> records = [typeof(Experiment), typeof(DataOptions), typeof(LabelledRectangle), typeof(LabelledSector),
            typeof(SectorCentre), .. Catalog.Default.Schemes.Select(k => k.Options),
            .. KindSort.All.SelectMany(s => Catalog.Default.GroupOf(s.Base)!.Kinds).Select(k => k.Options)];
        var keys = records.SelectMany(r => OptionKey.Of(r).Select(k => (Record: r.Name, k.Key, k.Description))).ToArray();
        Assert.True(keys.Length > 40);
        Assert.DoesNotContain(keys, k => string.IsNullOrWhiteSpace(k.Description));
    }

    private static string JsonOf(string yaml)
    {
        var problems = new FileProblems();
        var node = YamlReader.Read(yaml, (line, column) => new("x", line, column), problems);
        problems.ThrowIfAny();
        return ExperimentWriter.JsonOf(node!)!.ToJsonString();
    }
}
