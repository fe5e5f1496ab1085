using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>Tables that scroll in a frame of their own where the page is too narrow for them.</summary>
internal static class Tables
{
    /// <summary>A table with a caption and a row of headings; <paramref name="rows"/> are whole <c>tr</c> elements.</summary>
    public static Markup Scrolling(string caption, IReadOnlyList<Markup> headings, IEnumerable<Markup> rows) => Html($"""
        <div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table><caption><span>{caption}</span></caption>
        <thead><tr>{headings}</tr></thead>
        <tbody>{rows}</tbody></table></div>

        """);

    public static Markup Heading(string text) => Html($"<th scope=\"col\">{text}</th>");

    public static Markup NumberHeading(string text) => Html($"<th scope=\"col\" class=\"number\">{text}</th>");

    public static Markup Number(string text) => Html($"<td class=\"number\">{text}</td>");

    public static Markup Cell(string text) => Html($"<td>{text}</td>");

    public static Markup Wide(string text) => Html($"<td class=\"wrap\">{text}</td>");

    /// <summary>A value over its 95 % interval.</summary>
    public static Markup WithInterval(string value, string? interval) =>
        Html($"<td class=\"number\">{value}{When(interval is not null, () => Html($"<small>{interval}</small>"))}</td>");
}
