using System.ComponentModel;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Reports;

/// <summary>One picture of a track's page: a feature, and how it is drawn. Another picture is another line of <see cref="All"/>.</summary>
/// <param name="Rows">The upright axis for so many rows, and half the sample rate in Hz.</param>
/// <param name="Colours">Which colour stands for which value.</param>
/// <param name="Unit">What the colours are in.</param>
/// <param name="Caption">What the picture shows, in a sentence.</param>
internal sealed record Panel(
    AudioFeatureOptions Options, string Title, Func<int, double, PlotAxis> Rows, Func<FeatureMap, ColourScale> Colours, string Unit,
    string Caption)
{
    public static readonly IReadOnlyList<Panel> All =
    [
        new(new SpectrogramOptions(), "Spectrogram", PlotAxis.Hertz, ColourScale.Spread, "dB",
            "Power at every frequency on a straight scale: partials of a note are stripes at equal distances, drums are upright lines."),
        new(new MelOptions(), "Mel spectrogram", PlotAxis.Mel, ColourScale.Spread, "dB",
            "Power in bands as wide as the ear’s: pitch and timbre keep more room than in straight hertz, cymbals and hiss less."),
        new(new LaplacianMelOptions(), "Laplacian mel", PlotAxis.Mel, ColourScale.Signed, "dB",
            "Where the mel spectrogram bends: smoothed, then the sum of its second differences. Onsets and partials stand out as edges, "
            + "even levels vanish."),
        new(new ChromaOptions(), "Chroma", PlotAxis.PitchClasses, ColourScale.Unit, "",
            "How strong each of the twelve pitch classes is, whatever its octave; the strongest of each moment is 1. Chords show as three "
            + "or four rows at once."),
        new(new CensOptions(), "CENS", PlotAxis.PitchClasses, ColourScale.Unit, "",
            "Chroma that was coarsened, smoothed over seconds and scaled to length 1: it follows the harmony and forgets articulation and "
            + "loudness."),
        new(new TonnetzOptions(), "Tonnetz", PlotAxis.TonalCentroid, ColourScale.Signed, "",
            "The harmony’s place on the circles of fifths, minor and major thirds, two coordinates each: related chords lie near each "
            + "other, so a change of colour is a change of harmony."),
        new(new MfccOptions { Count = 20 }, "MFCC", PlotAxis.Coefficients, ColourScale.SignedFromThird, "",
            "The shape of the spectrum in a few numbers: coefficient 0 is the overall level, 1 the tilt from low to high (both run off the "
            + "colours), further ones ever finer ripples."),
    ];

    /// <summary>What the feature was made with, as an experiment file writes it: "nFft 2048, hop 512".</summary>
    public string Parameters => ParametersOf(Options);

    /// <summary>The same of any kind's options.</summary>
    public static string ParametersOf(object options) => string.Join(", ", options.GetType().GetProperties()
        .Where(p => p.Name != nameof(FeatureOptions.Name) && p.GetCustomAttribute<DescriptionAttribute>() is not null)
        .Select(p => (Key: JsonNamingPolicy.CamelCase.ConvertName(p.Name), Value: p.GetValue(options)))
        .Where(o => o.Value is not null)
        .Select(o => $"{o.Key} {Text(o.Value!)}"));

    private static string Text(object value) => value switch
    {
        FeatureOptions options => options.Kind,
        Enum word => word.GetType().GetField(word.ToString())!.GetCustomAttribute<EnumMemberAttribute>()?.Value
            ?? JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        int or long => Numbers.ExactOption(value), // as an experiment file has it
        _ => Numbers.Option(value),
    };
}
