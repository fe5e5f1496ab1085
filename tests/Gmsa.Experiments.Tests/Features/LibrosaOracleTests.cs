using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Features;

/// <summary>Our numbers beside those of librosa 0.10.2 on the same signals.</summary>
public class LibrosaOracleTests
{
    public static TheoryData<string> Signals => ["dev-piano-22k", "dev-piano-8k", "dev-chirp-22k", "dev-noise-8k"];

    [Theory]
    [MemberData(nameof(Signals))]
    public void Mel_power_agrees(string signal) =>
        Agrees(signal, "mel_power", new MelOptions { Scale = LoudnessScale.Power }, relative: true, 1e-3);

    [Theory]
    [MemberData(nameof(Signals))]
    public void Mel_in_decibels_agrees(string signal) =>
        Agrees(signal, "mel_db", new MelOptions { Reference = LoudnessReference.Max }, relative: false, 0.01);

    [Theory]
    [MemberData(nameof(Signals))]
    public void Mfcc_agrees(string signal) => Agrees(signal, "mfcc40", new MfccOptions(), relative: false, 0.02);

    [Theory]
    [MemberData(nameof(Signals))]
    public void Rms_agrees(string signal) => Agrees(signal, "rms", new RmsOptions(), relative: true, 1e-3);

    [Theory]
    [MemberData(nameof(Signals))]
    public void Centroid_agrees(string signal) => Agrees(signal, "spectral_centroid", new CentroidOptions(), relative: true, 1e-3);

    private static void Agrees(string signal, string oracle, FeatureOptions options, bool relative, double tolerance)
    {
        var folder = Repository.Shared($"oracles/features/{signal}");
        using var wav = File.OpenRead(Path.Combine(folder, "input.wav"));
        var clip = WavReader.Read(wav, default, null, TestContext.Current.CancellationToken)!;
        using var npy = File.OpenRead(Path.Combine(folder, oracle + ".npy"));
        var (shape, expected) = NumpyFile.Read(npy);
        var map = options.Create(clip.Rate).Extract(clip);
        Assert.Equal(shape, map.Shape);
        var worst = expected.Zip(map.Values, (a, b) => Math.Abs((double)a - b)).Max() / (relative ? expected.Max(Math.Abs) : 1);
        Assert.True(worst < tolerance, FormattableString.Invariant($"off by {worst}"));
    }
}
