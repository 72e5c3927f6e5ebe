using SupportKit.Tests.Shared;

namespace SupportKit.Cli.Tests;

/// <summary>The page of a simulation in Chromium: in both color schemes, on a desk and on a telephone.</summary>
[Trait("Category", "Long")]
public sealed class SimulationPageTests(StudioBrowser browser) : IClassFixture<StudioBrowser>, IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task It_fits_is_legible_and_breaks_no_rule_of_its_own(int width, bool isDark)
    {
        var run = ToolRun.Of(
            "simulate",
            Example("support-next.json"),
            "--against",
            Example("support.json"),
            "--log",
            Example("requests.csv"),
            "--map",
            Example("requests.map.json"),
            "--html",
            folder.PathOf("page.html")
        );
        Assert.Equal("", run.Error);

        var page = await browser.OpenAsync(new Uri(folder.PathOf("page.html")), width, isDark);

        await PageChecks.KeepAsync(page, $"simulation-{width}-{(isDark ? "dark" : "light")}");
        await PageChecks.FitsAsync(page, $"a page {width} pixels wide");
        await PageChecks.CheckAsync(page, "the page of a simulation");
        Assert.Equal(6, await page.Locator("svg[role=img]").CountAsync());
        Assert.Empty(browser.Faults);
    }

    private static string Example(string name) => Path.Combine(Samples.Root, "docs", "examples", name);
}
