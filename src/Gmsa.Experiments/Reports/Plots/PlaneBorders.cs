using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>The borders between moods in a drawing of the plane of energy and valence, 1000 x 1000.</summary>
internal static class PlaneBorders
{
    /// <summary>Those of mood4, with those of mood8 that aren't its own where that is the scheme; nothing of other schemes.</summary>
    public static Markup Of(string scheme) => Html($"""
        {When(scheme is "mood8" or "mood4", () => Html($"""
            <line class="border mood4" x1="500" x2="500" y1="0" y2="1000" /><line class="border mood4" x1="0" x2="1000" y1="500" y2="500" />
            """))}
        {When(scheme == "mood8", () => Html($"""
            <line class="border" x1="0" x2="1000" y1="0" y2="1000" /><line class="border" x1="0" x2="1000" y1="1000" y2="0" />
            """))}
        """);
}
