using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Trials;

/// <summary>The running mean of pictures that may differ in length. Needs no more memory however many there are.</summary>
internal sealed class MelAverager(MelPicture grid)
{
    private readonly double[] sums = new double[grid.Rows * grid.Columns];
    private readonly int[] counts = new int[grid.Columns];
    private int tracks;

    /// <param name="picture">[rows, its columns].</param>
    public void Add(float[] picture)
    {
        var columns = picture.Length / grid.Rows;
        tracks++;
        for (var c = 0; c < columns; c++) counts[c]++;
        for (var row = 0; row < grid.Rows; row++)
            for (var c = 0; c < columns; c++) sums[row * grid.Columns + c] += picture[row * columns + c];
    }

    public AveragePicture Mean() => new(grid.Rows, grid.Columns,
        [.. sums.Select((sum, i) => counts[i % grid.Columns] is > 0 and var n ? (float)(sum / n) : float.NaN)], grid.Seconds, tracks);
}
