using System.Globalization;
using System.Text;

namespace Gmsa.Experiments.Manifests;

/// <summary>One piece of audio and what is known about it: a row of a manifest.</summary>
/// <param name="Id">Unique in its manifest; the path where the manifest has no <c>id</c>.</param>
/// <param name="Path">The audio file as the manifest writes it: absolute, or relative to the audio root.</param>
/// <param name="Values">Every column of the row by name, as text; <see cref="this[string]"/> reads it.</param>
public sealed record Track(string Id, string Path, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The line of the file on which its row starts, from 1; 0 where it came from none.</summary>
    public int Line { get; init; }

    /// <summary>The text in a column, empty where the row has none.</summary>
    public string this[string column] => Values.GetValueOrDefault(column, "");

    public string Artist => this["artist"];
    public string Album => this["album"];
    public string Title => this["title"];

    /// <summary>Arousal in 0..1, or null where it is blank.</summary>
    public double? Energy => Number("energy");

    /// <summary>Pleasantness in 0..1, or null where it is blank.</summary>
    public double? Valence => Number("valence");

    /// <summary>The number in a column; null where there is none.</summary>
    public double? Number(string column) =>
        double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}

/// <summary>
/// Which audio an experiment is about, with every column the user gave. Tracks stand in the order of their ids, so that no result
/// depends on the order of rows.
/// </summary>
public sealed record Manifest(IReadOnlyList<string> Columns, IReadOnlyList<Track> Tracks)
{
    /// <summary>
    /// SHA-256 over columns and rows: two manifests with the same content have the same one, in whatever order their rows stood.
    /// </summary>
    public string ContentHash { get; } = Hash(Columns, Tracks);

    private static string Hash(IReadOnlyList<string> columns, IReadOnlyList<Track> tracks)
    {
        var text = new StringBuilder();
        var sorted = columns.Order(StringComparer.Ordinal).ToArray();
        text.AppendJoin('\u001f', sorted).Append('\u001e');
        foreach (var track in tracks) text.AppendJoin('\u001f', sorted.Select(c => track[c])).Append('\u001e');
        return Foundation.ContentHash.OfText(text.ToString());
    }
}
