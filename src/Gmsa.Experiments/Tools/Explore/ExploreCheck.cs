using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tools;

/// <summary>Finds everything that is wrong with a request before any work.</summary>
internal static class ExploreCheck
{
    private const int LowestRate = 8000, HighestRate = 48000; // Hz
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromMinutes(2);

    /// <exception cref="InputException">All of it at once.</exception>
    public static void ThrowIfWrong(ExploreRequest request)
    {
        var problems = new List<Problem>();
        if (Directory.Exists(request.Input)) problems.Add(new(request.Input, "is a folder. Name an audio file or a manifest (.csv)."));
        else if (!AudioFile.Exists(request.Input)) problems.Add(new(request.Input, $"{WrongFile.Missing(request.Input)}."));
        else if (WrongFile.Problem(request.Input, IsManifest(request.Input) ? Wanted.Manifest : Wanted.Audio) is { } wrong)
            problems.Add(wrong);
        if (request.AudioRoot is { } root && !Directory.Exists(DataResolver.Expanded(root)))
            problems.Add(new("--audio-root", File.Exists(root)
                ? $"{root} is {FileKind.Of(root)?.What ?? "a file"}, and audio paths start at a folder."
                : $"there is no folder {root}, where audio paths would start."));
        if (File.Exists(request.Out)) problems.Add(new("--out", $"{request.Out} is a file. Name a folder, new or there already."));
        if (request.Rate is < LowestRate or > HighestRate)
            problems.Add(new("--rate", FormattableString.Invariant(
                $"is {request.Rate}; it has to be from {LowestRate} to {HighestRate} Hz.")));
        if (Duration(request.Offset) is null) problems.Add(NoDuration("--offset", request.Offset));
        if (Duration(request.Length) is not { } length) problems.Add(NoDuration("--length", request.Length));
        else if (length < Shortest || length > Longest)
            problems.Add(new("--length",
                $"is {request.Length}; it has to be from {Durations.Text(Shortest)} to {Durations.Text(Longest)}."));
        if (!IsManifest(request.Input))
        {
            if (request.Labels.Count > 0) problems.Add(new("--label", "is for manifests; one audio file has no labels."));
            if (request.AudioRoot is not null) problems.Add(new("--audio-root", "is for manifests; an audio file is named as it is."));
        }
        if (problems.Count == 0)
        {
            OutputPlace.Folder("--out", request.Out);
            OutputPlace.File("--out", Explorer.PageOf(request), Page.IsOne, "a page that this program made");
        }
        if (problems.Count > 0) throw new InputException(problems);
    }

    public static bool IsManifest(string input) => Path.GetExtension(input).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    public static TimeSpan? Duration(string text) => Durations.Parse(text.Trim());

    private static Problem NoDuration(string option, string text) =>
        new(option, $"is '{text}'; expected: {ScalarBinder.Expected(typeof(TimeSpan))}.");
}
