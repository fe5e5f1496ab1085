using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gmsa.Experiments.Evaluation;

/// <summary>From <paramref name="Low"/> to <paramref name="High"/>, both included; <c>[low, high]</c> in JSON.</summary>
[JsonConverter(typeof(IntervalJson))]
public readonly record struct Interval(double Low, double High)
{
    public bool Contains(double value) => Low <= value && value <= High;
}

/// <summary>Writes and reads an interval as a list of two numbers.</summary>
internal sealed class IntervalJson : JsonConverter<Interval>
{
    public override Interval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var ends = JsonSerializer.Deserialize<double[]>(ref reader, options);
        return ends is { Length: 2 } ? new(ends[0], ends[1]) : throw new JsonException("an interval is a list of two numbers, [low, high]");
    }

    public override void Write(Utf8JsonWriter writer, Interval value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new[] { value.Low, value.High }, options);
}
