using Deque.AxeCore.Playwright;
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
        page.PageError += (_, error) => Note(error);
        page.Console += (_, message) =>
        {
            // A "no" of the desk is told by the browser as well, and is none of its faults.
            if (
                message.Type == "error"
                && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            )
                Note(message.Text);
        };
        return page;
    }

    /// <summary>Keeps a picture beside the results of the tests, for people to look at.</summary>
    public static Task KeepAsync(IPage page, string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "pictures");
        Directory.CreateDirectory(folder);
        return page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    /// <summary>Fails for whatever keeps somebody out of a page: what axe-core finds serious or critical.</summary>
    public static async Task CheckAsync(IPage page, string what)
    {
        var found = await page.RunAxe();
        var serious = found.Violations.Where(violation => violation.Impact is "serious" or "critical");
        Assert.Empty(
            serious.Select(violation =>
                $"{what}: {violation.Id}: {string.Join("; ", violation.Nodes.Select(node => $"{node.Target} {node.Any.FirstOrDefault()?.Message}"))}"
            )
        );
    }

    /// <summary>Fails for a page that is wider than the screen.</summary>
    public static async Task FitsAsync(IPage page) =>
        Assert.True(
            await page.EvaluateAsync<bool>(
                "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            )
        );

    private void Note(string fault)
    {
        lock (faults)
            faults.Add(fault);
    }
}
