using System.Text;

namespace Gmsa.Experiments.Manifests;

/// <summary>What a column says of a track, whatever it is called.</summary>
internal enum ColumnRole
{
    Artist,
    Album,
    Title,

    /// <summary>Which recording it is, in some catalogue.</summary>
    Id,
}

/// <summary>The names that columns have elsewhere.</summary>
internal static class ColumnRoles
{
    /// <summary>Compared as <see cref="Plain"/> has them, the surest first: <c>track_name</c>, <c>Track Name</c> and <c>trackName</c> are
    /// one.</summary>
    private static readonly (ColumnRole Role, string[] Names)[] Known =
    [
        (ColumnRole.Artist,
            ["artist", "artists", "artistname", "artistsname", "artistnames", "trackartist", "trackartists", "songartist", "albumartist",
                "albumartists", "albumartistname", "albumartistnames", "performer", "performers", "singer", "singers", "band",
                "καλλιτέχνης", "καλλιτέχνες", "ερμηνευτής", "τραγουδιστής",
                "artistid", "artistids", "artisturi", "artisturis", "albumartisturi", "albumartisturis", "artistmbid",
                "musicbrainzartistid", "mbartistid", "musicbrainzalbumartistid", "mbalbumartistid"]),
        (ColumnRole.Album,
            ["album", "albumname", "albumtitle", "trackalbumname", "releasename", "releasetitle", "release", "άλμπουμ", "δίσκος",
                "albumid", "trackalbumid", "albumuri", "musicbrainzalbumid", "mbalbumid"]),
        (ColumnRole.Title,
            ["title", "name", "trackname", "tracktitle", "song", "songname", "songtitle", "track", "τίτλος", "τραγούδι", "κομμάτι"]),
        (ColumnRole.Id,
            ["id", "trackid", "songid", "spotifyid", "spotifytrackid", "uri", "trackuri", "songuri", "spotifyuri", "isrc", "mbid",
                "trackmbid", "recordingmbid", "musicbrainztrackid", "musicbrainzrecordingid", "mbtrackid", "mbrecordingid",
                "trackhref", "trackurl", "youtubeid", "deezerid", "msdid"]),
    ];

    private static readonly Dictionary<string, (ColumnRole Role, int Place)> Roles = Known
        .SelectMany(k => k.Names.Select((n, place) => (Name: Plain(n), k.Role, place)))
        .ToDictionary(p => p.Name, p => (p.Role, p.place), StringComparer.Ordinal);

    /// <summary>What a column of this name says; null where nobody knows.</summary>
    public static ColumnRole? Of(string column) => Roles.TryGetValue(Plain(column), out var known) ? known.Role : null;

    /// <summary>The columns that say it, the surest first.</summary>
    public static IEnumerable<string> Named(ColumnRole role, IEnumerable<string> columns) =>
        columns.Where(c => Of(c) == role).OrderBy(c => Roles[Plain(c)].Place).ThenBy(c => c, StringComparer.Ordinal);

    /// <summary>The surest of them in which a track has a word, since numbers may count tracks of an album, say; of artists, which a
    /// data set may well number, else the surest that isn't blank. Null where there is none.</summary>
    public static string? Find(ColumnRole role, IReadOnlyList<Track> tracks)
    {
        string[] named = [.. Named(role, tracks.SelectMany(t => t.Values.Keys).Distinct(StringComparer.Ordinal))
            .Where(c => tracks.Any(t => t[c].Length > 0 && !MissingWords.Are(t[c])))];
        return named.FirstOrDefault(c => tracks.Any(t => t[c].Any(char.IsLetter) && !MissingWords.Are(t[c])))
            ?? (role == ColumnRole.Artist ? named.FirstOrDefault() : null);
    }

    /// <summary>Small letters without accents and digits alone: how columns are called, however they are written.</summary>
    internal static string Plain(string column) => string.Concat(
        TrackIdentity.Value(column).Normalize(NormalizationForm.FormD).Where(char.IsLetterOrDigit)).ToLowerInvariant().Replace('ς', 'σ');
}
