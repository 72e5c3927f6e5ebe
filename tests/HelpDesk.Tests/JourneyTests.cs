using Microsoft.Playwright;
using SupportKit.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.Tests;

/// <summary>What customers and agents do, in a real browser, from the widget to the console and back.</summary>
[Trait("Category", "Long")]
public sealed class JourneyTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_customer_asks_an_agent_answers_and_the_customer_sees_it_at_once()
    {
        if (await browser.OpenAsync("tomas") is not { } customer || await browser.OpenAsync("bia") is not { } agent)
            return;
        await AskAsync(customer, "Where are my logs?");
        await customer.GetByRole(AriaRole.Button, new() { Name = "See your request" }).ClickAsync();
        await Expect(customer.GetByText("I cannot find them.")).ToBeVisibleAsync();

        await agent.GotoAsync("/support/console");
        await agent.GetByRole(AriaRole.Button, new() { Name = "All open" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("Where are my logs") }).ClickAsync();
        await agent
            .GetByLabel("Reply", new() { Exact = true })
            .And(agent.Locator("textarea"))
            .FillAsync("They are under History.");
        await agent.Keyboard.PressAsync("Control+Enter");
        await Expect(agent.Locator(".bubble.desk:not(.waiting)")).ToContainTextAsync("They are under History.");
        // The list beside it says so, too, a moment later.
        await Expect(agent.Locator(".row[aria-current=true]")).ToContainTextAsync("answered");
        // What one wrote oneself is no news.
        await Expect(agent.GetByText("Something new was written.")).ToHaveCountAsync(0);
        await PageChecks.KeepAsync(agent, "console");

        // Nobody has reloaded the customer's page.
        await Expect(customer.GetByText("They are under History.")).ToBeVisibleAsync();
        await PageChecks.KeepAsync(customer, "conversation");
        Assert.Empty(browser.Faults);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task No_page_keeps_anybody_out(string scheme)
    {
        var looks = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light;
        if (await browser.OpenAsync("tomas", options => options.ColorScheme = looks) is not { } page)
            return;
        await page.GotoAsync("/");
        await PageChecks.CheckAsync(page, "the product");
        await OpenWidgetAsync(page);
        await PageChecks.CheckAsync(page, "the list of the widget");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for help" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Incident" }).ClickAsync();
        await Expect(page.GetByLabel("In a few words")).ToBeVisibleAsync();
        await PageChecks.CheckAsync(page, "the form");

        await AskAsync(page, $"Colors {scheme}");
        await PageChecks.CheckAsync(page, "what was sent");
        await page.GetByRole(AriaRole.Button, new() { Name = "See your request" }).ClickAsync();
        await Expect(page.GetByText("I cannot find them.")).ToBeVisibleAsync();
        await PageChecks.CheckAsync(page, "the conversation");

        var agent = (await browser.OpenAsync("dora", options => options.ColorScheme = looks))!;
        await agent.GotoAsync("/support/console");
        await agent.GetByRole(AriaRole.Button, new() { Name = "All open" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new($"Colors {scheme}") }).ClickAsync();
        await Expect(agent.GetByRole(AriaRole.Heading, new() { Name = "Promises" })).ToBeVisibleAsync();
        await PageChecks.CheckAsync(agent, "the console");
    }

    [Fact]
    public async Task On_a_phone_nothing_is_wider_than_the_screen_and_everything_is_reached()
    {
        static void Phone(BrowserNewContextOptions options)
        {
            options.ViewportSize = new() { Width = 390, Height = 780 };
            options.HasTouch = true;
        }
        if (await browser.OpenAsync("tomas", Phone) is not { } customer)
            return;
        await AskAsync(customer, "On the train");
        await PageChecks.FitsAsync(customer);
        await PageChecks.KeepAsync(customer, "phone-sent");

        var agent = (await browser.OpenAsync("bia", Phone))!;
        await agent.GotoAsync("/support/console");
        await agent.GetByRole(AriaRole.Button, new() { Name = "All open" }).ClickAsync();
        await PageChecks.FitsAsync(agent);
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("On the train") }).ClickAsync();
        await Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Send" })).ToBeVisibleAsync();
        await PageChecks.FitsAsync(agent);
        await agent.GetByRole(AriaRole.Button, new() { Name = "Back to the list" }).ClickAsync();
        await Expect(agent.GetByRole(AriaRole.Button, new() { NameRegex = new("On the train") })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_lost_network_loses_no_words_and_sends_nothing_twice()
    {
        if (await browser.OpenAsync("tomas") is not { } page)
            return;
        await FormAsync(page, "Offline for a while");
        await page.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.GetByText("You seem to be offline.")).ToBeVisibleAsync();

        // The page is gone, and with it all that it knew.
        await page.Context.SetOfflineAsync(false);
        await OpenWidgetAsync(page, reload: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for help" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on with what you began" }).ClickAsync();
        await Expect(page.GetByLabel("In a few words")).ToHaveValueAsync("Offline for a while");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "We have your request" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "To all your requests" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("Offline for a while") }))
            .ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        if (await browser.OpenAsync("tomas") is not { } page)
            return;
        await AskAsync(page, "By keys");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Help", Exact = true })).ToBeFocusedAsync();

        var agent = (await browser.OpenAsync("bia"))!;
        await agent.GotoAsync("/support/console");
        await Expect(agent.GetByRole(AriaRole.Button, new() { NameRegex = new("By keys") })).ToBeVisibleAsync();
        await agent.Keyboard.PressAsync("/");
        await agent.Keyboard.TypeAsync("By keys");
        await Expect(agent.Locator(".row")).ToHaveCountAsync(1);
        await agent.Keyboard.PressAsync("Tab"); // to the button beside the search
        await agent.Keyboard.PressAsync("j");
        await agent.Keyboard.PressAsync("Enter");
        await Expect(agent.GetByRole(AriaRole.Heading, new() { Name = "By keys" })).ToBeVisibleAsync();
        await agent.Keyboard.PressAsync("n");
        await agent.Keyboard.TypeAsync("Looked into it.");
        await agent.Keyboard.PressAsync("Control+Enter");
        await Expect(agent.Locator(".bubble.note:not(.waiting)")).ToContainTextAsync("Looked into it.");
    }

    [Fact]
    public async Task The_widget_costs_a_page_little_before_it_is_opened_and_after()
    {
        if (await browser.OpenAsync("tomas") is not { } page)
            return;
        var loaded = new List<Task<int>>();
        page.Response += (_, response) =>
        {
            if (
                response.Url.EndsWith(".js", StringComparison.Ordinal)
                && response.Url.Contains("/support/", StringComparison.Ordinal)
            )
                loaded.Add(SizeAsync(response));
        };
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Help", Exact = true })).ToBeVisibleAsync();
        Assert.InRange((await Task.WhenAll(loaded)).Sum(), 500, 12_000);
        await OpenWidgetAsync(page);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ask for help" })).ToBeVisibleAsync();

        Assert.InRange((await Task.WhenAll(loaded)).Sum(), 5_000, 35_000);
        var shift = await page.EvaluateAsync<double>(
            "() => new Promise(done => { let all = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) all += one.value; }).observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(all), 200); })"
        );
        Assert.InRange(shift, 0, 0.1);

        static async Task<int> SizeAsync(IResponse response)
        {
            Assert.Equal("br", await response.HeaderValueAsync("content-encoding"));
            return int.Parse((await response.HeaderValueAsync("content-length"))!);
        }
    }

    private static async Task OpenWidgetAsync(IPage page, bool reload = false)
    {
        if (reload || !page.Url.EndsWith('/'))
            await page.GotoAsync("/");
        if (!await page.GetByRole(AriaRole.Dialog).IsVisibleAsync())
            await page.GetByRole(AriaRole.Button, new() { Name = "Help", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ask for help" })).ToBeVisibleAsync();
    }

    private static async Task FormAsync(IPage page, string title)
    {
        await OpenWidgetAsync(page, reload: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for help" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Question on the platform" }).ClickAsync();
        await page.GetByLabel("In a few words").FillAsync(title);
        await page.GetByLabel("What happens?").FillAsync("I cannot find them.");
    }

    private static async Task AskAsync(IPage page, string title)
    {
        await FormAsync(page, title);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "We have your request" })).ToBeVisibleAsync();
    }
}
