using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// A plot whose drawing stretches with the page while its letters keep their size: the axes are text placed by shares of the drawing.
/// </summary>
internal static class PlotFrame
{
    /// <param name="drawing">An image or an SVG that fills its box (<see cref="Image"/>, <see cref="Svg"/>).</param>
    /// <param name="height">Of the drawing, a CSS length.</param>
    /// <param name="bar">A colour bar to the right, or <see cref="Empty"/>.</param>
    /// <param name="style">Further classes: "seek" where a click on the drawing means a time.</param>
    public static Markup Of(PlotAxis across, PlotAxis up, Markup drawing, string height, Markup bar, string style = "") => Html($"""
        <div class="plotframe {style}" style="--tall: {height}">
        <div class="upname" aria-hidden="true">{up.Name}</div>
        <div class="up" aria-hidden="true">{up.Ticks.Select(t => Html($"<span style=\"bottom:{Share(t.At)}\">{t.Text}</span>"))}</div>
        <div class="canvas">{drawing}</div>
        {bar}
        <div class="across" aria-hidden="true">{across.Ticks.Select(t => Html($"<span style=\"left:{Share(t.At)}\">{t.Text}</span>"))}</div>
        <div class="acrossname" aria-hidden="true">{across.Name}</div>
        </div>

        """);

    /// <summary>A picture of numbers, for <see cref="Of"/>.</summary>
    public static Markup Image(string dataUri, string alt) => Html($"<img src=\"{dataUri}\" alt=\"{alt}\" />");

    /// <summary>A drawing in a box of 1000 x 1000 that is stretched: lines keep their width, circles don't stay round.</summary>
    public static Markup Svg(string label, Markup content) => Html($"""
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label="{label}">{content}</svg>
        """);

    /// <summary>What the colours mean: a bar with round values beside it.</summary>
    public static Markup ColourBar(ColourScale scale, string unit) => Html($"""
        <div class="barname" aria-hidden="true">{unit}</div>
        <div class="bar" role="img" aria-label="Colours from {Numbers.Short(scale.Low)} to {Numbers.Short(scale.High)} {unit}">
        <i style="background:{scale.Map.Gradient("to top")}"></i>
        {PlotAxis.Linear("", scale.Low, scale.High, 5).Ticks.Select(t =>
            Html($"<span style=\"bottom:{Share(t.At)}\">{t.Text}</span>"))}</div>
        """);

    /// <summary>The same lying down, for many pictures at once.</summary>
    public static Markup FlatColourBar(ColourScale scale, string unit) => Html($"""
        <div class="flatbar" role="img" aria-label="Colours from {Numbers.Short(scale.Low)} to {Numbers.Short(scale.High)} {unit}">
        <i style="background:{scale.Map.Gradient("to right")}"></i><b>{unit}</b>
        {PlotAxis.Linear("", scale.Low, scale.High, 5).Ticks.Select(t => Html($"<span style=\"left:{Share(t.At)}\">{t.Text}</span>"))}</div>
        """);

    private static string Share(double at) => Numbers.Coordinate(100 * at) + "%";
}
