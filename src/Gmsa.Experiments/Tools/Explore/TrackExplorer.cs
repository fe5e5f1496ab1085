using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tools;

/// <summary>One audio file to what its page shows.</summary>
internal static class TrackExplorer
{
    // Base64 grows bytes by a third; with the pictures the page stays below 6 MB.
    private const long MostSoundBytes = 3_500_000;

    /// <exception cref="InputException">The file isn't audio that can be read.</exception>
    public static TrackView Look(ExploreRequest request, SoundReader reader, IProgress<Progress> progress, CancellationToken cancel)
    {
        var sound = Read(request.Input, reader, cancel);
        var panels = Panel.All;
        var maps = new FeatureMap[panels.Count];
        for (var i = 0; i < maps.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new("pictures", i, maps.Length, panels[i].Title));
            using var feature = panels[i].Options.Create(request.Rate);
            maps[i] = feature.Extract(sound.Clip);
        }
        progress.Report(new("pictures", maps.Length, maps.Length));
        var offset = ExploreCheck.Duration(request.Offset)!.Value.TotalSeconds;
        return new(Path.GetFileName(request.Input), request.Input, sound.Facts, offset, LevelMeter.Of(sound.Native), sound.Clip, maps,
            Light(sound.Clip, cancel), AugmentedLook.Of(sound.Clip, request.Catalog));
    }

    private static Sound Read(string path, SoundReader reader, CancellationToken cancel)
    {
        try
        {
            return reader.Read(AudioFile.Find(path), cancel);
        }
        catch (AudioException error)
        {
            throw new InputException(path, $"{error.Message}. Expected: an audio file, or a manifest whose name ends in .csv.");
        }
    }

    private static Waveform Light(Waveform clip, CancellationToken cancel)
    {
        var rate = clip.Rate;
        while (WavWriter.Length((int)(clip.Duration.TotalSeconds * rate)) > MostSoundBytes) rate /= 2;
        return rate == clip.Rate ? clip : new(Resampler.Between(clip.Rate, rate).Resample(clip.Samples, cancel), rate);
    }
}
