namespace Gmsa.Experiments.Records;

/// <summary>Which studies a folder puts side by side: <c>compared.json</c>.</summary>
/// <param name="Id">"compared-" and eight digits of the hash of the studies' ids and of what each came to.</param>
/// <param name="Tracks">How many tracks all of them tested.</param>
internal sealed record ComparedCard(string Id, int Tracks, IReadOnlyList<ComparedEntry> Studies)
{
    /// <summary>The file's name, in the comparison's folder.</summary>
    public const string FileName = "compared.json";

    /// <summary>True of a comparison of the same studies, in whatever order.</summary>
    public bool IsOf(IEnumerable<string> studies) =>
        Studies.Select(s => s.Id).Order(StringComparer.Ordinal).SequenceEqual(studies.Order(StringComparer.Ordinal));
}

/// <summary>One of the studies.</summary>
/// <param name="Name">What its arms' names begin with.</param>
/// <param name="Place">Its folder as seen from the comparison's, with slashes.</param>
/// <param name="Tested">How many tracks it tested itself.</param>
internal sealed record ComparedEntry(string Name, string Id, string Place, int Tested);
