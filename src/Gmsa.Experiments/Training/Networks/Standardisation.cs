using System.Text.Json;
using System.Text.Json.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// What is subtracted from an input's numbers and what they are then divided by: mean and standard deviation over the training rows. Of a
/// picture one pair for all its pixels, so that its contours stay as they are; of a vector a pair for each of its numbers, which are of
/// different things. What doesn't vary is divided by 1.
/// </summary>
/// <param name="Mean">One number, or as many as the vector has.</param>
/// <param name="Deviation">As many, more than 0.</param>
public sealed record Standardisation(
    [property: JsonConverter(typeof(NumbersConverter))] IReadOnlyList<float> Mean,
    [property: JsonConverter(typeof(NumbersConverter))] IReadOnlyList<float> Deviation)
{
    /// <param name="rows">[n, 1, rows, frames] of pictures, [n, count] of vectors.</param>
    internal static Standardisation Of(Tensor rows)
    {
        using var scope = NewDisposeScope();
        var isVector = rows.dim() == 2;
        var (mean, deviation) = isVector
            ? (rows.mean([0]), rows.std([0], unbiased: false))
            : (rows.mean(), rows.std(unbiased: false));
        return new([.. mean.data<float>()], [.. deviation.data<float>().Select(d => d > 0 ? d : 1)]);
    }

    /// <summary>Standardises rows where they lie.</summary>
    internal void Apply(Tensor rows)
    {
        using var shift = tensor([.. Mean.Select(mean => -mean)], device: rows.device);
        using var deviation = tensor([.. Deviation], device: rows.device);
        using var one = 1.ToScalar();
        rows.add_(shift, alpha: one).div_(deviation);
    }
}

/// <summary>Numbers as JSON: one alone as a number, else as a list.</summary>
internal sealed class NumbersConverter : JsonConverter<IReadOnlyList<float>>
{
    public override IReadOnlyList<float> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartArray
            ? JsonSerializer.Deserialize<float[]>(ref reader, options)!
            : [JsonSerializer.Deserialize<float>(ref reader, options)];

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<float> value, JsonSerializerOptions options)
    {
        if (value is [var only]) JsonSerializer.Serialize(writer, only, options);
        else JsonSerializer.Serialize<float[]>(writer, [.. value], options);
    }
}
