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

    /// <summary>The same on a page with <see cref="TableScript"/>: pressing a heading sorts the rows by its column.</summary>
    /// <param name="filter">What is worth typing into a box above that hides all other rows; without it there is no box.</param>
    public static Markup Sortable(string caption, IReadOnlyList<Markup> headings, IEnumerable<Markup> rows, string filter = "") => Html($"""
        <div class="sortable">{When(filter.Length > 0, () => Html($"""
            <p class="filter"><label>Show rows with <input type="search" placeholder="{filter}" /></label> <output></output></p>

            """))}{Scrolling(caption, headings, rows)}</div>

        """);

    public static Markup Heading(string text) => Html($"<th scope=\"col\">{text}</th>");

    public static Markup NumberHeading(string text) => Html($"<th scope=\"col\" class=\"number\">{text}</th>");

    /// <param name="sortedBy">The number, of a table that sorts, where it isn't the text alone.</param>
    public static Markup Number(string text, double? sortedBy = null) => Html($"<td class=\"number\"{Value(sortedBy)}>{text}</td>");

    public static Markup Cell(string text) => Html($"<td>{text}</td>");

    public static Markup Wide(string text) => Html($"<td class=\"wrap\">{Prose(text)}</td>");

    /// <summary>A value over its 95 % interval.</summary>
    /// <param name="sortedBy">The value, of a table that sorts.</param>
    public static Markup WithInterval(string value, string? interval, double? sortedBy = null) =>
        Html($"<td class=\"number\"{Value(sortedBy)}>{value}{When(interval is not null, () =>
            Html($"<small>{InTwoLines(interval!)}</small>"))}</td>");

    // At most: where a column is narrow, "to" stays with the lower end.
    private static string InTwoLines(string interval) => interval.Replace(" to ", "\u00A0to ", StringComparison.Ordinal);

    private static Markup Value(double? sortedBy) =>
        When(sortedBy is { } v && double.IsFinite(v), () => Html($" data-value=\"{Numbers.Exact(sortedBy)}\""));
}
