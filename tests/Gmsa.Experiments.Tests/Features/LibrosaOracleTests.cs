using System.Globalization;
using System.Text.RegularExpressions;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Features;

/// <summary>
/// Our numbers beside those of librosa 0.10.2 on the same signals, and beside what the table in Features/README.md says of them.
/// </summary>
public partial class LibrosaOracleTests
{
    /// <summary>Each stands in a row of the table.</summary>
    private static readonly LibrosaOracle[] Cases =
    [
        new("stft_magnitude", new StftOptions(), Measure.OfLargest, 1e-3),
        new("mel_power", new MelOptions { Scale = LoudnessScale.Power }, Measure.OfLargest, 1e-3),
        new("mel_db", new MelOptions { Reference = LoudnessReference.Max }, Measure.Largest, 0.01),
        new("mfcc40", new MfccOptions(), Measure.Largest, 0.02),
        new("zero_crossing_rate", new ZcrOptions(), Measure.OfLargest, 1e-3),
        new("rms", new RmsOptions(), Measure.OfLargest, 1e-3),
        new("spectral_centroid", new CentroidOptions(), Measure.OfLargest, 1e-3),
        new("spectral_bandwidth", new BandwidthOptions(), Measure.OfLargest, 1e-3),
        new("spectral_rolloff", new RolloffOptions(), Measure.Share, 0.01),
        new("chroma_stft", new ChromaOptions { Of = ChromaSource.Stft }, Measure.OfLargest, 1e-3),
        .. MeanAndCorrelation("cqt_magnitude", new CqtOptions()),
        .. MeanAndCorrelation("chroma_cqt", new ChromaOptions()),
        .. MeanAndCorrelation("chroma_cens", new CensOptions()),
        .. MeanAndCorrelation("tonnetz", new TonnetzOptions()),
    ];

    public static TheoryData<int, string> All =>
        [.. from index in Enumerable.Range(0, Cases.Length) from signal in LibrosaOracle.Signals select (index, signal)];

    [Theory]
    [MemberData(nameof(All))]
    public void Agrees(int index, string signal)
    {
        var deviation = Cases[index].Deviation(signal);
        Assert.True(deviation < Cases[index].Tolerance, FormattableString.Invariant($"{Cases[index]}: {deviation}"));
    }

    [Fact]
    public void A_rolloff_that_is_off_is_one_bin_off()
    {
        foreach (var signal in LibrosaOracle.Signals)
        {
            var bin = (signal.EndsWith("8k", StringComparison.Ordinal) ? 8000 : 22050) / 2048.0;
            var (expected, actual) = Cases.Single(c => c.Oracle == "spectral_rolloff").On(signal);
            Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1.001 * bin));
        }
    }

    [Theory]
    [InlineData("cqt_magnitude", 0.002)]
    [InlineData("chroma_cqt", 4e-4)]
    [InlineData("chroma_cens", 1e-6)]
    [InlineData("tonnetz", 2e-4)]
    public void No_value_of_pitch_is_far_off(string oracle, double worst)
    {
        foreach (var signal in LibrosaOracle.Signals)
            Assert.InRange((Cases.First(c => c.Oracle == oracle) with { Measure = Measure.Largest }).Deviation(signal), 0, worst);
    }

    [Fact]
    public void The_table_says_what_is_measured()
    {
        var rows = Rows();
        Assert.Equal(Cases.Select(c => (c.Oracle, c.Measure)).Order(), rows.Select(r => (r.Oracle, r.Measure)).Order());
        foreach (var (oracle, measure, stated, tolerance) in rows)
        {
            var tried = Cases.Single(c => c.Oracle == oracle && c.Measure == measure);
            Assert.Equal(tried.Tolerance, tolerance);
            var measured = LibrosaOracle.Signals.Max(tried.Deviation);
            Assert.True(measured <= stated, FormattableString.Invariant($"{tried}: {measured}, and the table says {stated}"));
            // Down to the rounding of 32 bits, machines differ.
            Assert.True(stated <= Math.Max(10 * measured, 1e-6),
                FormattableString.Invariant($"{tried}: {measured}, and the table says {stated}"));
        }
    }

    [Fact]
    public void A_deviation_is_measured_as_it_is_named()
    {
        // A feature that is off by a tenth of the largest in every value is seen by each measure but the correlation.
        var off = new LibrosaOracle("rms", new RmsOptions { NFft = 1024 }, Measure.OfLargest, 0);
        foreach (var measure in Enum.GetValues<Measure>())
            Assert.True((off with { Measure = measure }).Deviation("dev-piano-22k") > 1e-4, measure.ToString());
    }

    private static IReadOnlyList<(string Oracle, Measure Measure, double Stated, double Tolerance)> Rows()
    {
        var path = Path.Combine(Repository.Root, "src", "Gmsa.Experiments", "Features", "README.md");
        return [.. File.ReadLines(path).Select(line => Row().Match(line)).Where(m => m.Success).Select(m => (m.Groups["oracle"].Value,
            Enum.Parse<Measure>(m.Groups["measure"].Value.Replace(" ", ""), ignoreCase: true), Number(m.Groups["stated"]),
            Number(m.Groups["tolerance"])))];
    }

    // What is asked of numbers behind a resampler.
    private static LibrosaOracle[] MeanAndCorrelation(string oracle, AudioFeatureOptions options) =>
        [new(oracle, options, Measure.Mean, 0.02), new(oracle, options, Measure.Correlation, 0.01)];

    private static double Number(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    // | feature | librosa's function | `oracle` | measure | deviation and unit | tolerance |
    [GeneratedRegex(
        @"^\| [^|]+ \| [^|]+ \| `(?<oracle>\w+)` \| (?<measure>[a-z ]+) \| (?<stated>[-\d.e]+)[^|]* \| (?<tolerance>[-\d.e]+)[^|]* \|$")]
    private static partial Regex Row();
}
