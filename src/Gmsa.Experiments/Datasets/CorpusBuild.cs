using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// One build of a dataset: one pass through the audio for each clip of a track, and the manifest's own numbers beside it.
/// </summary>
/// <param name="copies">Null for none.</param>
internal sealed class CorpusBuild(
    AudioSource source, IReadOnlyList<(string Name, FeatureOptions Options)> features, Copies? copies, FeatureCache cache,
    int workers, IProgress<Progress> progress, CancellationToken cancel)
{
    private readonly AudioFeatureOptions[] heard = [.. features.Select(f => f.Options).OfType<AudioFeatureOptions>()];
    private readonly SortedDictionary<int, string> reasons = [];
    private readonly List<SoundRows> all = [];

    /// <summary>A clip that was heard: the rows of each feature, and the track's audio.</summary>
    private sealed record Piece(IReadOnlyList<SoundRows> Rows, string AudioHash);

    public Dataset Run(IReadOnlyList<Track> tracks)
    {
        var pieces = tracks.Select(_ => new SortedList<int, Piece>()).ToArray(); // of each track, by the clip's number
        var computed = 0;
        for (var number = 0; heard.Length > 0 && number < source.Clip.PerTrack; number++)
            computed += Hear(tracks, number, pieces);
        int[] kept = [.. Enumerable.Range(0, tracks.Count).Where(i => !reasons.ContainsKey(i))];
        var clips = kept.SelectMany((from, track) => (heard.Length == 0 ? [0] : pieces[from].Keys).SelectMany(number =>
            Enumerable.Range(0, 1 + (copies?.Count ?? 0)).Select(copy => new Clip(track, number, copy)))).ToArray();
        Piece[] of = heard.Length == 0 ? [] : [.. clips.Select(c => pieces[kept[c.Track]][c.Number])];
        FeatureArray[] arrays = [.. features.Select(f => ArrayOf(f.Name, f.Options, tracks, kept, clips, of))];
        if (all.Sum(r => r.Damaged) is > 0 and var damaged)
            progress.Report(new("dataset", tracks.Count, tracks.Count, FeatureCache.DamageWords(damaged)));
        return new()
        {
            Tracks = [.. kept.Select(i => tracks[i])],
            Clips = clips,
            Features = arrays,
            Rows = all,
            AudioHashes = heard.Length == 0 ? null : [.. kept.Select(i => pieces[i][0].AudioHash)],
            Seconds = heard.Length == 0 ? null : [.. of.Select(p => p.Rows[0].Seconds(p.AudioHash))],
            LeftOut = [.. reasons.Select(r => new LeftOut(tracks[r.Key].Id, tracks[r.Key].Path, r.Value))],
            Key = Key(tracks, kept, pieces),
            Computed = computed,
        };
    }

    /// <returns>How many pieces of audio had to be decoded.</returns>
    private int Hear(IReadOnlyList<Track> tracks, int number, SortedList<int, Piece>[] pieces)
    {
        int[] wanted = [.. Enumerable.Range(0, tracks.Count)
            .Where(i => !reasons.ContainsKey(i) && (number == 0 || pieces[i].ContainsKey(number - 1)))];
        var clip = source with { Clip = source.Clip.At(number) };
        var least = ClipPadding.LeastOfFurtherClips * source.Clip.Length.TotalSeconds;
        Track[] heardOf = [.. wanted.Select(i => tracks[i])];
        var pass = new ClipPass(clip, heard, cache, workers, progress, cancel).Run(heardOf);
        var rows = RowsOf(pass, clip, heardOf);
        foreach (var (i, fate) in wanted.Zip(pass.Fates))
            if (fate.Reason is null && (number == 0 || pass.Stores[0].Seconds(fate.AudioHash) >= least))
                pieces[i].Add(number, new(rows, fate.AudioHash));
            else if (fate.Reason is { } reason && (number == 0 || !fate.IsBeyondEnd)) reasons.Add(i, reason);
        return pass.Computed;
    }

    /// <summary>The rows of each feature; two features may be one store.</summary>
    private SoundRows[] RowsOf(HeardClips pass, AudioSource clip, IReadOnlyList<Track> tracks)
    {
        var of = new Dictionary<FeatureStore, SoundRows>();
        foreach (var (store, feature) in pass.Stores.Zip(heard))
            if (!of.ContainsKey(store))
                of.Add(store, Sound(store, () =>
                    new ClipPass(clip, [feature], cache, workers, progress, cancel, checks: true).Run(tracks).Stores[0]));
        return [.. pass.Stores.Select(s => of[s])];
    }

    private FeatureArray ArrayOf(string name, FeatureOptions options, IReadOnlyList<Track> tracks, int[] kept, Clip[] clips, Piece[] of)
    {
        if (options is ColumnsOptions columns)
        {
            var values = kept.Select(i => columns.Of(tracks[i], out var missing)
                ?? throw new ArgumentException($"track {tracks[i].Id} has no number in the column '{missing}'", nameof(tracks))).ToArray();
            return new(name, options.Shape(0, 0), [.. clips.Select(c => values[c.Track])]);
        }
        var f = Array.FindIndex(heard, h => ReferenceEquals(h, options));
        var shape = source.ShapeOf(options);
        var copied = options is PictureOptions picture && copies?.Features.Contains(name) == true ? CopiesOf(picture, f, clips, of) : null;
        return new(name, shape, new StoredClips([.. clips.Zip(of, (clip, piece) =>
            (clip.Copy == 0 || copied is null ? piece.Rows[f] : copied[clip.Number][clip.Copy - 1], piece.AudioHash))]),
            of.Length == 0 ? "" : of[0].Rows[f].Folder);
    }

    /// <summary>The rows of a picture's copies, by the clip's number and the copy's.</summary>
    private Dictionary<int, SoundRows[]> CopiesOf(PictureOptions picture, int f, Clip[] clips, Piece[] of) => clips.Zip(of)
        .Where(p => p.First.Copy == 0).GroupBy(p => p.First.Number, p => p.Second)
        .ToDictionary(g => g.Key, g => CopiesOf(picture, g.Key, g.First().Rows[f], [.. g.Select(p => p.AudioHash)]));

    private SoundRows[] CopiesOf(PictureOptions picture, int number, SoundRows originals, IReadOnlyList<string> audioHashes)
    {
        var clip = source with { Clip = source.Clip.At(number) };
        var shape = source.ShapeOf(picture);
        IReadOnlyList<FeatureStore> Pass(bool checks) =>
            new CopyPass(clip, number, copies!, cache, workers, progress, cancel, checks).Run(picture, shape, originals, audioHashes);
        return [.. Pass(checks: false).Select((store, copy) => Sound(store, () => Pass(checks: true)[copy]))];
    }

    /// <summary>The rows of a store; says so where some have to be made again.</summary>
    private SoundRows Sound(FeatureStore store, Func<FeatureStore> remake)
    {
        var rows = new SoundRows(store, () =>
        {
            var renewed = remake();
            if (renewed.Damaged > 0) progress.Report(new("dataset", 1, 1, FeatureCache.DamageWords(renewed.Damaged)));
            return renewed;
        });
        all.Add(rows);
        return rows;
    }

    private string Key(IReadOnlyList<Track> tracks, int[] kept, SortedList<int, Piece>[] pieces) => ContentHash.OfText(string.Join('\u001e',
    [
        .. kept.Select(i =>
            FormattableString.Invariant($"{tracks[i].Id}\u001f{(heard.Length == 0 ? "" : pieces[i][0].AudioHash)}\u001f{pieces[i].Count}")),
        .. features.Select(f => $"{f.Name}\u001f{Recipe(f.Options, tracks, kept)}"),
    ]));

    private string Recipe(FeatureOptions feature, IReadOnlyList<Track> tracks, int[] kept) => feature switch
    {
        ColumnsOptions columns =>
            string.Join('\u001f', columns.Names.Concat(kept.SelectMany(i => columns.Names.Select(c => tracks[i][c])))),
        AudioFeatureOptions audio =>
            source.RecipeOf(audio) + (copies?.Recipe("{}", copies.Count) ?? ""),
        _ => throw new NotSupportedException($"{feature.Kind} is no feature of audio or of columns"),
    };
}
