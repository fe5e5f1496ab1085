using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tools;

/// <summary>
/// The mel picture of a track on a coarse grid in time, so that pictures of many tracks can be averaged: mean dB of each cell. A track
/// that ends early has fewer columns, and no silence instead of them. Thread-safe.
/// </summary>
internal sealed class MelPicture : IDisposable
{
    private const int MostColumns = 180;

    private readonly MelOptions options = new() { Bands = 96 };
    private readonly IFeature mel;
    private readonly int framesPerColumn;

    /// <param name="longest">Samples of the longest clip.</param>
    public MelPicture(int rate, int longest)
    {
        mel = options.Create(rate);
        var frames = options.Shape(longest, rate).Frames;
        framesPerColumn = (frames + MostColumns - 1) / MostColumns;
        (Rows, Columns) = (options.Bands, (frames + framesPerColumn - 1) / framesPerColumn);
        Seconds = (double)Columns * framesPerColumn * options.Hop / rate;
    }

    public int Rows { get; }

    public int Columns { get; }

    public double Seconds { get; }

    public void Dispose() => mel.Dispose();

    /// <summary>[rows, columns of this clip].</summary>
    public float[] Of(Waveform clip)
    {
        var map = mel.Extract(clip);
        var frames = map.Shape.Frames;
        var columns = Math.Min(Columns, (frames + framesPerColumn - 1) / framesPerColumn);
        var values = new float[Rows * columns];
        for (var row = 0; row < Rows; row++)
            for (var c = 0; c < columns; c++)
            {
                var (from, sum) = (c * framesPerColumn, 0.0);
                var to = Math.Min(frames, from + framesPerColumn);
                for (var frame = from; frame < to; frame++) sum += map.Values[row * frames + frame];
                values[row * columns + c] = (float)(sum / (to - from));
            }
        return values;
    }
}
