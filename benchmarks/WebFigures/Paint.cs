using Microsoft.Playwright;
using SupportKit.Tests.Shared;

namespace SupportKit.WebFigures;

/// <summary>When somebody sees something of the console, in Debian's Chromium over loopback.</summary>
/// <param name="First">The first contentful paint, in milliseconds after the address was asked for.</param>
/// <param name="List">When the first ticket of the list was there.</param>
/// <param name="Blocked">How long scripts kept the page from answering: of each task that took longer than 50 ms, what it took beyond.</param>
internal sealed record Paint(double First, double List, double Blocked)
{
    public const int Times = 11;

    private const string Watch = """
        window.blocked = 0;
        new PerformanceObserver((list) => { for (const one of list.getEntries()) window.blocked += one.duration - 50; }).observe({ type: 'longtask', buffered: true });
        """;

    /// <summary>The medians of several visits, each of a browser that has seen nothing of the desk; null where there is no Chromium.</summary>
    public static async Task<Paint?> MeasureAsync(MeasuredHost host)
    {
        if (Component.Find("chromium") is not { } chromium)
            return null;
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] }
        );
        var visits = new List<Paint>();
        for (var i = 0; i < Times + 1; i++)
        {
            var visit = await VisitAsync(browser, host);
            if (i > 0)
                visits.Add(visit); // the first also waits for the browser itself
        }
        return new Paint(Median(one => one.First), Median(one => one.List), Median(one => one.Blocked));

        double Median(Func<Paint, double> of) => visits.Select(of).Order().ElementAt(visits.Count / 2);
    }

    private static async Task<Paint> VisitAsync(IBrowser browser, MeasuredHost host)
    {
        await using var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = host.Address.AbsoluteUri,
                ExtraHTTPHeaders = [new(MeasuredHost.Header, "bo")],
                ViewportSize = new() { Width = 1280, Height = 800 },
            }
        );
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync("/support/console");
        await page.Locator(".row").First.WaitForAsync();
        var list = await page.EvaluateAsync<double>("() => performance.now()");
        var first = await page.EvaluateAsync<double>(
            "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
        );
        return new Paint(first, list, await page.EvaluateAsync<double>("() => window.blocked"));
    }
}
