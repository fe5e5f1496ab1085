using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tools;

/// <summary>One feature of one file, asked for by itself.</summary>
/// <param name="SampleRate">Hz; null: what the feature asks for itself, else the file's own.</param>
/// <param name="Length">Null: to the end.</param>
/// <param name="Out">The .npy file to write.</param>
public sealed record FeatureRequest(
    string Audio, AudioFeatureOptions Feature, int? SampleRate, TimeSpan Offset, TimeSpan? Length, string Out)
{
    /// <summary>Has the feature's kind.</summary>
    public Catalog Catalog { get; init; } = Catalog.Default;

    internal string Kind => Catalog.WordOf(Feature);
}

/// <summary>What was written.</summary>
/// <param name="SampleRate">Hz, of the audio that the feature was made from.</param>
/// <param name="Seconds">How much audio that was.</param>
public sealed record FeatureOutcome(
    string Out, string Kind, int Rows, int Frames, int SampleRate, double Seconds, string RowAxis, string FrameAxis);

/// <summary>Writes features of single files as NumPy arrays: float32, [rows, frames].</summary>
internal static class FeatureFile
{
    public static FeatureOutcome Write(FeatureRequest request, CancellationToken cancel)
    {
        OutputPlace.Named("--out", request.Out, "a file");
        if (OutputPlace.IsSame(request.Out, request.Audio))
            throw new InputException("--out", $"{request.Out} is the audio itself, which is never changed; name another file");
        OutputPlace.File("--out", request.Out, NumpyFile.IsOne, "a NumPy file");
        if (request.SampleRate is { } asked && request.Feature.RateBeside(asked) is { } own)
            throw new InputException("--rate", FormattableString.Invariant(
                $"{asked} Hz, and this {request.Feature.Kind} hears {own} Hz. Leave --rate out"));
        WrongFile.Check(request.Audio, Wanted.Audio);
        var wave = Read(request, cancel);
        Check(request, wave);
        using var feature = request.Feature.Create(wave.Rate);
        var map = new Spectra(wave).Of(feature);
        AtomicFile.Write(request.Out, stream => NumpyFile.Write(stream, map.Shape, map.Values));
        return new(request.Out, request.Kind, map.Shape.Rows, map.Shape.Frames, wave.Rate, wave.Duration.TotalSeconds,
            map.RowAxis.Words, map.FrameAxis.Words);
    }

    private static Waveform Read(FeatureRequest request, CancellationToken cancel)
    {
        try
        {
            return AudioFile.Read(request.Audio, request.Feature.OwnRate ?? request.SampleRate, request.Offset, request.Length, cancel);
        }
        catch (AudioException error)
        {
            var beside = Path.Exists(request.Audio) ? "" : WrongFile.Beside(request.Audio);
            throw new InputException(request.Audio, error.Message + beside);
        }
    }

    private static void Check(FeatureRequest request, Waveform wave)
    {
        var shape = request.Feature.Shape(wave.Samples.Length, wave.Rate);
        if (shape.Rows > Array.MaxLength / sizeof(float) / Math.Max(1, shape.Frames))
            throw new InputException(request.Audio, $"{request.Kind} of so much audio would be {shape}, more than one array holds. "
                + "Take a part with --length, or a larger hop.");
    }
}
