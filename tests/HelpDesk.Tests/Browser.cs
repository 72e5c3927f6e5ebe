using Microsoft.Playwright;
using SupportKit.Tests.Shared;

namespace HelpDesk.Tests;

/// <summary>Debian's Chromium, driven by Playwright, before the sample on a port of its own. It keeps to loopback.</summary>
public class Browser : IAsyncLifetime
{
    private HelpDeskFixture host = null!;
    private readonly string policy;
    private readonly List<string> faults = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public Browser()
        : this("digibee") { }

    internal Browser(string policy) => this.policy = policy;

    /// <summary>What a page has complained of: errors of scripts, and what its content security policy refused.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (faults)
                return [.. faults];
        }
    }

    public HelpDeskFixture Host => host;

    /// <summary>The sample policy that the desk runs on.</summary>
    protected virtual string PolicyName => policy;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        host = new HelpDeskFixture(PolicyName);
        host.UseKestrel(0);
        host.StartServer();
        using var http = host.CreateClient();
        Address = http.BaseAddress!;
        if (Component.Find("chromium") is not { } chromium)
        {
            Component.Missing("Chromium", "apt-get install chromium");
            return;
        }
        // As patient as with pages: the machine may have other things to do.
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] }
        );
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        await host.DisposeAsync();
    }

    /// <summary>A page of a browser of its own, with its own cookies, in which somebody is signed in; null where there is no Chromium.</summary>
    public async Task<IPage?> OpenAsync(string? person, Action<BrowserNewContextOptions>? configure = null)
    {
        if (browser is null)
            return null;
        var options = new BrowserNewContextOptions
        {
            BaseURL = Address.AbsoluteUri,
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
            ViewportSize = new() { Width = 1280, Height = 800 },
        };
        configure?.Invoke(options);
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        if (person is not null)
            await context.APIRequest.PostAsync($"/demo/sign-in/{person}");
        var page = await context.NewPageAsync();
        PageChecks.Watch(page, Note);
        return page;
    }

    private void Note(string fault)
    {
        lock (faults)
            faults.Add(fault);
    }
}
