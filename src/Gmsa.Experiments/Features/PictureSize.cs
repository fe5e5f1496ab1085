namespace Gmsa.Experiments.Features;

/// <summary>
/// Resamples another feature's picture to size x size: along each axis by area average where it shrinks and linearly where it grows.
/// </summary>
internal sealed class PictureSize(IFeature picture, int size) : ISpectralFeature
{
    public FeatureMap Extract(Spectra spectra)
    {
        var map = spectra.Of(picture);
        var (rows, frames) = (map.Shape.Rows, map.Shape.Frames);
        if (rows == size && frames == size) return map;
        var across = Weights(frames, size);
        var down = Weights(rows, size);
        var narrow = new double[rows * size]; // [rows, size]
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < size; column++)
            {
                var (start, weights) = across[column];
                var sum = 0.0;
                for (var i = 0; i < weights.Length; i++) sum += weights[i] * map.Values[row * frames + start + i];
                narrow[row * size + column] = sum;
            }
        var values = new float[size * size];
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
            {
                var (start, weights) = down[row];
                var sum = 0.0;
                for (var i = 0; i < weights.Length; i++) sum += weights[i] * narrow[(start + i) * size + column];
                values[row * size + column] = Numbers.Saturate(sum);
            }
        // A row of the square is no longer one that had a name.
        return map with { Shape = new(size, size), Values = values, RowAxis = map.RowAxis with { Labels = null }, Silence = null };
    }

    public void Dispose() => picture.Dispose();

    /// <summary>
    /// For each of <paramref name="to"/> cells: the first of the <paramref name="from"/> cells it is made of, and their weights, which
    /// sum to 1.
    /// </summary>
    internal static (int Start, double[] Weights)[] Weights(int from, int to)
    {
        var cells = new (int, double[])[to];
        for (var i = 0; i < to; i++) cells[i] = to < from ? Area(i, from, to) : Linear(i, from, to);
        return cells;
    }

    // Whole numbers of 1/to-th cells, so that no weight depends on how a boundary was rounded.
    private static (int, double[]) Area(int index, int from, int to)
    {
        var (low, high) = ((long)index * from, (index + 1L) * from);
        var (first, last) = ((int)(low / to), (int)((high - 1) / to));
        var weights = new double[last - first + 1];
        for (var cell = first; cell <= last; cell++)
            weights[cell - first] = (double)(Math.Min(high, (cell + 1L) * to) - Math.Max(low, (long)cell * to)) / from;
        return (first, weights);
    }

    private static (int, double[]) Linear(int index, int from, int to)
    {
        var position = Math.Clamp((index + 0.5) * from / to - 0.5, 0, from - 1);
        var first = Math.Min((int)position, Math.Max(0, from - 2));
        var weight = position - first;
        return from == 1 ? (0, [1]) : (first, [1 - weight, weight]);
    }
}
