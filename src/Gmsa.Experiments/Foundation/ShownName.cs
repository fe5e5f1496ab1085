namespace Gmsa.Experiments.Foundation;

/// <summary>What a track or file is called where there is no room for its path.</summary>
internal static class ShownName
{
    private const int Longest = 60;

    /// <summary>A name as it is; of a long path what it leads to, and the folder that is in.</summary>
    public static string Of(string name)
    {
        if (name.Length <= Longest || !name.Contains('/')) return name;
        var parts = name.Split('/');
        var last = string.Join('/', parts.TakeLast(2));
        return last.Length < name.Length ? $".../{last}" : name;
    }
}
