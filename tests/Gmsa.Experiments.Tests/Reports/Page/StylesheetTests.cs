using System.Globalization;
using System.Text.RegularExpressions;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

public class StylesheetTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Text_can_be_read_on_every_ground_in_light_and_in_dark(int theme)
    {
        var colours = Colours(theme);
        foreach (var text in (string[])["ink", "soft", "link", "good", "warn", "bad"])
            foreach (var ground in (string[])["page", "card", "wash"])
                Assert.True(Contrast(colours[text], colours[ground]) >= 4.5, $"{text} on {ground}");
        // A cell of a confusion matrix is anything between the card and the full shade.
        for (var share = 0.0; share <= 1; share += 0.05)
        {
            var ground = colours["card"].Zip(colours["shade"], (c, s) => c + share * (s - c)).ToArray();
            Assert.True(Contrast(colours["ink"], ground) >= 4.5, $"shade {share}");
        }
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere()
    {
        Assert.True(Stylesheet.Css.Length > 1000);
        Assert.DoesNotMatch("url\\(|@import|@font-face|http", Stylesheet.Css);
    }

    [Fact]
    public void On_paper_nothing_drawn_is_cut_and_intervals_stay_smaller_than_their_numbers()
    {
        var print = Stylesheet.Css[Stylesheet.Css.IndexOf("@media print", StringComparison.Ordinal)..];
        var whole = Regex.Match(print, @"\n +(?<parts>tr, [^{}]*)\{\s*break-inside: avoid; \}").Groups["parts"].Value;
        foreach (var part in (string[])["tr", "thead", "figure", ".card", ".intervals", ".gaps", ".plotframe", ".whole"])
            Assert.Contains(part, whole.Split(',', StringSplitOptions.TrimEntries));
        Assert.Matches(@"h1, h2, h3, h4, [^{}]*\{ break-after: avoid; \}", print);
        // Sizes that don't hang on those of their numbers would be the larger ones where tables get smaller.
        var sizes = Regex.Matches(Stylesheet.Css, @"small[^{}]*\{[^{}]*font-size: [\d.]+(?<unit>\w+)")
            .Select(m => m.Groups["unit"].Value).ToArray();
        Assert.True(sizes.Length >= 3);
        // The last is of a phone's confusion matrix, whose numbers have the same.
        Assert.All(sizes.SkipLast(1), unit => Assert.Equal("em", unit));
    }

    private static Dictionary<string, double[]> Colours(int theme)
    {
        var block = Regex.Matches(Stylesheet.Css, @":root \{(?<body>[^}]*)\}")[theme].Groups["body"].Value;
        return Regex.Matches(block, @"--(?<name>\w+): (#(?<hex>[0-9a-f]{6})|(?<rgb>\d+ \d+ \d+))")
            .ToDictionary(m => m.Groups["name"].Value, Colour);
    }

    private static double[] Colour(Match match) => match.Groups["hex"] is { Success: true } hex
        ? [.. hex.Value.Chunk(2).Select(c => (double)int.Parse(c, NumberStyles.HexNumber, CultureInfo.InvariantCulture))]
        : [.. match.Groups["rgb"].Value.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];

    // WCAG 2.2, contrast ratio.
    private static double Contrast(double[] a, double[] b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(double[] colour)
    {
        var linear = colour.Select(c => c / 255).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }
}
