using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tools;

/// <summary>Makes a page to look at out of one audio file or a manifest.</summary>
internal static class Explorer
{
    /// <summary>Writes <c>index.html</c> into the request's folder and gives its path. The same input gives the same bytes.</summary>
    /// <exception cref="InputException">The request is wrong; nothing was started.</exception>
    public static string Run(ExploreRequest request, IProgress<Progress> progress, CancellationToken cancel)
    {
        ExploreCheck.ThrowIfWrong(request);
        var reader = new SoundReader(
            request.Rate, ExploreCheck.Duration(request.Offset)!.Value, ExploreCheck.Duration(request.Length)!.Value);
        var page = PageOf(request);
        if (ExploreCheck.IsManifest(request.Input)) CorpusPage.Write(CorpusExplorer.Look(request, reader, progress, cancel), page);
        else TrackPage.Write(TrackExplorer.Look(request, reader, progress, cancel), page);
        return page;
    }

    internal static string PageOf(ExploreRequest request) => Path.Combine(request.Out, "index.html");
}
