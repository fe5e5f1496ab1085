using System.Collections.Concurrent;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

/// <summary>The same bytes give the same samples whatever decoders a machine has, or the file is left out by name.</summary>
public sealed class DecoderAgreementTests(AudioFolder folder) : IClassFixture<AudioFolder>
{
    private const double Rms = 0.192; // of the mean of the channels

    private static readonly IReadOnlyList<(string Name, ReadBy By, double Seconds)> Files =
    [
        .. AudioFolder.Encoded.Select(f => (f.Name, f.By,
            f.Name.StartsWith("brief.", StringComparison.Ordinal) ? 0.8 : AudioFolder.Seconds)),
        .. AudioFolder.Late.Select(f => (f.Name, ReadBy.Ffmpeg, AudioFolder.Seconds)),
        .. AudioFolder.Made.Select(f => (f.Name, f.By, f.Seconds)),
    ];

    [Fact]
    public void A_folder_of_all_kinds_is_the_same_with_either_decoder_and_with_both_or_refused_by_name()
    {
        Assert.SkipUnless(Ffmpeg.Find() is not null && Sndfile.Version() is not null, "needs ffmpeg and libsndfile");
        Assert.InRange(Files.Count, 90, 200);
        var (problems, table) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        Parallel.ForEach(Files, file =>
        {
            var (found, line) = Look(file.Name, file.By, file.Seconds);
            if (found is not null) problems.Add($"{file.Name}: {found}");
            table.Add(line);
        });
        foreach (var line in table.Order()) TestContext.Current.TestOutputHelper?.WriteLine(line);
        Assert.Empty(problems.Order());
    }

    [Fact]
    public void No_flipped_byte_and_no_cut_of_a_header_does_more_than_an_audio_error()
    {
        Assert.SkipUnless(Ffmpeg.Find() is not null, "needs ffmpeg");
        string[] kinds =
        [
            "s16.w64", "s16.aiff", "fl32.aifc", "s16.au", "s16.caf", "rf64.wav", "s16.flac", "brief.ogg", "brief.opus",
            "flac.ogg", "cbr.mp3", "raw.aac", "aac.m4a",
            "opus.webm", "one.wma",
        ];
        foreach (var name in kinds)
        {
            var head = folder[name].AsSpan(0, 2000).ToArray();
            for (var length = 0; length < 200; length += 7) Inspect(head[..length]);
            for (var at = 0; at < 150; at++)
                foreach (byte value in new byte[] { 0, 0x7F, 0x80, 0xFF })
                {
                    var flipped = (byte[])head.Clone();
                    flipped[at] = value;
                    Inspect(flipped);
                }
        }
    }

    private static void Inspect(byte[] file)
    {
        try
        {
            Assert.NotNull(Containers.Inspect(new MemoryStream(file)));
        }
        catch (AudioException error)
        {
            Assert.NotEmpty(error.Message);
        }
    }

    /// <summary>
    /// What is wrong with a file, and its line of the table. Nearly all the time goes into starting ffmpeg, so that it is started once a
    /// file, or twice: what is no stream that libsndfile knows goes the same way with it or without, but for what begins late.
    /// </summary>
    private (string? Problem, string Line) Look(string name, ReadBy by, double seconds)
    {
        var both = new Decoders(true, Ffmpeg.Find());
        var (ffmpeg, sndfile, none) = (both with { Sndfile = false }, both with { Ffmpeg = null }, new Decoders(false, null));
        var first = by is ReadBy.Ffmpeg or ReadBy.Nobody && IsForeign(name) && !IsLate(name) ? ffmpeg : both;
        var (whole, refusal) = Read(name, first, 0, null);
        if ((whole is null) != (by == ReadBy.Nobody)) return (refusal ?? "it is read", name);
        var (said, off) = (new List<string>(), 0.0);
        foreach (var (decoders, from, length) in new (Decoders, double, double?)[]
                 { (ffmpeg, 0.3, null), (sndfile, 0, null), (sndfile, 0.6, 0.2), (none, 0, null) })
        {
            var isDue = by == ReadBy.Us || (by == ReadBy.Either && decoders != none) || (by == ReadBy.Ffmpeg && decoders == ffmpeg);
            var (wave, reason) = decoders == first ? (Part(whole, from), refusal) : Read(name, decoders, from, length);
            if (wave is null == isDue) return ($"{(isDue ? "not read" : "read")} with {decoders}: {reason}", name);
            said.Add(reason ?? "read");
            if (wave is not null) off = Math.Max(off, Deviation(Part(whole, from, length)!, wave));
        }
        var line = $"{name} | {refusal ?? "read"} | {said[0]} | {said[1]} | {off:0.0e+0}";
        if (off > (name.Contains("opus", StringComparison.Ordinal) ? 1e-2 : 1e-5)) return ($"off by {off}", line);
        return (whole is null ? null : Wrong(whole, seconds), line);
    }

    private bool IsForeign(string name)
    {
        using var stream = File.OpenRead(folder.Path(name));
        try
        {
            return Containers.Inspect(stream) is ForeignRecording;
        }
        catch (AudioException)
        {
            return false;
        }
    }

    private static bool IsLate(string name) => AudioFolder.Late.Any(file => file.Name == name);

    private static Waveform? Part(Waveform? whole, double from, double? length = null)
    {
        if (whole is null) return null;
        var start = (int)Math.Round(from * whole.Rate);
        var end = length is { } part ? (int)Math.Round((from + part) * whole.Rate) : whole.Samples.Length;
        return new(whole.Samples[start..end], whole.Rate);
    }

    private static string? Wrong(Waveform wave, double seconds)
    {
        // A frame of padding at either end of every link.
        if (wave.Duration.TotalSeconds < seconds - 0.06 || wave.Duration.TotalSeconds > seconds * 1.16)
            return $"it lasts {wave.Duration.TotalSeconds} s";
        for (var second = 0.2; second + 0.5 < seconds; second += 0.5)
        {
            var rms = Math.Sqrt(wave.Samples.AsSpan((int)(second * wave.Rate), wave.Rate / 2).ToArray().Average(x => (double)x * x));
            if (Math.Abs(rms - Rms) > 0.035) return $"an RMS of {rms} from {second} s on";
        }
        return null;
    }

    /// <summary>Infinite where they differ in rate or length.</summary>
    private static double Deviation(Waveform one, Waveform other) =>
        one.Rate != other.Rate || one.Samples.Length != other.Samples.Length ? double.PositiveInfinity
        : one.Samples.Zip(other.Samples, (x, y) => Math.Abs(x - y)).DefaultIfEmpty().Max();

    private (Waveform? Wave, string? Reason) Read(string name, Decoders decoders, double offset, double? length)
    {
        try
        {
            var part = length is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
            var (path, from) = (folder.Path(name), TimeSpan.FromSeconds(offset));
            return (AudioFile.Read(path, null, from, part, decoders, TestContext.Current.CancellationToken), null);
        }
        catch (AudioException error)
        {
            return (null, error.Message);
        }
    }
}
