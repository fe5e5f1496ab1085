using System.IO.Compression;
using System.Runtime.InteropServices;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Microsoft.ML;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>A network's weights as entries of a bundle, and back.</summary>
internal static class NetworkEntries
{
    public static NetworkCard Card(NetworkTransformer model) =>
        new(model.FeatureColumn, model.Architecture, model.Inputs, [.. model.Network.Weights().Select(weight => weight.Name)]);

    public static SortedDictionary<string, byte[]> Write(NetworkTransformer model)
    {
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (name, value) in model.Network.Weights())
        {
            using var scope = NewDisposeScope();
            var flat = value.detach().contiguous();
            using var file = new MemoryStream();
            NumpyFile.Write(file, value.shape, MemoryMarshal.Cast<byte, float>(flat.bytes));
            entries.Add(EntryName(name), file.ToArray());
        }
        return entries;
    }

    /// <exception cref="InvalidDataException">A weight is missing, or has another shape than the architecture asks for.</exception>
    public static NetworkTransformer Read(
        MLContext ml, NetworkCard card, IReadOnlyList<string> labels, IReadOnlyList<FeatureShape> features, ZipArchive zip)
    {
        TorchRuntime.UseOneThread();
        var inputs = card.InputsOf(features);
        using var generator = new Generator(0, CPU);
        var network = card.Architecture.Build(generator);
        try
        {
            Fill(network, zip);
            return new(ml, card.Architecture, network, inputs, labels, card.FeatureColumn);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static void Fill(Network network, ZipArchive zip)
    {
        using var off = no_grad();
        foreach (var (name, value) in network.Weights())
        {
            var entry = zip.GetEntry(EntryName(name)) ?? throw new InvalidDataException($"the weight {name} is missing");
            using var file = new MemoryStream(entry.Bytes());
            var (shape, values) = NumpyFile.ReadArray(file);
            if (!shape.SequenceEqual(value.shape)) throw new InvalidDataException($"the weight {name} has another shape than its network");
            using var saved = tensor(values, shape, device: CPU);
            value.copy_(saved);
        }
    }

    private static string EntryName(string weight) => $"weights/{weight}.npy";
}
