using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Datasets;

/// <summary>Which clips are silence because of where they begin, which because there is no more, and what would be better.</summary>
public class ClipPaddingTests
{
    [Fact]
    public void A_clip_that_begins_where_previews_end_is_hollow_and_the_start_is_advised()
    {
        var padding = Of(30, 30, [.. Enumerable.Range(0, 160).Select(i => i == 0 ? 29.9 : i < 3 ? 61 : 30.1)]);
        Assert.Equal((160, 160, 1), (padding.Tracks, padding.Known, padding.BeyondEnd));
        Assert.Equal((157, 157, 0), (padding.Padded, padding.Hollow, padding.Short));
        Assert.Equal(0.1, padding.MedianFilled, 1e-9);
        Assert.Equal(1 - (157 * 0.1 + 60) / (159 * 30), padding.Silence, 1e-9);
        Assert.True(padding is { IsHollow: true, IsMuch: true });
        Assert.Equal((0.1, 30, 0.0000), (padding.Advice!.Offset, padding.Advice.Length, Math.Round(padding.Advice.Silence, 4)));
        var words = PaddingWords.Refusal(padding, Clip(30, 30));
        Assert.StartsWith("157 of 160 tracks have less than half of their sound behind the clip's offset of 30 s", words);
        Assert.Contains("1 of 160 tracks end before the clip begins at 30 s", words, StringComparison.Ordinal);
        Assert.Contains("Write clip: { offset: 0.1s, length: 30s }, which leaves under 0.1 %", words, StringComparison.Ordinal);
        Assert.Contains("padding: allow", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 30, 30, true)] // a third of a preview
    [InlineData(25, 30, 40, false)] // exactly half
    [InlineData(14, 30, 30, false)] // more than half
    [InlineData(30, 30, 240, false)] // whole songs
    [InlineData(0, 30, 1.5, false)] // sounds that are short in themselves
    [InlineData(1, 30, 1.5, true)] // of which the offset leaves a third
    [InlineData(60, 120, 200, false)]
    [InlineData(30, 30, 29.9, true)] // nothing is left to learn from
    public void What_counts_is_how_much_of_the_sound_the_offset_leaves(double offset, double length, double seconds, bool isHollow)
    {
        var padding = Of(offset, length, [.. Enumerable.Repeat(seconds, 40)]);
        Assert.Equal(isHollow, padding.IsHollow);
        Assert.Equal(seconds < offset + length, padding.IsMuch);
    }

    [Theory]
    [InlineData(2, 100, false)] // a few are an accident
    [InlineData(3, 59, true)]
    [InlineData(3, 60, false)]
    [InlineData(2, 3, false)]
    public void A_few_hollow_tracks_stop_nothing_and_are_told(int hollow, int tracks, bool stops)
    {
        var padding = Of(30, 30, [.. Enumerable.Range(0, tracks).Select(i => i < hollow ? 31.0 : 200)]);
        Assert.Equal(stops, padding.IsHollow);
        Assert.True(padding.IsMuch);
        Assert.Equal(hollow, padding.Hollow);
    }

    [Fact]
    public void Short_recordings_are_no_fault_and_a_clip_that_holds_them_all_is_advised()
    {
        var padding = Of(0, 30, [.. Enumerable.Range(0, 100).Select(i => 0.3 + 2.7 * i / 99)]);
        Assert.Equal((0, 0, 100), (padding.BeyondEnd, padding.Hollow, padding.Short));
        Assert.Equal(0, padding.Advice!.Offset);
        Assert.InRange(padding.Advice.Length, 2.8, 3);
        Assert.InRange(padding.Advice.Silence, 0.3, 0.5);
        var words = string.Join('\n', PaddingWords.Sentences(padding, Clip(0, 30)));
        Assert.Contains("pooled numbers are over the sound alone", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_clips_need_no_words_and_unknown_lengths_are_said_to_be()
    {
        Assert.Equal(["none: every track fills its clip"], PaddingWords.Sentences(Of(0, 30, 30, 31, 29.995), Clip(0, 30)));
        Assert.Equal(["how long the files last isn't known yet"], PaddingWords.Sentences(Of(0, 30, null, null), Clip(0, 30)));
        Assert.Equal(["none: every track fills its clip", "how long 1 of 2 tracks last isn't known"],
            PaddingWords.Sentences(Of(0, 30, 30, null), Clip(0, 30)));
    }

    [Fact]
    public void Further_clips_count_where_there_is_enough_of_them()
    {
        var clip = Clip(0, 10) with { PerTrack = 3 };
        Assert.Equal(1 - 26.0 / 30, ClipPadding.Of(clip, [26.0]).Silence, 1e-9);
        Assert.Equal(0, ClipPadding.Of(clip, [24.0]).Silence, 1e-9); // 4 s are no third clip
        Assert.Equal(0.6, ClipPadding.Of(clip, [4.0]).Silence, 1e-9);
    }

    private static ClipPadding Of(double offset, double length, params double?[] seconds) => ClipPadding.Of(Clip(offset, length), seconds);

    private static ClipPadding Of(double offset, double length, double[] seconds) =>
        Of(offset, length, [.. seconds.Select(s => (double?)s)]);

    private static ClipOptions Clip(double offset, double length) =>
        new() { Offset = TimeSpan.FromSeconds(offset), Length = TimeSpan.FromSeconds(length) };
}
