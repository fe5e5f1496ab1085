using System.IO.Compression;
using System.Text.Json;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Models;

/// <summary>A bundle, loaded.</summary>
public sealed record LoadedModel(IModel Model, BundleInfo Info) : IDisposable
{
    public void Dispose() => Model.Dispose();
}

/// <summary>
/// A trained model as one zip, with an entry <c>gmsa.json</c> that says what it is. The rest is the model's own
/// (<see cref="IModel.Save"/>). Of ML.NET's transforms it is ML.NET's own zip, so that plain <c>MLContext.Model.Load</c> opens the bundle
/// too; of a network a NumPy array a weight; of an ensemble its members' bundles. Saving the same model twice gives the same bytes.
/// </summary>
public static class ModelBundle
{
    internal const int Format = 1;
    private const string InfoEntry = "gmsa.json";

    /// <param name="networks">The words of networks, as the catalog has them.</param>
    /// <exception cref="NotSupportedException">It is made of something that can't be saved, or of a network of no known kind.</exception>
    public static void Save(string path, IModel model, BundleInfo info, NetworkKinds networks)
    {
        var bytes = Bytes(model, info, networks);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <param name="networks">The words of networks, as the catalog has them.</param>
    /// <exception cref="InputException">There is no such file, or it is no bundle, or one of another format, or its network is of no known
    /// kind.</exception>
    public static LoadedModel Load(string path, NetworkKinds networks) => Read(path, (zip, stream) => Load(zip, stream, path, networks));

    /// <summary>What a bundle says of itself.</summary>
    /// <inheritdoc cref="Load(string, NetworkKinds)"/>
    internal static BundleInfo InfoOf(string path, NetworkKinds networks) => Read(path, (zip, _) => Info(path, zip, networks));

    /// <summary>The bundle itself.</summary>
    /// <inheritdoc cref="Save"/>
    internal static byte[] Bytes(IModel model, BundleInfo info, NetworkKinds networks)
    {
        var saved = model.Save();
        var entries = new SortedDictionary<string, byte[]>(saved.Files.ToDictionary(), StringComparer.Ordinal)
        {
            { InfoEntry, JsonSerializer.SerializeToUtf8Bytes(info.With(saved.Card), networks.Json) },
        };
        foreach (var (n, member) in ((saved.Card as EnsembleModelCard)?.Members ?? []).Index())
            entries.Add(MemberEntry(n), Bytes(member.Model, member.Info, networks));
        using var stream = new MemoryStream();
        Write(stream, entries);
        return stream.ToArray();
    }

    private static T Read<T>(string path, Func<ZipArchive, Stream, T> read)
    {
        if (!File.Exists(path)) throw new InputException(path, "there is no such model");
        try
        {
            using var stream = InputFile.Open(path);
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            return read(zip, stream);
        }
        // Not supported: a network's card that doesn't say its kind. Argument: weights that are none.
        catch (Exception problem) when (
            problem is InvalidDataException or JsonException or NotSupportedException or ArgumentException
                or InvalidOperationException or FormatException // of ML.NET
            || InputFile.WhatElse(path) is not null)
        {
            throw NoBundle(path, problem.Message);
        }
    }

    private static LoadedModel Load(ZipArchive zip, Stream stream, string path, NetworkKinds networks)
    {
        var info = Info(path, zip, networks);
        if (info.Weights is { } weights)
            return new(new EnsembleModel(Members(zip, weights, path, networks), info.Temperature ?? 1), info);
        stream.Position = 0;
        IModel model = info.Network is not { } card ? MlNetModel.Load(stream)
            : NetworkModel.Load(card, info.Labels, [.. info.Features.Select(f => new FeatureShape(f.Rows, f.Frames))], zip);
        return new(info.Temperature is { } temperature ? new EnsembleModel([new(model, 1, info)], temperature) : model, info);
    }

    private static List<ModelMember> Members(
        ZipArchive zip, IReadOnlyList<double> weights, string path, NetworkKinds networks)
    {
        var members = new List<ModelMember>();
        try
        {
            foreach (var weight in weights)
            {
                var name = MemberEntry(members.Count);
                using var bytes = new MemoryStream(
                    (zip.GetEntry(name) ?? throw new InvalidDataException($"the zip has no {name}")).Bytes());
                using var member = new ZipArchive(bytes, ZipArchiveMode.Read);
                var loaded = Load(member, bytes, path, networks);
                members.Add(new(loaded.Model, weight, loaded.Info));
            }
            return members;
        }
        catch
        {
            foreach (var member in members) member.Model.Dispose();
            throw;
        }
    }

    /// <param name="member">From 0.</param>
    private static string MemberEntry(int member) => FormattableString.Invariant($"members/{member + 1}.zip");

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

    private static void Write(Stream stream, SortedDictionary<string, byte[]> entries)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, bytes) in entries)
        {
            // What is a zip already gets no smaller.
            var isZip = Path.GetExtension(name) == ".zip";
            var entry = zip.CreateEntry(name, isZip ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
            // The first moment that a zip can tell: the time of writing is not part of a model.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var content = entry.Open();
            content.Write(bytes);
        }
    }
}
