using Microsoft.Playwright;
using SupportKit.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.Tests;

/// <summary>What agents do again and again in the console, in a real browser: a search that is kept, and an answer that is written already.</summary>
[Trait("Category", "Long")]
public sealed class AgentJourneyTests(AgentJourneyTests.Osortoo browser) : IClassFixture<AgentJourneyTests.Osortoo>
{
    public sealed class Osortoo : Browser
    {
        protected override string PolicyName => "osortoo";
    }

    [Fact]
    public async Task A_search_is_kept_and_is_there_after_a_reload_until_it_is_forgotten()
    {
        if (await browser.OpenAsync("tomas") is not { } customer)
            return;
        await PolicyJourneyTests.AskAsync(customer, "The zebra is gone", ["My account"]);
        var agent = (await browser.OpenAsync("bia"))!;
        await agent.GotoAsync("/support/console");
        await agent.GetByRole(AriaRole.Button, new() { Name = "All open" }).ClickAsync();
        await agent.GetByRole(AriaRole.Searchbox, new() { Name = "Search words, numbers" }).FillAsync("zebra");
        await agent.GetByRole(AriaRole.Button, new() { Name = "Save this search" }).ClickAsync();
        await Expect(agent.GetByText("“zebra” is saved in this browser.")).ToBeVisibleAsync();

        await agent.ReloadAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "zebra", Exact = true }).ClickAsync();
        await Expect(agent.Locator(".row")).ToHaveCountAsync(1);
        await Expect(agent.GetByRole(AriaRole.Button, new() { NameRegex = new("The zebra is gone") }))
            .ToBeVisibleAsync();
        await PageChecks.CheckAsync(agent, "a search that is kept");

        await agent.GetByRole(AriaRole.Button, new() { Name = "Forget “zebra”" }).ClickAsync();
        await agent.ReloadAsync();
        await Expect(agent.GetByRole(AriaRole.Button, new() { Name = "All open" })).ToBeVisibleAsync();
        await Expect(agent.GetByRole(AriaRole.Button, new() { Name = "zebra", Exact = true })).ToHaveCountAsync(0);
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task A_macro_that_acknowledges_reaches_the_person_and_leaves_the_answer_owed()
    {
        if (await browser.OpenAsync("tomas") is not { } customer)
            return;
        await PolicyJourneyTests.AskAsync(customer, "A complex subject", ["My account"]);
        var agent = (await browser.OpenAsync("bia"))!;
        await agent.GotoAsync("/support/console");
        await agent.GetByRole(AriaRole.Button, new() { Name = "All open" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("A complex subject") }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "Macros" }).ClickAsync();
        await PageChecks.CheckAsync(agent, "choosing a macro");
        await agent
            .GetByRole(AriaRole.Button, new() { NameRegex = new("^Acknowledge a complex subject") })
            .ClickAsync();
        await Expect(agent.Locator(".tab[aria-pressed=true]")).ToHaveTextAsync("Acknowledge");
        await agent.Keyboard.PressAsync("Control+Enter");

        await Expect(agent.Locator(".bubble.desk:not(.waiting)")).ToContainTextAsync("are analyzing it");
        await customer.GetByRole(AriaRole.Button, new() { Name = "See your request" }).ClickAsync();
        await Expect(customer.Locator("support-widget").GetByText("are analyzing it")).ToBeVisibleAsync();
        await PageChecks.CheckAsync(agent, "an acknowledgement");
        Assert.Empty(browser.Faults);
    }
}
