using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Features;

/// <summary>
/// A few numbers of librosa 0.10.2.post1 for a signal that is made of whole numbers, the same in Python and here:
/// <c>i = np.arange(6000); y = (((i*i*7919 + i*31) % 2001 - 1000) / 1000 * (i % 3000 / 3000)).astype(np.float32)</c>.
/// </summary>
public class LibrosaNumbersTests
{
    private static readonly float[] Signal = [.. Enumerable.Range(0, 6000).Select(i => (long)i).Select(i =>
        (float)(((i * i * 7919 + i * 31) % 2001 - 1000) / 1000.0 * (i % 3000 / 3000.0)))];

    [Fact]
    public void Contrast() // spectral_contrast(y=y, sr=22050)[:, 5]
    {
        double[] expected =
        [
            8.500523382957311, 10.625805019696521, 9.986323650218445, 12.398881943788492, 12.728642905140537, 12.748518784012578,
            13.206057903538671,
        ];
        AssertNear(expected, Enumerable.Range(0, 7).Select(row => At(new ContrastOptions(), row, 5)), 1e-4);
    }

    [Fact]
    public void Contrast_has_as_many_bands_as_fit_below_half_the_rate() // spectral_contrast(y=y, sr=8000, n_bands=5)[:, 5]
    {
        double[] expected =
        [
            11.007749022147141, 11.452308763146764, 12.398881943788492, 14.014163504926817, 13.269339810659819, 11.976187281033372, 0,
        ];
        AssertNear(expected, Enumerable.Range(0, 7).Select(row => At(new ContrastOptions(), row, 5, rate: 8000)), 1e-4);
        var slow = new ContrastOptions().Create(300).Extract(new(Signal, 300)); // half of it lies within the lowest band
        Assert.All(slow.Values[slow.Shape.Frames..], value => Assert.Equal(0, value));
        Assert.Contains(slow.Values, value => value > 1);
    }

    [Fact]
    public void Flatness() // spectral_flatness(y=y)[0, [0, 5, 11]], and with n_fft=441, hop_length=100 [0, [3, 30]]
    {
        AssertNear([0.61276615, 0.57596964, 0.5418098], Frames(new FlatnessOptions(), 0, 0, 5, 11), 1e-6);
        AssertNear([0.65678906, 0.6320676], Frames(new FlatnessOptions { NFft = 441, Hop = 100 }, 0, 3, 30), 1e-6);
    }

    [Fact]
    public void Mfcc_with_deltas() // m = mfcc(y=y, sr=22050, n_mfcc=40); delta(m); delta(m, order=2), each [1, [0, 5, 11]]
    {
        var options = new MfccOptions { Deltas = true };
        AssertNear([-2.3733773, -3.1767206, -7.0745344], Frames(options, 1, 0, 5, 11), 1e-4);
        AssertNear([0.2408548, 0.22886676, -0.045078993], Frames(options, 41, 0, 5, 11), 1e-5);
        AssertNear([0.1685049, -0.23832248, -0.4230868], Frames(options, 81, 0, 5, 11), 1e-5);
    }

    [Fact]
    // with hop_length=1024: delta(m, width=5), delta(m, width=5, order=2), each [1, [0, 2, 5]]
    public void Deltas_of_six_frames_are_over_five()
    {
        var options = new MfccOptions { Deltas = true, Hop = 1024 };
        AssertNear([-0.18283401, -0.18283401, 0.036085866], Frames(options, 41, 0, 2, 5), 1e-5);
        AssertNear([0.4164936, 0.4164936, 0.864557], Frames(options, 81, 0, 2, 5), 1e-5);
    }

    [Fact]
    public void Deltas_of_one_and_two_frames_are_nothing()
    {
        foreach (var samples in new[] { 0, 1, 511, 1023 })
        {
            var map = new MfccOptions { Deltas = true }.Create(22050).Extract(new(Signal[3000..(3000 + samples)], 22050));
            Assert.Equal(new FeatureShape(120, samples < 512 ? 1 : 2), map.Shape);
            Assert.All(map.Values[(40 * map.Shape.Frames)..], value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Spectrogram() // power_to_db(abs(stft(y, n_fft=512, hop_length=384))**2)[[0, 10, 256], [0, 7, 15]]
    {
        var options = new SpectrogramOptions();
        AssertNear([-16.020313, 19.381271, 15.954677], [At(options, 0, 0), At(options, 10, 7), At(options, 256, 15)], 1e-4);
    }

    [Theory] // abs(stft(y, window=window))[[0, 10, 1024], [0, 5, 11]]
    [InlineData(FrameWindow.Hamming, 0.7399513, 5.6832557, 21.404602)]
    [InlineData(FrameWindow.Blackman, 0.40898812, 4.8972445, 17.474556)]
    public void Stft(FrameWindow window, double first, double second, double third)
    {
        var options = new StftOptions { Window = window };
        AssertNear([first, second, third], [At(options, 0, 0), At(options, 10, 5), At(options, 1024, 11)], 1e-5);
    }

    [Fact]
    public void Zcr() // zero_crossing_rate(y)[0, [0, 5, 11]], and with frame_length=441, hop_length=100 [0, [0, 30]]
    {
        AssertNear([0.244140625, 0.4970703125, 0.33837890625], Frames(new ZcrOptions(), 0, 0, 5, 11), 1e-8);
        AssertNear([0.2471655328798186, 0.4897959183673469], Frames(new ZcrOptions { NFft = 441, Hop = 100 }, 0, 0, 30), 1e-7);
    }

    [Fact]
    public void Bandwidth_and_rolloff() // spectral_bandwidth(y=y, sr=22050)[0, [0, 5, 11]]; spectral_rolloff likewise
    {
        AssertNear([3222.8134349946795, 3218.460256120415, 3165.9038654318238], Frames(new BandwidthOptions(), 0, 0, 5, 11), 1e-2);
        AssertNear([9431.54296875, 9410.009765625, 9399.2431640625], Frames(new RolloffOptions(), 0, 0, 5, 11), 1e-2);
    }

    private static double At(AudioFeatureOptions options, int row, int frame, int rate = 22050)
    {
        var map = options.Create(rate).Extract(new(Signal, rate));
        return map.Values[row * map.Shape.Frames + frame];
    }

    private static IEnumerable<double> Frames(AudioFeatureOptions options, int row, params int[] frames) =>
        frames.Select(frame => At(options, row, frame));

    private static void AssertNear(double[] expected, IEnumerable<double> actual, double tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
}
