using System.IO.Compression;
using Gmsa.Experiments.Features;
using Microsoft.ML;

namespace Gmsa.Experiments.Training;

/// <summary>A trained network, kept as a NumPy array a weight (<c>numpy.load</c> reads it) and a card that says the rest.</summary>
public sealed class NetworkModel(NetworkTransformer network) : TransformerModel(network)
{
    /// <summary>None: ML.NET can't rebuild torch layers.</summary>
    public override ITransformer? Plain => null;

    public override SavedModel Save() => new(NetworkEntries.Write(network), NetworkEntries.Card(network));

    /// <exception cref="InvalidDataException">A weight is missing, or has another shape than the architecture asks for.</exception>
    internal static NetworkModel Load(
        NetworkCard card, IReadOnlyList<string> labels, IReadOnlyList<FeatureShape> features, ZipArchive bundle) =>
        new(NetworkEntries.Read(new MLContext(seed: 0), card, labels, features, bundle));
}
