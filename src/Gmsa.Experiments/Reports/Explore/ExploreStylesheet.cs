namespace Gmsa.Experiments.Reports;

/// <summary>
/// What the explore pages need beside <see cref="Stylesheet"/> and <see cref="PlotStylesheet"/>: the player, the plane of moods, strips.
/// </summary>
internal static class ExploreStylesheet
{
    public const string Css = """

        :root { --wave: #5f9fd0; --wave-rms: #0b5a92; --play: #d1242f; }
        @media (prefers-color-scheme: dark) { :root { --wave: #3d7fb5; --wave-rms: #8fcaf5; --play: #ff6b6b; } }
        .panel { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 0.9rem 0.6rem 0.7rem 0.9rem;
          margin: 1rem 0; }
        .panel figcaption { padding-bottom: 0.7rem; } .panel h3 { margin: 0; color: var(--ink); }
        .panel figcaption p { margin: 0.15rem 0 0; max-width: 58rem; } .panel .recipe { font-size: 0.8rem; }
        .wave { fill: var(--wave); } .wave-rms { fill: var(--wave-rms); }
        .player { position: sticky; top: 0; z-index: 2; padding: 0.6rem 0; background: var(--page); }
        .player audio { display: block; width: 100%; height: 2.6rem; }
        .live .seek .canvas { cursor: crosshair; touch-action: pan-y; }
        .live .seek .canvas img { pointer-events: none; }
        .live .seek .canvas::after { content: ""; position: absolute; top: 0; bottom: 0; left: var(--at, 0%); width: 2px;
          margin-left: -1px; background: var(--play); box-shadow: 0 0 0 1px rgb(255 255 255 / 0.55); }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 10.5rem), 1fr)); gap: 0.8rem; margin: 1.3rem 0; }
        .tiles .big { margin-top: 0; font-size: 1.7rem; line-height: 1.2; font-weight: 650; }
        .warning { border-left: 4px solid var(--warn); } .warning ul { margin: 0.5rem 0 0; padding-left: 1.1rem; font-size: 0.86rem; }
        .warning h3 { margin-bottom: 0.3rem; } .warning p { font-size: 0.93rem; }
        .labels { grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); } .labels .scroll { width: 100%; }
        .bars { min-width: 6rem; width: 40%; } .bars i { display: block; height: 0.8rem; margin-top: 0.3rem;
          border-radius: 2px; min-width: 1px; }
        .bars i { background: var(--hue); }
        .plane { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0 2.5rem; }
        .plane .plotframe { max-width: 43rem; grid-template-columns: 3.4rem minmax(0, 1fr) 0.5rem; }
        @media (min-width: 62rem) { .plane > :first-child { grid-column: 2; grid-row: 1;
          align-self: center; } .plane { grid-template-columns: 41rem minmax(0, 1fr); } }
        .region { transform: translate(-50%, -50%); font-size: 0.86rem; color: var(--ink); }
        .region, .corner { text-shadow: 0 0 2px var(--card), 0 0 4px var(--card), 0 0 6px var(--card); }
        .corner { padding: 0.35rem 0.45rem; } .corner.right { transform: translateX(-100%); } .corner.low { margin-top: -1.5rem; }
        .averages { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem 2rem;
          align-items: start; }
        .pairs { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 34rem), 1fr)); gap: 1rem; }
        .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0.4rem; } .pairs figcaption { padding: 0 0 0.5rem 0.2rem; }
        figcaption strong { color: var(--ink); } .pairs figcaption strong { border-left: 0.7rem solid var(--hue); padding-left: 0.45rem; }
        .augmented { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); gap: 1rem; }
        .augmented .panel { margin: 0; padding-right: 0.9rem; display: flex; flex-direction: column; justify-content: space-between; }
        .three { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0.6rem; font-size: 0.8rem; color: var(--soft); }
        .three img { display: block; width: 100%; aspect-ratio: 1; outline: 1px solid var(--line); image-rendering: pixelated; }
        .three span { display: block; padding-top: 0.3rem; }
        .small { grid-template-columns: 2.5rem minmax(0, 1fr) 0.6rem; font-size: 0.68rem; }
        .strips { grid-template-columns: repeat(auto-fill, minmax(min(100%, 17.5rem), 1fr)); gap: 0.8rem; }
        .strips svg text { font-size: 12px; }
        .strips .eta { float: right; font-variant-numeric: tabular-nums; color: var(--ink); }
        .bins { fill: var(--soft); fill-opacity: 0.45; } .strips svg { overflow: visible; }
        .box path { stroke: var(--hue); stroke-width: 1.2; fill: none; }
        .box rect { fill: var(--hue); fill-opacity: 0.55; } .box .median { stroke: var(--ink); stroke-width: 2; }
        td.shaded { background: rgb(var(--shade) / var(--share)); }
        @media (max-width: 40rem) { .pair { grid-template-columns: 1fr; }
          .plotframe.small, .plane .plotframe { grid-template-columns: 2.5rem minmax(0, 1fr) 0.6rem; }
          .region { font-size: 0.72rem; } .tiles .big { font-size: 1.5rem; } .bars { min-width: 2.5rem; width: 25%; }
          .panel { padding-left: 0.5rem; padding-right: 0.2rem; } .bar { margin-left: 0.4rem; } .bar i { width: 0.5rem; }
          .bar span { left: 0.8rem; } }
        @media print { .player { display: none; } .panel { break-inside: avoid; } }
        """;
}
