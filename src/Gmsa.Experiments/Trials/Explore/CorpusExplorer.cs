using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;
namespace Gmsa.Experiments.Trials;
internal static class CorpusExplorer { public static CorpusView Look(ExploreRequest request, SoundReader reader, IProgress<Progress> progress, CancellationToken cancel) => new(); }
