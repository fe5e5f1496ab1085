namespace Gmsa.Experiments.Reports;

/// <summary>The line above the question: which study this is, and on what.</summary>
internal static class Eyebrow
{
    /// <summary>"quickstart", "160 tracks, 40 artists, 3 folds".</summary>
    public static IReadOnlyList<string> Of(Findings findings)
    {
        var plan = findings.Plan;
        var (all, repeats) = (findings.Dataset.Tracks, findings.TimesTested / Math.Max(1, plan.Seeds.Count));
        var tested = findings.Tested ?? all;
        string[] counts =
        [
            tested < all ? $"{Numbers.Whole(tested)} of {Numbers.Whole(all)} tracks tested"
                : Tracks(tested),
            findings.Groups is { } groups && groups < tested ? Groups(groups, findings.GroupColumn) : "",
            findings.Studies.Count > 0 ? "" : plan.Folds.Count == 1 ? "one test part" : Conclusions.Count(plan.Folds.Count, "fold"),
            repeats > 1 ? $"each tested {Numbers.Whole(repeats)} times" : "",
            plan.Seeds.Count > 0 ? Conclusions.Count(plan.Seeds.Count, "seed") : "",
        ];
        return [findings.Studies.Count > 0 ? $"{plan.Name}, compared" : plan.Name, string.Join(", ", counts.Where(c => c.Length > 0))];
    }

    /// <summary>What a reader must not miss: sound that nobody played; null of music.</summary>
    public static string? Warning(Findings findings) => IsSynthetic(findings) ? "synthetic audio: proves nothing about music" : null;

    public static bool IsSynthetic(Findings findings) =>
        findings.Dataset.Source.Contains("synthe", StringComparison.OrdinalIgnoreCase);

    /// <summary>"5,229 tracks".</summary>
    public static string Tracks(int count) => Conclusions.Count(count, "track");

    // Columns are words of the user's: only a plain one has a plural that reads well.
    private static string Groups(int count, string column) =>
        column.All(char.IsAsciiLetterLower) && column.Length > 1 && column[^1] is not ('s' or 'x' or 'y' or 'h')
            ? Conclusions.Count(count, column) : $"{Conclusions.Count(count, "group")} of the same {column}";
}
