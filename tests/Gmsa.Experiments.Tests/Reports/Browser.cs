using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;

namespace Gmsa.Experiments.Tests.Reports;

/// <summary>
/// What Chromium and axe-core see in a page, at the widths of a phone and a desk, light and dark; skips the test where either is absent.
/// </summary>
internal static class Browser
{
    private const string Axe = "axe-core@4.14.1";

    /// <summary>The page in one width and one theme.</summary>
    /// <param name="Frame">"390 light" and the like.</param>
    /// <param name="Theme">What the page's media queries see.</param>
    /// <param name="Shown">The width that there is, without a scroll bar.</param>
    /// <param name="Taken">The width that the page takes; where it is more, the whole page scrolls sideways.</param>
    /// <param name="Violations">What axe-core finds with every fold open.</param>
    public sealed record Sight(string Frame, string Theme, int Shown, int Taken, Violation[] Violations);

    /// <param name="Impact">minor, moderate, serious or critical.</param>
    /// <param name="Where">The selector of the first such element, and what is wrong with it.</param>
    public sealed record Violation(string Id, string Impact, string Where);

    /// <param name="Errors">Of the console; one is a script that the page's policy does not allow.</param>
    public sealed record Look(IReadOnlyList<Sight> Sights, IReadOnlyList<string> Errors)
    {
        /// <summary>All that a reader could not bear, in words.</summary>
        public IEnumerable<string> Complaints =>
        [
            .. Errors,
            .. Sights.Where(s => !s.Frame.EndsWith(s.Theme, StringComparison.Ordinal)).Select(s => $"{s.Frame}: shown {s.Theme}"),
            .. Sights.Where(s => s.Taken > s.Shown).Select(s => $"{s.Frame}: {s.Taken} px wide where there are {s.Shown}"),
            .. from s in Sights
               from v in s.Violations
               where v.Impact is "serious" or "critical"
               select $"{s.Frame}: {v.Id} ({v.Impact}): {v.Where}",
        ];
    }

    /// <param name="everywhere">False lets axe-core look at the narrow dark page and the wide light one alone: colours hang on the theme
    /// and room on the width, and it takes seconds a page.</param>
    public static async Task<Look> See(string html, bool everywhere = false)
    {
        var (lines, errors) = await Open(html, await AxeSource(),
            Posted((everywhere ? "const everywhere = true;" : "const everywhere = false;") + Judged));
        return new([.. lines.Select(l => JsonSerializer.Deserialize<Sight>(l, JsonSerializerOptions.Web)!)
            .OrderBy(s => s.Frame, StringComparer.Ordinal)], errors);
    }

    /// <summary>What a script answers that runs in the page once it is there, in every frame.</summary>
    /// <param name="script">The body of a function that returns one line of text.</param>
    public static async Task<IReadOnlyList<string>> Ask(string html, string script) => (await Open(html, Posted(script))).Lines;

