namespace Gmsa.Experiments.Audio;

/// <summary>
/// Reads a part of one or more links, each by libsndfile where it is there and finds nothing wrong, else by ffmpeg, one after the other, as
/// if they were one recording at the first one's rate.
/// </summary>
/// <param name="keeps">True where the same is read at several rates: what was decoded is kept as it is, and only resampled again. For one
/// rate nothing is: fresh memory for every song costs as much as resampling it.</param>
internal sealed class LinkReader(
    FileStream file, LinkedRecording recording, Decoders decoders, bool keeps, CancellationToken cancel)
{
    private readonly Dictionary<(Link Link, long From, long Wanted), Waveform> kept = [];

    /// <exception cref="AudioException">No decoder is there, a link can't be decoded, or the part begins beyond the end.</exception>
    public Waveform Read(int? sampleRate, TimeSpan offset, TimeSpan? length)
    {
        var (parts, rate, passed) = (new List<float[]>(), sampleRate, 0.0);
        var (skip, left) = (offset.TotalSeconds, length?.TotalSeconds ?? double.PositiveInfinity);
        foreach (var link in recording.Links)
        {
            var (part, seconds) = Part(link, rate, skip, left);
            (passed, skip) = (passed + seconds, Math.Max(0, skip - seconds));
            if (part is null) continue;
            parts.Add(part.Samples);
            (rate, left) = (part.Rate, left - part.Duration.TotalSeconds);
            if (left * part.Rate < 0.5) break;
        }
        if (parts.Count == 0) throw PlainReader.Beyond(offset, PlainReader.Time(passed));
        return new(parts.Count == 1 ? parts[0] : PlainReader.Joined(parts, parts.Sum(p => p.Length)), rate!.Value);
    }

    /// <summary>What is wanted of a link, null where it ends before, and how long the whole link is.</summary>
    private (Waveform? Part, double Seconds) Part(Link link, int? rate, double skip, double left)
    {
        if (link.Frames is not { } frames) return PartOfUnknown(link, rate, skip, left);
        var seconds = (double)frames / link.Rate;
        var from = (long)Math.Min(Math.Round(skip * link.Rate), frames);
        var wanted = (long)Math.Min(Math.Round(left * link.Rate), frames - from);
        if (wanted == 0) return (null, seconds);
        return (keeps ? Resampler.To(rate, Kept((link, from, wanted), () => Decoded(link, null, from, wanted)), cancel)
            : Decoded(link, rate, from, wanted), seconds);
    }

    private Waveform Decoded(Link link, int? rate, long from, long wanted) =>
        (decoders.Sndfile && link.IsForSndfile ? Sndfile.Decode(file, link, rate, from, wanted, cancel) : null)
            ?? Resampler.To(rate, Ffmpeg.Decode(Source(link), from, wanted, cancel), cancel);

    private Waveform Kept((Link, long, long) part, Func<Waveform> decode)
    {
        if (!keeps) return decode();
        if (!kept.TryGetValue(part, out var native)) kept.Add(part, native = decode());
        return native;
    }

    /// <summary>The same of a link whose length only decoding it tells.</summary>
    private (Waveform? Part, double Seconds) PartOfUnknown(Link link, int? rate, double skip, double left)
    {
        var whole = Kept((link, 0, long.MaxValue), () => Ffmpeg.Decode(Source(link), null, cancel));
        var from = (int)Math.Min(Math.Round(skip * whole.Rate), whole.Samples.Length);
        var wanted = (int)Math.Min(Math.Round(left * whole.Rate), whole.Samples.Length - from);
        var part = wanted == 0 ? null : new Waveform(whole.Samples[from..(from + wanted)], whole.Rate);
        return (part is null ? null : Resampler.To(rate, part, cancel), whole.Duration.TotalSeconds);
    }

    private FfmpegSource Source(Link link) => new(decoders.Ffmpeg ?? throw Ffmpeg.Missing(file.Name), file.Name, recording.Container, link);
}
