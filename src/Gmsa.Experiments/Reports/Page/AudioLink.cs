using System.Globalization;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// Where a page's player finds a track: the file itself, by its place on this machine. A page about one track embeds its sound
/// (<see cref="TrackPage"/>); a report doesn't, for it is sent to others, who may have no right to the music, and a dozen clips would
/// outweigh everything else in it. What the page says without sound is the same everywhere.
/// </summary>
internal static class AudioLink
{
    // What the great browsers play; a player that can't is worse than none.
    private static readonly string[] Played = [".wav", ".mp3", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".mp4", ".webm"];

    /// <inheritdoc cref="Of(HardCard?, Track?)"/>
    public static string? Of(Findings findings, string track) =>
        Of(findings.Results.Hard, findings.Results.Tracks.GetValueOrDefault(track));

    /// <summary>A file URI of the part that is learnt from, or null where the file isn't there or isn't known.</summary>
    public static string? Of(HardCard? card, Track? track)
    {
        if (card?.AudioRoot is not { } root || track is not { Path.Length: > 0 } || track.Path.Contains('\0')) return null;
        if (!Path.IsPathFullyQualified(root)) return null; // of another system
        if (!Played.Contains(Path.GetExtension(track.Path), StringComparer.OrdinalIgnoreCase)) return null;
        var named = Path.GetFullPath(track.Path, root);
        if (!AudioFile.Exists(named)) return null;
        var part = card.To > card.From ? $"#t={Seconds(card.From)},{Seconds(card.To)}" : "";
        return Uri(AudioFile.Find(named)) + part;
    }

    /// <summary>Every part of the path escaped by itself, so that a name may hold what a URI means something by.</summary>
    private static string Uri(string path)
    {
        var drive = Path.GetPathRoot(path)!; // "/" or "C:\"
        var names = path[drive.Length..].Split(Path.DirectorySeparatorChar).Select(System.Uri.EscapeDataString);
        return "file:///" + drive.Replace('\\', '/').TrimStart('/') + string.Join('/', names);
    }

    private static string Seconds(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);
}
