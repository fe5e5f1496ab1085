using Gmsa.Experiments.Foundation;
using SkiaSharp;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// Feature maps as pictures for people: one pixel a value (or enlarged by whole factors), low rows at the bottom, dark for little and light
/// for much.
/// </summary>
internal static class Pictures
{
    /// <summary>Writes a PNG of <paramref name="frames"/> x <paramref name="rows"/> values; the first row is drawn lowest.</summary>
    /// <param name="values">Row-major, [rows, frames].</param>
    /// <param name="low">What is drawn darkest, everything below it too.</param>
    /// <param name="high">What is drawn lightest. Pictures of one feature share <paramref name="low"/> and <paramref name="high"/>: see
    /// <see cref="Scale"/>.</param>
    /// <param name="minimum">Each value becomes a square of so many pixels that neither side is below this. Unit: pixels.</param>
    public static void WritePng(
        Stream stream, ReadOnlySpan<float> values, int rows, int frames, double low, double high, int minimum = 1) =>
        WritePng(stream, values, rows, frames, low, high, minimum, ColourMap.Viridis);

    /// <summary>A PNG of one pixel a value, ready for a page: a data URI.</summary>
    internal static string DataUri(ReadOnlySpan<float> values, int rows, int frames, double low, double high, ColourMap colours)
    {
        using var stream = new MemoryStream();
        WritePng(stream, values, rows, frames, low, high, 1, colours);
        return "data:image/png;base64," + Convert.ToBase64String(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static void WritePng(
        Stream stream, ReadOnlySpan<float> values, int rows, int frames, double low, double high, int minimum, ColourMap colours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, rows * frames, nameof(values));
        var zoomX = (minimum + frames - 1) / frames;
        var zoomY = (minimum + rows - 1) / rows;
        var info = new SKImageInfo(frames * zoomX, rows * zoomY, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var pixels = new byte[info.BytesSize];
        for (var y = 0; y < info.Height; y++)
            for (var x = 0; x < info.Width; x++)
            {
                var (r, g, b) = colours.Colour(Share(values[(rows - 1 - y / zoomY) * frames + x / zoomX], low, high));
                var at = 4 * (y * info.Width + x);
                (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (r, g, b, 255);
            }
        using var image = SKImage.FromPixelCopy(info, pixels);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        data.SaveTo(stream);
    }

    /// <summary>The same into a file that appears whole or not at all.</summary>
    public static void WritePng(string path, float[] values, int rows, int frames, double low, double high, int minimum = 1) =>
        AtomicFile.Write(path, stream => WritePng(stream, values, rows, frames, low, high, minimum));

    /// <summary>
    /// The scale for pictures that are compared: the 1st and the 99.5th percentile over all their values, so that no single click whitens
    /// the rest.
    /// </summary>
    public static (double Low, double High) Scale(IReadOnlyList<float[]> pictures, double lowPercentile = 1, double highPercentile = 99.5)
    {
        var sorted = pictures.SelectMany(p => p).Where(float.IsFinite).ToArray();
        if (sorted.Length == 0) return (0, 1);
        Array.Sort(sorted);
        return (At(sorted, lowPercentile), At(sorted, highPercentile));
    }

    private static double At(float[] sorted, double percentile) =>
        sorted[(int)Math.Round(Math.Clamp(percentile, 0, 100) / 100 * (sorted.Length - 1))];

    // A flat picture is drawn in the middle of the scale; what isn't a number, as the least.
    private static double Share(float value, double low, double high) =>
        float.IsNaN(value) ? 0 : high > low ? Math.Clamp((value - low) / (high - low), 0, 1) : 0.5;
}