    private static async Task<(IReadOnlyList<string> Lines, IReadOnlyList<string> Errors)> Open(string html, params string[] scripts)
    {
        var chromium = OnPath("chromium", "chromium-browser", "google-chrome");
        Assert.SkipWhen(chromium is null, "needs Chromium (Debian: apt-get install chromium)");
        var folder = Repository.TemporaryFolder();
        File.WriteAllText(Path.Combine(folder, "page.html"), WithScripts(html, scripts));
        File.WriteAllText(Path.Combine(folder, "frames.html"), Frames);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        // Virtual time runs on while nothing is at work, so that the budget only ends a page that never answers.
        var result = await CliWrap.Cli.Wrap(chromium!)
            .WithArguments(["--headless", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000",
                "--enable-logging=stderr", "--virtual-time-budget=600000", $"--user-data-dir={folder}/profile", "--dump-dom",
                $"file://{folder}/frames.html"])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(limit.Token);
        Directory.Delete(folder, recursive: true);
        var lines = WebUtility.HtmlDecode(Regex.Match(result.StandardOutput, "<pre>(.*?)</pre>", RegexOptions.Singleline).Groups[1].Value)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length == 4, $"Chromium answered for {lines.Length} frames of 4:\n{result.StandardError}");
        return (lines, [.. result.StandardError.Split('\n').Where(l => l.Contains(":CONSOLE", StringComparison.Ordinal))]);
    }

    // Chromium has a least width for windows, frames have none; a frame's theme is the colour scheme of its element.
    private const string Frames = """
        <!DOCTYPE html><html lang="en"><title>Frames</title><body><pre></pre><script>
        addEventListener('message', function (event) { document.querySelector('pre').append(event.data + '\n'); });
        for (const width of [390, 1280]) for (const theme of ['light', 'dark']) {
          const frame = document.createElement('iframe');
          frame.style = 'border: 0; height: 900px; width: ' + width + 'px; color-scheme: ' + theme;
          frame.src = 'page.html#' + width + ' ' + theme;
          document.body.append(frame);
        }
        </script></body></html>
        """;

    private const string Judged = """

          const root = document.documentElement;
          const seen = { frame: decodeURIComponent(location.hash.slice(1)), shown: root.clientWidth, taken: root.scrollWidth,
            theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light' };
          seen.violations = [];
          if (!everywhere && !['390 dark', '1280 light'].includes(seen.frame)) return JSON.stringify(seen);
          document.querySelectorAll('details').forEach(function (details) { details.open = true; });
          const found = await axe.run(document, { resultTypes: ['violations'] });
          seen.violations = found.violations.map(function (v) {
            return { id: v.id, impact: v.impact, where: v.nodes[0].target.join(' ') + ': ' + v.nodes[0].failureSummary };
          });
          return JSON.stringify(seen);
        """;

    private static string Posted(string script) =>
        $"addEventListener('load', async function () {{ parent.postMessage(await (async function () {{ {script.ReplaceLineEndings("\n")} "
            + $"}})(), '*'); }});";

    /// <summary>The page with more scripts, and its policy with their hashes: what it does not allow itself stays forbidden.</summary>
    private static string WithScripts(string html, params string[] scripts)
    {
        var hashes = string.Concat(scripts.Select(s => $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s)))}'"));
        var policy = html.Contains("script-src", StringComparison.Ordinal)
            ? html.Replace("script-src", "script-src" + hashes, StringComparison.Ordinal)
            : html.Replace("style-src 'unsafe-inline'", $"style-src 'unsafe-inline'; script-src{hashes}", StringComparison.Ordinal);
        return policy.Replace("</head>", string.Concat(scripts.Select(s => $"<script>{s}</script>")) + "</head>", StringComparison.Ordinal);
    }

    /// <summary>axe-core from npm, once a machine.</summary>
    private static async Task<string> AxeSource()
    {
        var kept = Path.Combine(Path.GetTempPath(), $"gmsa-{Environment.UserName}-{Axe.Replace('@', '-')}.js");
        if (File.Exists(kept)) return File.ReadAllText(kept);
        Assert.SkipWhen(OnPath("npm") is null, "needs npm (Debian: apt-get install npm) to fetch axe-core");
        var folder = Repository.TemporaryFolder();
        var packed = await CliWrap.Cli.Wrap(OnPath("npm")!)
            .WithArguments(["pack", Axe, "--fetch-retries=0", "--fetch-timeout=30000", "--pack-destination", folder])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(packed.IsSuccess,
            $"needs {Axe} from the npm registry, which can't be reached: {packed.StandardError.Split('\n')[0]}");
        await using (var file = new GZipStream(File.OpenRead(Directory.GetFiles(folder, "*.tgz").Single()), CompressionMode.Decompress))
            TarFile.ExtractToDirectory(file, folder, overwriteFiles: true);
        File.Move(Path.Combine(folder, "package", "axe.min.js"), kept, overwrite: true);
        Directory.Delete(folder, recursive: true);
        return File.ReadAllText(kept);
    }

    private static string? OnPath(params string[] programs) => (
        from program in programs
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        let file = Path.Combine(folder, program)
        where File.Exists(file)
        select file).FirstOrDefault();
}
