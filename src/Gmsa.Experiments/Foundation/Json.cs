using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gmsa.Experiments.Foundation;

/// <summary>
/// The one way this project writes and reads JSON: snake_case, enums as words, numbers in full precision, no escapes a person can't read.
/// </summary>
public static class Json
{
    public static readonly JsonSerializerOptions Indented = Make(indented: true);
    internal static readonly JsonSerializerOptions OneLine = Make(indented: false);

    private static JsonSerializerOptions Make(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        NewLine = "\n",
    };
}
