using Microsoft.Playwright;
using SupportKit.Tests.Shared;

namespace SupportKit.Cli.Tests;

/// <summary>Debian's Chromium, driven by Playwright, for pages of studio. It keeps to loopback.</summary>
public sealed class StudioBrowser : IAsyncLifetime
{
    private readonly List<string> faults = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>What pages have complained of: errors of scripts, and what their content security policy refused.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (faults)
                return [.. faults];
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Component.Find("chromium") is not { } chromium)
            return;
        Assertions.SetDefaultExpectTimeout(15_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>The page of a studio, in a browser of its own; the test is skipped where there is no Chromium.</summary>
    internal async Task<IPage> OpenAsync(StudioHost host, int width = 1440, bool isDark = false)
    {
        var page = await OpenAsync(host.Server.Address, width, isDark);
        await Assertions.Expect(page.Locator(".verdict")).Not.ToBeEmptyAsync();
        return page;
    }

    /// <summary>A page, of a file for example, in a browser of its own; the test is skipped where there is no Chromium.</summary>
    internal async Task<IPage> OpenAsync(Uri address, int width, bool isDark)
    {
        if (browser is null)
            Component.Missing("Chromium", "apt-get install chromium");
        var context = await browser!.NewContextAsync(
            new()
            {
                Locale = "en-GB",
                TimezoneId = "America/New_York",
                ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new() { Width = width, Height = width < 500 ? 844 : 900 },
            }
        );
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        PageChecks.Watch(page, Note);
        await page.GotoAsync(address.AbsoluteUri);
        return page;
    }

    private void Note(string fault)
    {
        lock (faults)
            faults.Add(fault);
    }
}
