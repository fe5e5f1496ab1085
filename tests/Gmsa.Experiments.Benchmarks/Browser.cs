using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>A page in headless Chromium, driven by the DevTools protocol.</summary>
internal sealed class Browser : IDisposable
{
    private readonly Process process;
    private readonly ClientWebSocket socket = new();
    private int calls;

    private Browser(Process process) => this.process = process;

    /// <summary>Null where there is no chromium.</summary>
    public static async Task<Browser?> Open(string profile)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("chromium", ["--headless", "--no-sandbox", "--disable-gpu",
                "--window-size=1280,900", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"])
            { RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        var browser = new Browser(process);
        string? line;
        while ((line = await process.StandardError.ReadLineAsync()) is not null
            && !line.StartsWith("DevTools listening on ", StringComparison.Ordinal)) { }
        var port = new Uri(line?.Split(' ')[^1] ?? throw new InvalidOperationException("chromium ended before it listened")).Port;
        _ = process.StandardError.ReadToEndAsync(); // a full pipe would stop it
        using var http = new HttpClient();
        var pages = JsonNode.Parse(await http.GetStringAsync(FormattableString.Invariant($"http://127.0.0.1:{port}/json/list")))!.AsArray();
        await browser.socket.ConnectAsync(new((string)pages.First(p => (string?)p!["type"] == "page")!["webSocketDebuggerUrl"]!),
            CancellationToken.None);
        return browser;
    }

    /// <summary>Opens a file and gives what an expression (a promise) comes to there.</summary>
    public async Task<string> Evaluate(string file, string expression)
    {
        await Call("Page.enable", []);
        await Call("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri });
        while ((string?)(await Receive())["method"] != "Page.loadEventFired") { }
        var answer = await Call("Runtime.evaluate",
            new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        return (string?)answer["result"]?["value"] ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    public void Dispose()
    {
        socket.Dispose();
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private async Task<JsonObject> Call(string method, JsonObject parameters)
    {
        var id = ++calls;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true,
            CancellationToken.None);
        while (true)
            if (await Receive() is var answer && (int?)answer["id"] == id)
                return answer["result"] as JsonObject ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    private async Task<JsonObject> Receive()
    {
        var (whole, buffer) = (new MemoryStream(), new byte[1 << 16]);
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            whole.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(whole.ToArray())!.AsObject();
    }
}
