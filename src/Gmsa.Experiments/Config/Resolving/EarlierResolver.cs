using System.Text.Json;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Config;

/// <summary>Reads the studies that a search starts from: folders, or the file in which a study keeps those that it started from.</summary>
internal sealed class EarlierResolver(Places places, FileProblems problems, string folder)
{
    /// <summary>The experiment with absolute paths, and the studies.</summary>
    public (Experiment Experiment, IReadOnlyList<EarlierStudy> Studies) Run(Experiment experiment)
    {
        if (experiment.Search.From is not { } source) return (experiment, []);
        string[] paths = [.. source.Studies.Select(s => Path.GetFullPath(DataResolver.Expanded(s), folder))];
        var studies = new List<EarlierStudy>();
        foreach (var (index, path) in paths.Index())
            try
            {
                if (File.Exists(path)) studies.AddRange(Study.Read<IReadOnlyList<EarlierStudy>>(path));
                else studies.Add(EarlierStudy.Read(new(path)));
            }
            catch (InputException error)
            {
                var at = places.OfItem(source, "studies", index, "search");
                foreach (var problem in error.Problems) problems.Add(at, $"{problem.Where}: {problem.Message}");
            }
        return (experiment with { Search = experiment.Search with { From = source with { Studies = paths } } }, studies);
    }

    /// <summary>The same text for studies of the same content, wherever they lie.</summary>
    public static string Text(IReadOnlyList<EarlierStudy> studies) => JsonSerializer.Serialize(studies, Json.OneLine);
}
