using System.Text.Json;
using Gmsa.Experiments.Search;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// YAHPO Gym's surrogate of LCBench (Pfisterer et al., "YAHPO Gym: an efficient multi-objective multi-fidelity benchmark for hyperparameter
/// optimization", AutoML 2022; Zimmer, Lindauer and Hutter, "Auto-PyTorch Tabular", 2021): the validation accuracy of networks on 34 data
/// sets after each of 52 epochs.
/// </summary>
internal sealed class LcBenchSurrogate : IDisposable
{
    public const int Epochs = 52;

    /// <summary>The order of the surrogate's inputs, after the epoch.</summary>
    private static readonly string[] Inputs =
    [
        "batch_size", "learning_rate", "momentum", "weight_decay", "num_layers", "max_units", "max_dropout",
    ];

    private readonly InferenceSession session;
    private readonly Dictionary<string, int> codes;

    /// <param name="folder">With model.onnx, config_space.json and encoding.json.</param>
    public LcBenchSurrogate(string folder)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        session = new(Path.Combine(folder, "model.onnx"), options);
        using var encoding = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "encoding.json")));
        codes = encoding.RootElement.GetProperty("OpenML_task_id").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32());
        using var space = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "config_space.json")));
        var parameters = space.RootElement.GetProperty("hyperparameters").EnumerateArray()
            .ToDictionary(p => p.GetProperty("name").GetString()!);
        Tasks = [.. parameters["OpenML_task_id"].GetProperty("choices").EnumerateArray().Select(c => c.GetString()!)];
        Space = new([.. Inputs.Select(name => DimensionOf(name, parameters[name]))]);
    }

    public IReadOnlyList<string> Tasks { get; }

    public SearchSpace Space { get; }

    /// <summary>Validation accuracy, 0..1, of each point after each of the epochs: [points][epochs].</summary>
    public double[][] Accuracies(string task, IReadOnlyList<Point> points, int firstEpoch = 1)
    {
        var epochs = Epochs - firstEpoch + 1;
        var rows = points.Count * epochs;
        var continuous = new DenseTensor<float>([rows, 1 + Inputs.Length]);
        var categories = new DenseTensor<int>([rows, 1]);
        categories.Fill(codes[task]);
        for (var row = 0; row < rows; row++)
        {
            continuous[row, 0] = firstEpoch + row % epochs;
            for (var i = 0; i < Inputs.Length; i++)
                continuous[row, 1 + i] =
                    points[row / epochs].Values[Inputs[i]] is long whole ? whole : (float)(double)points[row / epochs].Values[Inputs[i]];
        }
        using var results =
            session.Run([NamedOnnxValue.CreateFromTensor("x_cat", categories), NamedOnnxValue.CreateFromTensor("x_cont", continuous)]);
        var values = results[0].AsTensor<float>(); // [rows, 6], of which the second is validation accuracy in percent
        return [.. Enumerable.Range(0, points.Count)
            .Select(p => Enumerable.Range(0, epochs).Select(e => values[p * epochs + e, 1] / 100.0).ToArray())];
    }

    public void Dispose() => session.Dispose();

    private static Dimension DimensionOf(string name, JsonElement parameter)
    {
        var (low, high, log) = (parameter.GetProperty("lower").GetDouble(), parameter.GetProperty("upper").GetDouble(),
            parameter.GetProperty("log").GetBoolean());
        return parameter.GetProperty("type").GetString() == "uniform_int"
            ? new IntegerDimension(name, (long)low, (long)high, log)
            : new RealDimension(name, low, high, log);
    }
}
