using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Augmentation;

public class PitchShiftTests
{
    private const int Rate = 22050;

    [Theory]
    [InlineData(12, 1, 1)]
    [InlineData(12, -2, -2)]
    [InlineData(36, 1, 3)]
    public void A_cqt_moves_by_its_bins_and_quiet_follows(int binsPerOctave, int semitones, int bins)
    {
        var facts = PictureFacts.Of(new CqtOptions { BinsPerOctave = binsPerOctave, Octaves = OctaveCount.Two }, 4096, 8000);
        var (rows, frames) = (facts.Shape.Rows, facts.Shape.Frames);
        var picture = PictureNumbers.Noise(facts.Shape.Count, 1, 2);
        var quiet = picture.Min();
        var moved = Moved(picture, facts, semitones);
        for (var row = 0; row < rows; row++)
            for (var frame = 0; frame < frames; frame++)
                Assert.Equal(row - bins >= 0 && row - bins < rows ? picture[(row - bins) * frames + frame] : quiet,
                    moved[row * frames + frame], 1e-6f);
    }

    [Theory]
    [InlineData(1, new float[] { 11, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })]
    [InlineData(-3, new float[] { 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2 })]
    [InlineData(0.5, new float[] { 5.5f, 0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f, 8.5f, 9.5f, 10.5f })]
    public void Pitch_classes_go_round(double semitones, float[] expected)
    {
        var facts = PictureFacts.Of(new ChromaOptions(), 100, Rate);
        Assert.Equal((12, 1), (facts.Shape.Rows, facts.Shape.Frames));
        Assert.Equal(expected, Moved([.. Enumerable.Range(0, 12).Select(i => (float)i)], facts, semitones));
    }

    [Fact]
    public void Frequencies_are_scaled()
    {
        var facts = PictureNumbers.Facts(9, 1, PictureLevel.Magnitude, PictureFacts.Of(new StftOptions(), 100, Rate).Pitch);
        Assert.Equal([0, 0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4], Moved([0, 1, 2, 3, 4, 5, 6, 7, 8], facts, 12));
        Assert.Equal([5, 7, 9, 11, 13, 5, 5, 5, 5], Moved([5, 6, 7, 8, 9, 10, 11, 12, 13], facts, -12));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(96)]
    public void A_tone_moves_to_where_the_higher_tone_would_stand(int size)
    {
        PictureOptions[] kinds =
        [
            new MelOptions(), new SpectrogramOptions(), new StftOptions(), new CqtOptions(), new ChromaOptions(), new CensOptions(),
        ];
        foreach (var kind in kinds.Select(k => size == 0 ? k : k with { Size = size }))
            foreach (var semitones in (double[])[3, -3])
            {
                var facts = PictureFacts.Of(kind, Rate, Rate);
                var (before, expected) = (Tone(kind, 1318.5), Tone(kind, 1318.5 * Math.Pow(2, semitones / 12)));
                Assert.InRange(Math.Abs(Loudest(Moved(before, facts, semitones), facts) - Loudest(expected, facts)), 0, 1);
                Assert.True(Math.Abs(Loudest(before, facts) - Loudest(expected, facts)) >= 2, $"{kind.Kind} shows no difference");
            }
    }

    [Fact]
    public void Rows_that_are_no_pitches_are_refused()
    {
        foreach (var kind in (PictureOptions[])[new MfccOptions(), new TempogramOptions(), new TonnetzOptions(), new ContrastOptions()])
            Assert.StartsWith("a picture whose rows are pitches", new PitchShiftOptions().Needs(PictureFacts.Of(kind, Rate, Rate)),
                StringComparison.Ordinal);
    }

    [Fact]
    public void Shifts_are_uniform_both_ways()
    {
        // Rows say their own number, so that what stands in the middle says how far it came.
        var facts = PictureNumbers.Facts(25, 1, pitch: PictureFacts.Of(new CqtOptions(), 100, Rate).Pitch);
        float[] picture = [.. Enumerable.Range(0, 25).Select(i => (float)i)];
        var shifts = Enumerable.Range(0, 1000)
            .Select(seed => 12.0 - new PitchShiftOptions().Changed(facts, picture, (ulong)seed)[12]).ToArray();
        Assert.All(shifts, shift => Assert.InRange(shift, -2, 2));
        Assert.Equal(0, shifts.Average(), 0.15);
        Assert.True(shifts.Min() < -1.97 && shifts.Max() > 1.97);
    }

    private static float[] Moved(float[] picture, PictureFacts facts, double semitones)
    {
        float[] moved = [.. picture];
        new PitchShift(new(), facts).By(moved, semitones);
        return moved;
    }

    private static float[] Tone(PictureOptions kind, double hz) => kind.Create(Rate)
        .Extract(new([.. Enumerable.Range(0, Rate).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * hz * i / Rate)))], Rate)).Values;

    private static int Loudest(float[] picture, PictureFacts facts)
    {
        var middle = picture.Rows(facts.Shape.Frames).Select(row => row[facts.Shape.Frames / 2]).ToArray();
        return Array.IndexOf(middle, middle.Max());
    }
}
