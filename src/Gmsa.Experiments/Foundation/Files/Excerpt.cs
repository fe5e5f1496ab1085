namespace Gmsa.Experiments.Foundation;

/// <summary>As much of a text as a message may hold.</summary>
internal static class Excerpt
{
    /// <summary>The text, or its beginning and "..." where it is longer.</summary>
    public static string Of(string text, int most) => text.Length <= most ? text : text[..most] + "...";
}
