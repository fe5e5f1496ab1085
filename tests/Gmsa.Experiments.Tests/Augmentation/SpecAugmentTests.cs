using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Augmentation;

public class SpecAugmentTests
{
    private const int Rows = 32, Frames = 100;
    private static readonly PictureFacts Facts = PictureNumbers.Facts(Rows, Frames);

    [Fact]
    public void Masks_are_full_stripes_of_the_mean_and_all_else_stays()
    {
        var options = new SpecAugmentOptions { TimeWarp = 0, FrequencyMasks = 1, FrequencyWidth = 9, TimeMasks = 1, TimeWidth = 20 };
        var picture = PictureNumbers.Noise(Rows * Frames, -80, 0);
        var mean = (float)picture.Average(x => (double)x);
        for (ulong seed = 0; seed < 50; seed++)
        {
            var changed = options.Changed(Facts, picture, seed);
            var masked = changed.Rows(Frames).Select(row => row.Select(value => value == mean).ToArray()).ToArray();
            var rows = Enumerable.Range(0, Rows).Where(r => masked[r].All(m => m)).ToArray();
            var frames = Enumerable.Range(0, Frames).Where(f => masked.All(row => row[f])).ToArray();
            Assert.Equal(rows.Length, rows.Length == 0 ? 0 : rows[^1] - rows[0] + 1);
            Assert.Equal(frames.Length, frames.Length == 0 ? 0 : frames[^1] - frames[0] + 1);
            for (var i = 0; i < picture.Length; i++)
                Assert.Equal(rows.Contains(i / Frames) || frames.Contains(i % Frames) ? mean : picture[i], changed[i]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Widths_are_uniform_from_0_to_the_widest_and_reach_both_edges(bool alongTime)
    {
        const int Widest = 7, Rounds = 8000;
        var options = new SpecAugmentOptions
        {
            TimeWarp = 0,
            FrequencyMasks = alongTime ? 0 : 1,
            FrequencyWidth = Widest,
            TimeMasks = alongTime ? 1 : 0,
            TimeWidth = Widest,
        };
        var facts = PictureNumbers.Facts(20, 20);
        float[] picture = [1, .. new float[399]]; // the mean is no value of the picture
        var kind = options.Create(facts);
        var random = new Seed(1).Generator();
        var (widths, places) = (new int[Widest + 1], new int[20]);
        for (var round = 0; round < Rounds; round++)
        {
            float[] changed = [.. picture];
            kind.Apply(changed, random);
            var line = Enumerable.Range(0, 20).Where(i => changed[alongTime ? 20 + i : 20 * i + 1] != 0).ToArray();
            widths[line.Length]++;
            if (line.Length == Widest) places[line[0]]++;
        }
        // Eight widths: 1,000 times each, give or take four standard deviations.
        Assert.All(widths, count => Assert.InRange(count, 880, 1120));
        Assert.All(places[..14], count => Assert.InRange(count, 30, 115)); // a 14th of the thousand
        Assert.All(places[14..], count => Assert.Equal(0, count));
    }

    [Fact]
    public void The_warp_keeps_the_ends_and_moves_a_moment_by_less_than_it_may()
    {
        var options = new SpecAugmentOptions { TimeWarp = 20, FrequencyMasks = 0, TimeMasks = 0 };
        var facts = PictureNumbers.Facts(1, Frames);
        float[] ramp = [.. Enumerable.Range(0, Frames).Select(i => (float)i)]; // what stands in a frame is the frame it came from
        var moves = new List<double>();
        for (ulong seed = 0; seed < 2000; seed++)
        {
            var changed = options.Changed(facts, ramp, seed);
            Assert.Equal((0, Frames - 1), (changed[0], changed[^1]));
            Assert.All(changed.Zip(changed.Skip(1)), pair => Assert.True(pair.Second >= pair.First, "time runs backwards"));
            // Two straight pieces: the knee is where the distance from no warp at all is largest.
            moves.Add(changed.Select((source, frame) => frame - (double)source).MaxBy(Math.Abs));
        }
        Assert.All(moves, move => Assert.InRange(move, -20, 20));
        Assert.Equal(0, moves.Average(), 1.5);
        Assert.InRange(moves.Count(move => Math.Abs(move) > 10), 850, 1150); // half of them, if distances are uniform
    }

    [Fact]
    public void The_shortest_picture_that_may_be_warped_is_one_frame_longer_than_twice_the_distance()
    {
        var options = new SpecAugmentOptions { TimeWarp = 40, FrequencyMasks = 0, TimeMasks = 0 };
        Assert.Equal("more than 80 frames for a timeWarp of 40", options.Needs(PictureNumbers.Facts(1, 80)));
        Assert.Null(options.Needs(PictureNumbers.Facts(1, 81)));
        float[] ramp = [.. Enumerable.Range(0, 81).Select(i => (float)i)];
        for (ulong seed = 0; seed < 200; seed++)
        {
            var changed = options.Changed(PictureNumbers.Facts(1, 81), ramp, seed);
            Assert.Equal((0, 80), (changed[0], changed[^1]));
            Assert.All(changed, source => Assert.InRange(source, 0, 80));
        }
    }

    [Fact]
    public void Masks_that_no_picture_has_room_for_are_refused()
    {
        Assert.Equal("at least 13 rows for a frequencyWidth of 13", new SpecAugmentOptions().Needs(PictureNumbers.Facts(12, 100)));
        Assert.Null((new SpecAugmentOptions { FrequencyMasks = 0 }).Needs(PictureNumbers.Facts(12, 100)));
        Assert.Equal("at least 30 frames for a timeWidth of 30",
            (new SpecAugmentOptions { TimeWarp = 0 }).Needs(PictureNumbers.Facts(13, 29)));
    }
}
