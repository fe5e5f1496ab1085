using System.Text.Json.Serialization;
using Gmsa.Experiments.Features;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// One of the inputs of a network: a part of the vector of features, row-major, that comes before it as a picture [batch, 1, rows, frames]
/// or, of one frame, as a vector [batch, rows]; standardised.
/// </summary>
public sealed record NetworkInput(int Rows, int Frames, Standardisation Standardisation)
{
    [JsonIgnore]
    internal FeatureShape Shape => new(Rows, Frames);

    /// <summary>The sizes of a tensor of so many of them.</summary>
    internal static long[] Sizes(FeatureShape shape, long rows) =>
        shape.IsVector ? [rows, shape.Count] : [rows, 1, shape.Rows, shape.Frames];

    /// <summary>One row, on the CPU, of its part of the features.</summary>
    internal Tensor Row(ReadOnlySpan<float> part)
    {
        var row = tensor(part.ToArray(), Sizes(Shape, 1), device: CPU);
        Standardisation.Apply(row);
        return row;
    }
}
