namespace Gmsa.Experiments.Reports;

/// <summary>
/// The look of <c>report.html</c>: system fonts, light and dark, paper; colours of Okabe and Ito, which colour-blind readers can tell
/// apart.
/// </summary>
internal static class Stylesheet
{
    public const string Css = """
        :root { color-scheme: light dark;
          --page: #fbfaf8; --card: #ffffff; --ink: #1c1d20; --soft: #55585f; --line: #dcdad5; --hair: #eceae6; --wash: #f3f1ed;
          --link: #0b5a92; --first: #0072b2; --second: #b34a00; --third: #00775a; --shade: 79 154 214; --good: #00664d; --warn: #8a4b00;
            --bad: #a3242b; }
        @media (prefers-color-scheme: dark) { :root {
          --page: #15171a; --card: #1c1f23; --ink: #eceae5; --soft: #a9adb5; --line: #3a3e45; --hair: #2a2d33; --wash: #23262b;
          --link: #7cc0f0; --first: #56b4e9; --second: #f09250; --third: #3fc79a; --shade: 28 100 160; --good: #5fd3ac; --warn: #f0b060;
            --bad: #ff8d8d; } }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
        body { margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
        main, header, footer { max-width: 88rem; margin: 0 auto; padding: 0 clamp(1rem, 2.5vw, 2.5rem); }
        header { padding-top: clamp(1.5rem, 5vw, 3.5rem); }
        h1 { font-size: clamp(1.7rem, 5vw, 2.5rem); line-height: 1.15; letter-spacing: -0.015em; margin: 0.2rem 0 0.8rem; font-weight: 680;
          }
        h2 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 0.6rem; letter-spacing: -0.01em; }
        h3 { font-size: 1.06rem; margin: 1.8rem 0 0.5rem; }
        h4 { font-size: 0.95rem; margin: 1.2rem 0 0.4rem; }
        section { margin: 0; padding: 2.2rem 0 0.6rem; border-top: 1px solid var(--line); }
        p, ul, dl { max-width: 46rem; }
        p { margin: 0.5rem 0 0.9rem; }
        a { color: var(--link); }
        code, pre { font: 0.86em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        pre { background: var(--wash); border: 1px solid var(--hair); border-radius: 6px; padding: 0.8rem 1rem; overflow-x: auto;
          overflow-wrap: normal; margin: 0.5rem 0 1rem; }
        .eyebrow { color: var(--soft); font-size: 0.86rem; margin: 0; }
        .lead { font-size: 1.12rem; max-width: 62rem; }
        .soft, figcaption, caption { color: var(--soft); font-size: 0.89rem; }
        .alarm { border-left: 4px solid var(--bad); background: var(--wash); padding: 0.9rem 1.2rem; margin: 1.2rem 0; border-radius: 0 6px 6px 0; }
        .alarm p { margin: 0; max-width: none; } .alarm p + p { margin-top: 0.4rem; } .alarm p:first-child { font-weight: 600; }
        .answers { margin: 1rem 0; } .answers dt { font-weight: 600; margin-top: 0.7rem; } .answers dd { margin: 0.1rem 0 0; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); gap: 1rem; margin: 1.3rem 0; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.2rem; min-width: 0; }
        .card h2, .card h3 { font-size: 1rem; margin: 0 0 0.1rem; }
        .card p { margin: 0.1rem 0; }
        .card .own { font-size: 1.3rem; line-height: 1.25; font-weight: 650; font-variant-numeric: tabular-nums; margin: 0.6rem 0 0; }
        .card .own span { font-weight: 400; margin-left: 0.5rem; } .card .second-own { font-size: 1.1rem; }
        .summary { margin-top: 1.4rem; } .summary > .cards { align-content: start; margin-top: 0; }
        .cards > p { margin: 0; grid-column: 1 / -1; }
        .gaps { max-width: 62rem; margin: 1.2rem 0; font-size: 0.95rem; }
        .gap { display: grid; grid-template: "name line value" / 13rem minmax(0, 1fr) 12rem; gap: 0 1rem; align-items: center; }
        .gap .name { grid-area: name; } .gap .value { grid-area: value; white-space: nowrap; font-variant-numeric: tabular-nums; }
        h1 small, .gap small { color: var(--soft); font-weight: 400; font-size: 0.88em; }
        h1 small { font-size: 0.6em; white-space: nowrap; }
        .gap svg { grid-area: line; display: block; width: 100%; height: 2.5rem; overflow: visible; } .gap svg.low { height: 1.25rem; }
        .gap svg text { font-size: 13px; } .zero { stroke: var(--ink); stroke-dasharray: 3 3; }
        .gap .ways { grid-area: line; display: flex; justify-content: space-between; gap: 0.2rem 1.5rem; margin: 0.2rem 0; max-width: none;
          color: var(--soft); font-size: 0.86rem; }
        .gap .ways span:last-child { text-align: right; } .gaps figcaption { padding-top: 0.4rem; }
        .pills { max-width: none; margin: 0.6rem 0; } .pill { display: inline-block; border: 1px solid var(--good); color: var(--good);
          border-radius: 1rem; padding: 0.1rem 0.7rem; font-size: 0.86rem; margin: 0.15rem 0.2rem 0.15rem 0; }
        .links { max-width: none; margin: 0.8rem 0; } .button { display: inline-block; border: 1px solid var(--soft); border-radius: 6px;
          color: var(--ink); padding: 0.35rem 0.9rem; margin: 0.2rem 0.3rem 0.2rem 0; text-decoration: none;
          background: var(--card); font-size: 0.92rem; }
        .button:hover { border-color: var(--ink); }
        @media (min-width: 62rem) { .summary { display: grid; grid-template-columns: minmax(0, 46rem) minmax(18rem, 1fr);
            grid-template-rows: auto 1fr; gap: 0 2.5rem; }
          .summary > .cards { grid-template-columns: 1fr; grid-column: 2; grid-row: 1 / span 2; } }
        .files { padding-left: 1.2rem; max-width: 62rem; } .files li { margin: 0.2rem 0; }
        .caveats { padding-left: 1.2rem; } .caveats li { margin: 0.35rem 0; }
        .caveats li::marker { color: var(--warn); }
        nav { margin: 1.6rem 0 2rem; } nav ol { display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; list-style: none; padding: 0;
          margin: 0; font-size: 0.92rem; }
        .scroll { overflow-x: auto; width: fit-content; max-width: 100%; min-width: min(100%, 22rem); margin: 0.6rem 0 1.1rem;
          border: 1px solid var(--line); border-radius: 8px; background: linear-gradient(to right, var(--card) 30%, transparent) left / 2.5rem
          100% no-repeat local, linear-gradient(to left, var(--card) 30%, transparent) right / 2.5rem 100% no-repeat local,
          linear-gradient(to left, var(--line), transparent) right / 1.2rem 100% no-repeat scroll, var(--card);
          scroll-timeline: --sideways inline; }
        .scroll:focus-visible, pre:focus-visible, summary:focus-visible, a:focus-visible { outline: 3px solid var(--first); outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; font-size: 0.86rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
        caption { text-align: left; padding: 0.6rem 0.8rem 0.3rem; caption-side: top; }
        caption span { position: sticky; left: 0.8rem; display: inline-block; max-width: min(100%, calc(100vw - 4.5rem)); }
        /* A timeline runs only where there is something to scroll: elsewhere the hint takes no room. */
        @supports (animation-timeline: --sideways) { caption span::after { content: "↔ more to the side" / ""; display: inline-block;
            vertical-align: bottom; max-width: 0; max-height: 0; overflow: hidden; white-space: nowrap; color: var(--ink);
            animation: hint linear both; animation-timeline: --sideways; }
          @keyframes hint { from, to { max-width: 12rem; max-height: 1.5em; margin-left: 0.6rem; } } }
        th, td { text-align: left; padding: 0.42rem 0.45rem; border-top: 1px solid var(--hair); vertical-align: top;
          unicode-bidi: isolate; }
        thead th { min-width: 3rem; color: var(--soft); font-weight: 600; border-top: 0;
          border-bottom: 1px solid var(--line); vertical-align: bottom; }
        caption + thead th { border-top: 1px solid var(--hair); }
        tbody th { font-weight: 600; max-width: 24rem; } tbody th:first-child { min-width: 6.5rem; overflow-wrap: break-word; }
        .scroll tbody th:first-child, .scroll thead th:first-child { position: sticky; left: 0; background: var(--card); }
        td.number, th.number { text-align: right; } td.number, tbody th.number, td.whole { white-space: nowrap; }
        tbody th.number:first-child { min-width: 3.4rem; }
        td.wrap, th.wrap { min-width: 9rem; max-width: 32rem; overflow-wrap: anywhere; }
        /* An interval is quieter than its number, and breaks first where a table is short of room. */
        td small, th small, .card small { display: block; color: var(--soft); font-weight: 400; font-size: 0.86em; white-space: normal; }
        tr.chosen th:first-child, tr.chosen th, tr.chosen td { background: var(--wash); }
        .badge { display: inline-block; border: 1px solid currentColor; border-radius: 99px; padding: 0 0.5rem; font-size: 0.76rem;
          font-weight: 600; white-space: nowrap; }
        .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
        details { margin: 0.6rem 0; } summary { cursor: pointer; padding: 0.3rem 0; font-weight: 600; }
        details > *:not(summary) { margin-left: 0; }
        .intervals { display: grid; grid-template-columns: minmax(7rem, 13rem) 1fr; gap: 0 0.8rem; align-items: center;
          margin: 0.8rem 0 0.4rem; }
        .intervals .name { font-size: 0.9rem; line-height: 1.25; padding: 0.25rem 0; }
        .intervals svg { display: block; width: 100%; height: 42px; overflow: visible; }
        .legend { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; color: var(--soft); font-size: 0.86rem; margin: 0.3rem 0 0.8rem;
          padding: 0; list-style: none; }
        .legend svg { width: 26px; height: 13px; vertical-align: -1px; margin-right: 0.35rem; overflow: visible; }
        svg text { fill: var(--soft); font: 11px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
          font-variant-numeric: tabular-nums; }
        .intervals svg text { font-size: 12px; }
        .grid { stroke: var(--hair); } .axis { stroke: var(--line); }
        .first { stroke: var(--first); } .second { stroke: var(--second); } .third { stroke: var(--third); }
        .fill-first { fill: var(--first); } .fill-second { fill: var(--second); } .fill-none { fill: var(--card); }
        .chance { stroke: var(--soft); stroke-dasharray: 2 3; } .majority { stroke: var(--soft); }
        .curve { fill: none; stroke-width: 2; stroke-linejoin: round; } .dashed { stroke-dasharray: 5 4; } .faint { stroke-width: 1;
          opacity: 0.28; }
        .multiples { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1rem;
          margin: 0.6rem 0 1rem; }
        figure { margin: 0; min-width: 0; } figure svg { display: block; width: 100%; height: auto; }
        .plot { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 0.6rem 0.7rem; }
        .wide { max-width: 46rem; } .wideplot { overflow-x: auto; } .wideplot svg { min-width: 36rem; }
        .wideplot:focus-visible { outline: 3px solid var(--first); outline-offset: 2px; }
        .confusions { display: flex; flex-wrap: wrap; gap: 0 1.6rem; align-items: flex-start; } .confusions > div { max-width: 100%; }
          .confusions .scroll { min-width: 0; }
        .confusion { width: auto; font-size: 0.82rem; } .confusion td { text-align: center; padding: 0.3rem 0.5rem; min-width: 3.4rem;
          background: rgb(var(--shade) / var(--share)); border: 1px solid var(--hair); line-height: 1.25; }
        .confusion td.total { background: none; font-weight: 600; }
        .confusion td.hit { outline: 2px solid var(--ink); outline-offset: -2px; } .confusion td small { color: inherit; }
        .confusion thead th { text-align: center; } .confusion th { padding: 0.3rem 0.45rem; }
        .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(45%, 9.5rem), 1fr)); gap: 0.9rem;
          margin: 0.6rem 0 1rem; }
        .pictures img { width: 100%; height: auto; display: block; border-radius: 4px; image-rendering: pixelated; aspect-ratio: 1;
          object-fit: fill; background: var(--wash); }
        .pictures figcaption { line-height: 1.3; padding-top: 0.3rem; } .pictures strong { color: var(--ink); display: block; }
        .missing { aspect-ratio: 1; border: 1px dashed var(--line); border-radius: 4px; display: grid; place-items: center;
          color: var(--soft); font-size: 0.85rem; }
        dl.facts { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: 0.25rem 1.2rem; margin: 0.6rem 0 1rem; }
        dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; min-width: 0; }
        footer { color: var(--soft); font-size: 0.86rem; padding-top: 1.2rem; padding-bottom: 3rem; border-top: 1px solid var(--line);
          margin-top: 2rem; }
        @media (max-width: 40rem) {
          .gap { grid-template: "name value" auto "line line" auto / 1fr auto; } .gap .value { white-space: normal; text-align: right; }
          .gaps { font-size: 0.88rem; } .gap.above { display: none; } .gap + .gap .name,
          .gap .value { padding-top: 0.5rem; } .gap svg { height: 1.6rem; }
          .intervals { grid-template-columns: 1fr; } .intervals .name { padding-bottom: 0; } .intervals svg { margin-bottom: 0.4rem; }
          dl.facts { grid-template-columns: 1fr; gap: 0; } dl.facts dd { margin-bottom: 0.5rem; } .intervals .blank { display: none; }
          section { padding-top: 1.6rem; } th, td { padding: 0.4rem 0.45rem; }
          .scroll tbody th:first-child, .scroll thead th:first-child { min-width: 6.4rem; max-width: 8.2rem;
            overflow-wrap: anywhere; } .scroll tbody th.number:first-child, .scroll thead th.number:first-child { min-width: 3.4rem; }
          .confusion thead th:not(:first-child) { writing-mode: vertical-rl; min-width: 0; padding: 0.3rem 0.1rem; text-align: right;
            vertical-align: bottom; }
          .scroll .confusion tbody th:first-child, .scroll .confusion thead th:first-child { min-width: 0; max-width: none;
            overflow-wrap: normal; padding: 0.25rem 0.3rem; font-size: 0.74rem; }
          .confusion td { min-width: 1.85rem; padding: 0.25rem 0.05rem; font-size: 0.74rem; } .confusion td small { font-size: 0.74rem; } }
        @page { margin: 13mm 12mm; }
        @media print {
          :root { --page: #fff; --card: #fff; --wash: #f6f6f6; --ink: #000; --soft: #444; --line: #bbb; --hair: #ddd; --link: #0b5a92;
            --first: #0072b2; --second: #b34a00; --third: #00775a; --shade: 79 154 214; --good: #00664d; --warn: #8a4b00; --bad: #a3242b; }
          html { font-size: 9pt; } h1 { font-size: 2rem; } .lead { font-size: 1.1rem; }
          main, header, footer { max-width: none; padding: 0; } nav, .links { display: none; } section { padding-top: 1.2rem; }
          .gap { grid-template-columns: 13rem minmax(0, 1fr) 12rem; } .intervals svg text, .gap svg text { font-size: 8pt; }
          .multiples { grid-template-columns: repeat(3, minmax(0, 1fr)); }
          .scroll { overflow: visible; border: 0; background: none; width: auto; min-width: 0; }
          .scroll tbody th:first-child, .scroll thead th:first-child { position: static; background: none; }
          caption { padding-left: 4pt; } caption span { position: static; max-width: none; } caption span::after { display: none; }
          table { font-size: 7.5pt; } th, td { padding: 2pt 4pt; } thead th, tbody th:first-child { min-width: 0; }
          td.wrap, th.wrap { min-width: 6.5rem; } .confusion td { min-width: 0; } .confusion thead th:not(:last-child), tbody th {
            overflow-wrap: anywhere; } pre { white-space: pre-wrap; overflow-wrap: anywhere; }
          .wideplot { overflow: visible; } .wideplot svg { min-width: 0; } p, li { break-inside: avoid; }
          h1, h2, h3, h4, caption, thead, dt, summary, .legend, p:has(+ div, + figure, + ul, + dl) { break-after: avoid; }
          tr, thead, figure, .card, .alarm, .intervals, .gaps, .multiples > *, .whole, .planes > *, .confusions > *, .plotframe, .cards > p,
            .pills, .legend, .scroll:not(:has(tr:nth-child(12))) { break-inside: avoid; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
        """;
}
