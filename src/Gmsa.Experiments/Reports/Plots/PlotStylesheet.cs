namespace Gmsa.Experiments.Reports;

/// <summary>
/// What pages need beside <see cref="Stylesheet"/> for plots with axes (<see cref="PlotFrame"/>), and the colours of labels
/// (<see cref="LabelColours"/>).
/// </summary>
internal static class PlotStylesheet
{
    public const string Css = """

        :root { --l0: #c98500; --l1: #b8a000; --l2: #4c9a2a; --l3: #00876c; --l4: #2f6fb7; --l5: #5a4fb0; --l6: #93407f; --l7: #c23a2b; }
        @media (prefers-color-scheme: dark) { :root { --l0: #f0a830; --l1: #dcc838; --l2: #7fc95a; --l3: #3fc7a5; --l4: #6aa9f0;
          --l5: #9a90f0; --l6: #d685c4; --l7: #f47a68; } }
        .plotframe { display: grid; grid-template-columns: 3.4rem minmax(0, 1fr) 3.5rem; grid-template-rows: auto var(--tall) 1.3rem auto;
          font-size: 0.74rem; line-height: 1; color: var(--soft); font-variant-numeric: tabular-nums; overflow-wrap: normal; }
        .plotframe > * { min-width: 0; } .plotframe span { position: absolute; white-space: nowrap; }
        .upname { grid-area: 1 / 1 / 2 / 3; padding-bottom: 0.45rem; } .barname { grid-area: 1 / 2 / 2 / 4; text-align: right;
          padding-bottom: 0.45rem; }
        .up { grid-area: 2 / 1; position: relative; } .up span { right: 0.6rem; transform: translateY(50%); }
        .up span::after { content: ""; position: absolute; right: -0.5rem; top: 50%; width: 0.35rem; border-top: 1px solid var(--soft); }
        .canvas { grid-area: 2 / 2; position: relative; outline: 1px solid var(--line); background: var(--card); overflow: hidden; }
        .canvas > img, .canvas > svg { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
        .canvas > img { object-fit: fill; } .pixels .canvas > img { image-rendering: pixelated; }
        .across { grid-area: 3 / 2; position: relative; } .across span { top: 0.5rem; transform: translateX(-50%); }
        .across span::before { content: ""; position: absolute; left: 50%; top: -0.5rem; height: 0.35rem;
          border-left: 1px solid var(--soft); }
        .acrossname { grid-area: 4 / 2; text-align: center; padding-top: 0.35rem; }
        .bar { grid-area: 2 / 3; position: relative; margin-left: 0.7rem; } .bar i { position: absolute; inset: 0 auto 0 0; width: 0.7rem;
          outline: 1px solid var(--line); }
        .bar span { left: 1.1rem; transform: translateY(50%); }
        .flatbar { position: relative; max-width: 22rem; height: 2.1rem; margin: 0.4rem 0 1.6rem; font-size: 0.74rem; line-height: 1;
          color: var(--soft); font-variant-numeric: tabular-nums; }
        .flatbar i { position: absolute; inset: 1.05rem 0 0.35rem; outline: 1px solid var(--line); } .flatbar b { font-weight: 400; }
        .flatbar span { position: absolute; top: 2.05rem; transform: translateX(-50%); white-space: nowrap; }
        .l0 { --hue: var(--l0); } .l1 { --hue: var(--l1); } .l2 { --hue: var(--l2); } .l3 { --hue: var(--l3); } .l4 { --hue: var(--l4); }
        .l5 { --hue: var(--l5); } .l6 { --hue: var(--l6); } .l7 { --hue: var(--l7); }
        .dots { stroke: var(--hue); stroke-width: 7px; stroke-linecap: round; stroke-opacity: 0.75; vector-effect: non-scaling-stroke;
          fill: none; }
        .many .dots { stroke-width: 4px; } .dots path { vector-effect: non-scaling-stroke; }
        .dots path:hover, .many .dots path:hover { stroke: var(--ink); stroke-width: 11px; stroke-opacity: 1; }
        .plot circle:hover { stroke: var(--ink); stroke-width: 2px; opacity: 1; }
        .wideplot .lines { min-width: 52rem; } .lines polyline:hover { stroke: var(--ink); stroke-width: 4px; opacity: 1; }
        @media print { .wideplot .lines { min-width: 0; } .planes { padding-right: 0.8rem; } }
        .border { stroke: var(--soft); stroke-width: 1px; stroke-dasharray: 4 4; }
        .border.mood4 { stroke: var(--ink); stroke-dasharray: none; }
        .canvas svg line { vector-effect: non-scaling-stroke; }
        .dots.right { --hue: var(--first); stroke-opacity: 0.3; } .dots.wrong { --hue: var(--second); } .hue { fill: var(--hue); }
        .planes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem 2rem; max-width: 66rem;
          margin: 0.6rem 0 1.2rem; }
        .planes .plotframe { grid-template-columns: 2.9rem minmax(0, 1fr) 0.5rem; }
        @media (max-width: 40rem) { .plotframe { grid-template-columns: 2.9rem minmax(0, 1fr) 2.9rem; font-size: 0.68rem; }
          .planes .plotframe { grid-template-columns: 2.5rem minmax(0, 1fr) 0.6rem; } }
        """;
}
