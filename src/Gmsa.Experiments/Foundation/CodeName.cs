using System.Text.Json;

namespace Gmsa.Experiments.Foundation;

/// <summary>What code is called that options configure, where what it made is kept.</summary>
internal static class CodeName
{
    private const string Suffix = "Options";

    /// <summary>"mel" for MelOptions.</summary>
    public static string Of(Type options) => JsonNamingPolicy.CamelCase.ConvertName(
        options.Name.EndsWith(Suffix, StringComparison.Ordinal) ? options.Name[..^Suffix.Length] : options.Name);
}
