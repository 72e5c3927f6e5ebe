using System.Runtime.CompilerServices;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SupportKit.Tests.Shared;

/// <summary>What holds of each page that people meet, and pictures of them.</summary>
internal static class PageChecks
{
    /// <summary>Is told of each error of a page's scripts. A "no" of the server is told by the browser as well, and is none of its faults.</summary>
    public static void Watch(IPage page, Action<string> note)
    {
        page.PageError += (_, error) => note(error);
        page.Console += (_, message) =>
        {
            if (
                message.Type == "error"
                && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            )
                note(message.Text);
        };
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
    public static async Task FitsAsync(IPage page, [CallerArgumentExpression(nameof(page))] string what = "") =>
        Assert.True(
            await page.EvaluateAsync<bool>(
                "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            ),
            $"{what} is wider than the screen."
        );
}
