using System.IO.Compression;
using System.Text.Json;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;
using Microsoft.ML;

namespace Gmsa.Experiments.Models;

/// <summary>A bundle, loaded. <paramref name="InputSchema"/> is null for a network, which only asks for its feature column.</summary>
public sealed record LoadedModel(MLContext Ml, ITransformer Transformer, DataViewSchema? InputSchema, BundleInfo Info);

/// <summary>
/// A trained model as one <c>model.zip</c>. An ML.NET model's bundle is ML.NET's own zip with one entry more, <c>gmsa.json</c>, so that
/// plain <c>MLContext.Model.Load</c> opens it too. A network's holds that entry and one NumPy array a weight (<c>numpy.load</c> reads it).
/// Saving the same model twice gives the same bytes.
/// </summary>
public static class ModelBundle
{
    internal const int Format = 1;
    private const string InfoEntry = "gmsa.json";

    /// <param name="networks">The words of networks, as the catalog has them.</param>
    /// <exception cref="NotSupportedException">The transformer is a chain with a network in it, or a network of no known kind.</exception>
    public static void Save(
        string path, MLContext ml, ITransformer transformer, DataViewSchema inputSchema, BundleInfo info, NetworkKinds networks)
    {
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        if (transformer is NetworkTransformer network)
        {
            entries = NetworkEntries.Write(network);
            info = info with { Network = NetworkEntries.Card(network) };
        }
        else
        {
            // It saves its numbers as text too.
            InvariantCulture.Do(() => ReadMlNet(ml, transformer, inputSchema, entries));
        }
        entries.Add(InfoEntry, JsonSerializer.SerializeToUtf8Bytes(info, networks.Json));
        AtomicFile.Write(path, stream => Write(stream, entries));
    }

    /// <param name="networks">The words of networks, as the catalog has them.</param>
    /// <exception cref="InputException">There is no such file, or it is no bundle, or one of another format, or its network is of no known
    /// kind.</exception>
    public static LoadedModel Load(string path, NetworkKinds networks)
    {
        if (!File.Exists(path)) throw new InputException(path, "there is no such model");
        try
        {
            using var stream = InputFile.Open(path);
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            var info = Info(path, zip, networks);
            var ml = new MLContext(seed: 0);
            if (info.Network is { } card) return new(ml, NetworkEntries.Read(ml, card, info.Labels, zip), null, info);
            stream.Position = 0;
            return InvariantCulture.Of(() => new LoadedModel(ml, ml.Model.Load(stream, out var schema), schema, info));
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonException || InputFile.WhatElse(path) is not null)
        {
            throw NoBundle(path, problem.Message);
        }
    }

    private static InputException NoBundle(string path, string reason) =>
        new(path, $"this is no model bundle that this version of `gmsa run` wrote: {reason}");

    private static BundleInfo Info(string path, ZipArchive zip, NetworkKinds networks)
    {
        var entry = zip.GetEntry(InfoEntry)
            ?? throw new InvalidDataException($"the zip has no {InfoEntry}");
        using var text = entry.Open();
        var info = JsonSerializer.Deserialize<BundleInfo>(text, networks.Json) ?? throw new InvalidDataException($"{InfoEntry} is empty");
        if (info.Format != Format)
            throw NoBundle(path, FormattableString.Invariant($"the bundle has format {info.Format}, this program reads {Format}"));
        return info;
    }

    private static void ReadMlNet(MLContext ml, ITransformer model, DataViewSchema inputSchema, SortedDictionary<string, byte[]> entries)
    {
        using var memory = new MemoryStream();
        ml.Model.Save(model, inputSchema, memory);
        memory.Position = 0;
        using var zip = new ZipArchive(memory, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries) entries.Add(entry.FullName, NetworkEntries.Bytes(entry));
    }

    private static void Write(Stream stream, SortedDictionary<string, byte[]> entries)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, bytes) in entries)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            // The first moment that a zip can tell: the time of writing is not part of a model.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var content = entry.Open();
            content.Write(bytes);
        }
    }
}
