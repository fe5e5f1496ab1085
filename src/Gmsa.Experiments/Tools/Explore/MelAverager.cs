using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tools;

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

    /// <summary>Columns that any picture reached.</summary>
    public int Reached => Array.FindLastIndex(counts, c => c > 0) + 1;

    /// <summary>The mean of the first <paramref name="columns"/>.</summary>
    public AveragePicture Mean(int columns)
    {
        var values = new float[grid.Rows * columns];
        for (var row = 0; row < grid.Rows; row++)
            for (var c = 0; c < columns; c++)
                values[row * columns + c] = counts[c] > 0 ? (float)(sums[row * grid.Columns + c] / counts[c]) : float.NaN;
        return new(grid.Rows, columns, values, grid.Seconds * columns / grid.Columns, tracks);
    }
}
