namespace Gmsa.Experiments.Reports;

/// <summary>
/// What makes the tables of <see cref="Tables.Sortable"/> sort by the heading that is pressed, and filters their rows. Without it they are
/// tables like any other.
/// </summary>
internal static class TableScript
{
    public const string Css = """

        .filter { display: none; } .live .filter { display: block; max-width: none; }
        .filter input { font: inherit; padding: 0.35rem 0.6rem; width: min(22rem, 100%); border: 1px solid var(--soft); border-radius: 6px;
          background: var(--card); color: var(--ink); } .filter input::placeholder { color: var(--soft); opacity: 1; }
        .filter output { color: var(--soft); font-size: 0.89rem; }
        .sortable button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit;
          text-decoration: underline dotted; text-underline-offset: 0.25em; }
        .sortable button:hover { color: var(--ink); text-decoration-style: solid; }
        .sortable button:focus-visible, .filter input:focus-visible { outline: 3px solid var(--first); outline-offset: 2px; }
        th[aria-sort] button { color: var(--ink); } th[aria-sort="ascending"] button::after { content: "\a0↑" / ""; }
        th[aria-sort="descending"] button::after { content: "\a0↓" / ""; }
        @media print { .live .filter { display: none; } .sortable button { display: contents; } th[aria-sort] button::after {
          display: none; } }
        """;

    /// <summary>No &lt; and no &amp; in it, since pages are XML too.</summary>
    public static readonly string Source = """
        (function () {
          'use strict';
          const root = document.documentElement;
          // Numbers, then words; a dash, and a cell over several columns, comes last whichever way the others go.
          const key = function (row, column) {
            const cell = row.cells[column];
            const text = !cell || cell.colSpan > 1 ? '' : cell.dataset.value || cell.textContent.trim();
            if (text === '' || text === '–') return { rank: 2 };
            const number = Number(text.replace('−', '-').replace(/,/g, ''));
            return isNaN(number) ? { rank: 1, text: text } : { rank: 0, number: number };
          };
          const order = function (a, b) {
            return a.rank === 0 ? a.number - b.number : a.rank === 1 ? a.text.localeCompare(b.text, 'en', { numeric: true }) : 0;
          };
          document.querySelectorAll('.sortable').forEach(function (part) {
            const body = part.querySelector('tbody'), rows = Array.from(body.rows);
            const headings = Array.from(part.querySelectorAll('thead th'));
            headings.forEach(function (heading, column) {
              const button = document.createElement('button');
              button.type = 'button';
              button.append(...heading.childNodes);
              heading.append(button);
              button.addEventListener('click', function () {
                const sign = heading.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
                headings.forEach(function (other) { other.removeAttribute('aria-sort'); });
                heading.setAttribute('aria-sort', sign === 1 ? 'ascending' : 'descending');
                const keyed = rows.map(function (row) { return { row: row, key: key(row, column) }; });
                keyed.sort(function (a, b) { return a.key.rank - b.key.rank || sign * order(a.key, b.key); });
                body.append(...keyed.map(function (k) { return k.row; }));
              });
            });
            const filter = part.querySelector('.filter input'), count = part.querySelector('.filter output');
            if (filter) filter.addEventListener('input', function () {
              const wanted = filter.value.trim().toLowerCase();
              rows.forEach(function (row) { row.hidden = !row.textContent.toLowerCase().includes(wanted); });
              count.textContent = rows.filter(function (row) { return !row.hidden; }).length + ' of ' + rows.length + ' rows';
            });
          });
          root.classList.add('live');
        })();
        """.ReplaceLineEndings("\n");
}
