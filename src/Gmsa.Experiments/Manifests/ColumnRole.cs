namespace Gmsa.Experiments.Manifests;

/// <summary>What a column says of a track, whatever it is called.</summary>
public enum ColumnRole
{
    Artist,
    Album,
    Title,

    /// <summary>Which recording it is, in some catalogue.</summary>
    Id,
}

/// <summary>The names that columns have elsewhere.</summary>
public static class ColumnRoles
{
    /// <summary>In small letters and digits alone, the surest first: <c>track_name</c>, <c>Track Name</c> and <c>trackName</c> are
    /// one.</summary>
    private static readonly (ColumnRole Role, string[] Names)[] Known =
    [
        (ColumnRole.Artist,
            ["artist", "artists", "artistname", "artistsname", "artistnames", "trackartist", "trackartists", "songartist", "albumartist",
                "albumartists", "performer", "performers", "singer", "singers", "band",
                "artistid", "artistids", "artisturi", "artistmbid"]),
        (ColumnRole.Album,
            ["album", "albumname", "albumtitle", "trackalbumname", "releasename", "releasetitle", "albumid", "trackalbumid", "albumuri"]),
        (ColumnRole.Title, ["title", "name", "trackname", "tracktitle", "song", "songname", "songtitle", "track"]),
        (ColumnRole.Id,
            ["id", "trackid", "songid", "spotifyid", "spotifytrackid", "uri", "trackuri", "songuri", "spotifyuri", "isrc", "mbid",
                "trackmbid", "recordingmbid", "trackhref", "trackurl", "youtubeid", "deezerid", "msdid"]),
    ];

    private static readonly Dictionary<string, ColumnRole> Roles =
        Known.SelectMany(k => k.Names.Select(n => (n, k.Role))).ToDictionary(p => p.n, p => p.Role, StringComparer.Ordinal);

    /// <summary>What a column of this name says; null where nobody knows.</summary>
    public static ColumnRole? Of(string column) => Roles.TryGetValue(Plain(column), out var role) ? role : null;

    /// <summary>The columns that say it, the surest first.</summary>
    public static IEnumerable<string> Named(ColumnRole role, IEnumerable<string> columns) =>
        columns.Where(c => Of(c) == role).OrderBy(c => Place(role, c)).ThenBy(c => c, StringComparer.Ordinal);

    /// <summary>The surest of them in which a track has a word, since numbers may count tracks of an album, say; null where none
    /// does.</summary>
    public static string? Find(ColumnRole role, IReadOnlyList<Track> tracks) =>
        Named(role, tracks.SelectMany(t => t.Values.Keys).Distinct(StringComparer.Ordinal))
            .FirstOrDefault(c => tracks.Any(t => t[c].Any(char.IsLetter)));

    private static int Place(ColumnRole role, string column) => Known.First(k => k.Role == role).Names.ToList().IndexOf(Plain(column));

    /// <summary>Small letters and digits alone: how columns are called, however they are written.</summary>
    internal static string Plain(string column) => string.Concat(column.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
