using System.Diagnostics;
using System.Net.Http.Json;
using SupportKit.Tests.Shared;

namespace HelpDesk.Tests;

/// <summary>The page as a person sees it, in a real browser.</summary>
[Trait("Category", "Long")]
public sealed class PageTests : IDisposable
{
    private readonly HelpDeskFixture host = new();

    public PageTests() => host.UseKestrel(0);

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task The_page_shows_the_tickets_with_their_promises()
    {
        if (Component.Find("chromium") is not { } chromium)
        {
            Component.Missing("Chromium", "apt-get install chromium");
            return;
        }
        host.StartServer();
        using var http = host.CreateClient();
        using var response = await http.PostAsJsonAsync(
            "/api/tickets",
            new NewTicket("ana", "question", "platform", "How to <page>?", "Please.", SignedIn: true)
        );
        response.EnsureSuccessStatusCode();

        var dom = await DumpAsync(chromium, http.BaseAddress!);

        Assert.Contains("How to &lt;page&gt;?", dom);
        Assert.Contains("first-response: Running, 1bd in office, due 2026-03-03 12:00", dom);
        Assert.Contains("Recebemos a sua solicitação", dom);
    }

    /// <summary>The document after its scripts have run. The browser keeps to loopback and ends by itself.</summary>
    private static async Task<string> DumpAsync(string chromium, Uri page)
    {
        var profile = Directory.CreateTempSubdirectory("helpdesk-page-");
        try
        {
            var start = new ProcessStartInfo(chromium) { RedirectStandardOutput = true, RedirectStandardError = true };
            string[] arguments =
            [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--virtual-time-budget=5000",
                $"--user-data-dir={profile.FullName}",
                "--dump-dom",
                page.AbsoluteUri,
            ];
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
            using var browser = Process.Start(start)!;
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var errors = browser.StandardError.ReadToEndAsync(patience.Token);
            var dom = await browser.StandardOutput.ReadToEndAsync(patience.Token);
            await browser.WaitForExitAsync(patience.Token);
            await errors;
            return dom;
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }
}
