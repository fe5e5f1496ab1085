using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>Lines as a program has them. Long ones scroll, so the keyboard has to reach them.</summary>
internal static class CodeBlock
{
    public static Markup Of(string label, string text) =>
        Html($"<pre tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><code>{text}</code></pre>");
}
