namespace Gmsa.Experiments.Reports;

/// <summary>Renders a study's results. The same results give the same bytes, under every culture.</summary>
public interface IReport
{
    /// <param name="folder">Where the files go; they appear whole or not at all.</param>
    void Write(StudyResults results, string folder);
}

/// <summary>
/// The options of one report. Those here have none, and experiment files write them as words; one that has keys is written as a mapping.
/// </summary>
public abstract record ReportOptions
{
    public abstract IReport Create();
}
