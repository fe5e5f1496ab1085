using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// Lets optuna_searches.py run one of Optuna's samplers. The functions stay here: the script asks for each space and
/// each value, a line of JSON each.
/// </summary>
internal static class OptunaSearches
{
    public static List<Result> Measure(string method, IReadOnlyList<TestFunction> functions, int[] seeds, int trials)
    {
        using var process =
            Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Commands.Here(), "optuna_searches.py"), method])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        var results = new List<Result>();
        foreach (var function in functions)
            foreach (var seed in seeds)
            {
                var study = new TestStudy(method, function, seed);
                Write(process, new JsonObject { ["seed"] = seed, ["trials"] = trials, ["space"] = Describe(study.Problem.Space) });
                for (var i = 0; i < trials; i++)
                {
                    var line = process.StandardOutput.ReadLine()
                        ?? throw new InvalidOperationException("optuna_searches.py ended early: see its message above");
                    Write(process, JsonValue.Create(study.Seen(Parse(study.Problem.Space, JsonNode.Parse(line)!.AsObject()))));
                }
                results.Add(study.Result);
            }
        process.StandardInput.Close();
        process.WaitForExit();
        return results;
    }

    private static void Write(Process process, JsonNode line)
    {
        process.StandardInput.WriteLine(line.ToJsonString());
        process.StandardInput.Flush();
    }

    private static JsonArray Describe(SearchSpace space) => [.. space.Dimensions.Select(d =>
    {
        var node = d switch
        {
            RealDimension r => new JsonObject { ["kind"] = "real", ["low"] = r.Low, ["high"] = r.High, ["log"] = r.Log },
            IntegerDimension n => new JsonObject { ["kind"] = "whole", ["low"] = n.Low, ["high"] = n.High, ["log"] = n.Log },
            ChoiceDimension c => new JsonObject { ["kind"] = "choice", ["choices"] = JsonSerializer.SerializeToNode(c.Choices) },
            _ => throw new InvalidOperationException($"{d} isn't known to Optuna"),
        };
        node["name"] = d.Name;
        if (d.When is { } when) node["when"] = new JsonArray(when.Choice, when.Value);
        return (JsonNode)node;
    })];

    private static Point Parse(SearchSpace space, JsonObject values) =>
        new(space.Dimensions.Where(d => values.ContainsKey(d.Name)).ToDictionary(d => d.Name, d => d switch
        {
            RealDimension => (object)values[d.Name]!.GetValue<double>(),
            IntegerDimension => values[d.Name]!.GetValue<long>(),
            ChoiceDimension c => c.Choices.First(choice => JsonSerializer.Serialize(choice) == values[d.Name]!.ToJsonString()),
            _ => throw new InvalidOperationException($"{d} isn't known to Optuna"),
        }));
}
