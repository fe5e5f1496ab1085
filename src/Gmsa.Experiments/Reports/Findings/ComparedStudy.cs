namespace Gmsa.Experiments.Reports;

/// <summary>One of several studies that are compared on the tracks that all of them tested.</summary>
/// <param name="Name">What its arms' names begin with: the study's name, or its id where others have that name too.</param>
/// <param name="Place">Its folder as seen from the comparison's, with slashes: "../quickstart-0123abcd".</param>
/// <param name="Results">All that it came to, on its own tracks and in its own names.</param>
public sealed record ComparedStudy(string Name, string Place, StudyResults Results)
{
    /// <summary>What stands between a study's name and an arm's.</summary>
    public const char Separator = '/';

    /// <summary>What an arm of the study is called where several studies stand side by side.</summary>
    public string NameOf(string arm) => $"{Name}{Separator}{arm}";

    /// <summary>How many tracks it tested.</summary>
    internal int Tested => Results.Comparison.Arms[0].Tracks;
}
