namespace Gmsa.Experiments.Reports;

/// <summary>Renders a study's results. The same results give the same bytes, under every culture.</summary>
public interface IReport
{
    /// <param name="folder">Where the files go; they appear whole or not at all.</param>
    void Write(StudyResults results, string folder);
}
