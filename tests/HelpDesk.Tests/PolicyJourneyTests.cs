using Microsoft.Playwright;
using NodaTime;
using SupportKit.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.Tests;

/// <summary>The way from the widget to an agent's answer and back under each sample policy, and what a single policy alone has.</summary>
[Trait("Category", "Long")]
public sealed class PolicyJourneyTests
{
    private static readonly string[] None = [];

    public static TheoryData<string, string[]> Policies =>
        new()
        {
            { "app-vendor", ["Something does not work"] },
            { "atlassian-cloud", ["Something does not work"] },
            { "capgo", ["Billing"] },
            { "digibee", ["Question on the platform"] },
            { "gitlab", Technical },
            { "goodbarber", ["Content", "Articles"] },
            { "heroku", ["A question"] },
            { "itil", None },
            { "osortoo", ["My account"] },
        };

    private static string[] Technical => ["A technical problem or question"];

    [Fact]
    public void Every_sample_policy_has_its_journey() =>
        Assert.Equal(
            Directory
                .GetFiles(Path.Combine(AppContext.BaseDirectory, "policies"), "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Where(name => !name.Contains('.', StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            Policies.Select(row => row.Data.Item1).Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task A_request_is_asked_answered_and_the_answer_is_seen(string policy, string[] categories)
    {
        await using var browser = new Browser(policy);
        await browser.InitializeAsync();
        if (await browser.OpenAsync("tomas") is not { } customer)
            return;
        await AskAsync(customer, $"How is it with {policy}?", categories);
        await PageChecks.KeepAsync(customer, $"policy-{policy}-sent");
        await customer.GetByRole(AriaRole.Button, new() { Name = "See your request" }).ClickAsync();
        await Expect(customer.Locator("support-widget").GetByText("I cannot find it.")).ToBeVisibleAsync();

        var agent = (await browser.OpenAsync("dora"))!;
        await AnswerAsync(agent, $"How is it with {policy}", "It is under History.");

        await Expect(customer.Locator("support-widget").GetByText("It is under History.")).ToBeVisibleAsync();
        // Who answers takes part, and is nobody with whom the customer shares anything.
        await Expect(customer.GetByText("Shared with")).ToBeHiddenAsync();
        await PageChecks.KeepAsync(customer, $"policy-{policy}-answered");
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task What_a_ticket_does_by_itself_is_told_before_and_done_after()
    {
        await using var browser = new Browser("gitlab");
        await browser.InitializeAsync();
        if (await browser.OpenAsync("tomas") is not { } customer)
            return;
        await AskAsync(customer, "A job that never starts", Technical);
        await customer.GetByRole(AriaRole.Button, new() { Name = "See your request" }).ClickAsync();
        var agent = (await browser.OpenAsync("dora"))!;
        await AnswerAsync(agent, "A job that never starts", "Which runner is it?");

        // Two weeks after the answer, on the day in the reader's own zone.
        var widget = customer.Locator("support-widget");
        await Expect(widget.GetByText("If nobody writes: Solved, Mon 16 Mar 2026")).ToBeVisibleAsync();
        await Expect(agent.Locator("dl").GetByText("If nobody writes")).ToBeVisibleAsync();
        await Expect(agent.Locator("dd").GetByText("solved, Mon 16 Mar 2026")).ToBeVisibleAsync();
        await PageChecks.CheckAsync(customer, "what the request does by itself");
        await PageChecks.KeepAsync(customer, "next-move-customer");
        await PageChecks.KeepAsync(agent, "next-move");

        browser.Host.Time.Advance(Duration.FromDays(14));
        await Expect(widget.Locator(".promise .state")).ToHaveTextAsync("Solved");
        await Expect(widget.GetByText("If nobody writes: Closed, Mon 23 Mar 2026")).ToBeVisibleAsync();
        await Expect(agent.Locator(".head .state").GetByText("solved")).ToBeVisibleAsync();
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task A_request_is_shared_read_and_carried_on_by_another_and_no_longer_when_that_ends()
    {
        await using var browser = new Browser("app-vendor");
        await browser.InitializeAsync();
        if (await browser.OpenAsync("tomas") is not { } owner)
            return;
        await AskAsync(owner, "Together we know more", ["Something does not work"]);
        await owner.GetByRole(AriaRole.Button, new() { Name = "See your request" }).ClickAsync();
        await owner.Locator("support-widget").GetByText("What else can be done").ClickAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "Share with somebody" }).ClickAsync();
        await owner.GetByLabel("Whom to share it with").FillAsync("guest");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Share with somebody" }).ClickAsync();
        await Expect(owner.Locator("support-widget").GetByText("Shared with")).ToBeVisibleAsync();
        await PageChecks.KeepAsync(owner, "shared");

        var other = (await browser.OpenAsync("guest"))!;
        await OpenAsync(other);
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Of others, for you to see" }))
            .ToBeVisibleAsync();
        await PageChecks.KeepAsync(other, "shared-list");
        await other
            .GetByRole(AriaRole.Button, new() { NameRegex = new("Together we know more.*of tomas") })
            .ClickAsync();
        // The policy has terms of use, which whoever writes has to accept.
        await other.GetByRole(AriaRole.Button, new() { Name = "Accept the terms" }).ClickAsync();
        await other.GetByLabel("Write on").FillAsync("I have seen it, too.");
        await other.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        // What one wrote oneself stands on one's own side, whoever asked.
        await Expect(other.Locator(".bubble.mine:not(.waiting)")).ToContainTextAsync("I have seen it, too.");
        await Expect(owner.Locator(".bubble.theirs").GetByText("I have seen it, too.")).ToBeVisibleAsync();

        await owner.GetByRole(AriaRole.Button, new() { Name = "No longer share with guest" }).ClickAsync();
        await Expect(owner.Locator("support-widget").GetByText("Shared with")).ToBeHiddenAsync();
        await OpenAsync(other);
        await Expect(other.Locator("support-widget").GetByText("You have not asked for anything yet."))
            .ToBeVisibleAsync();
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task Who_is_sent_elsewhere_is_told_so_while_writing()
    {
        await using var browser = new Browser("capgo");
        await browser.InitializeAsync();
        if (await browser.OpenAsync("tomas") is not { } page)
            return;
        await FormAsync(page, "My code does not run", ["Debugging my code"]);

        await Expect(page.GetByText("The community helps with debugging")).ToBeVisibleAsync();
        await PageChecks.KeepAsync(page, "elsewhere");
    }

    internal static async Task AskAsync(IPage page, string title, string[] categories)
    {
        await FormAsync(page, title, categories);
        await FillAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "We have your request" })).ToBeVisibleAsync();
    }

    internal static async Task FormAsync(IPage page, string title, string[] categories)
    {
        await OpenAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for help" }).ClickAsync();
        foreach (var category in categories)
            await page.GetByRole(AriaRole.Button, new() { Name = category, Exact = true }).ClickAsync();
        await page.GetByLabel("In a few words").FillAsync(title);
        await page.GetByLabel("What happens?").FillAsync("I cannot find it.");
    }

    internal static async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Help", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ask for help" })).ToBeVisibleAsync();
    }

    // Whatever the policy needs to know: what can be chosen that is least urgent, as policies name the most urgent first, and an address where
    // something is to be written.
    private static async Task FillAsync(IPage page)
    {
        foreach (var field in await page.Locator("support-widget .field [aria-required=true]").AllAsync())
            if (await field.EvaluateAsync<bool>("field => field.tagName === 'SELECT'"))
                await field.SelectOptionAsync(
                    new SelectOptionValue { Index = await field.Locator("option").CountAsync() - 1 }
                );
            else
                await field.FillAsync("https://orders.example/page");
        var terms = page.Locator("support-widget input[type=checkbox]");
        if (await terms.CountAsync() > 0)
            await terms.CheckAsync();
    }

    internal static async Task AnswerAsync(IPage agent, string title, string answer)
    {
        await agent.GotoAsync("/support/console");
        await agent.GetByRole(AriaRole.Button, new() { Name = "All open" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new(title) }).ClickAsync();
        await agent.GetByLabel("Reply", new() { Exact = true }).And(agent.Locator("textarea")).FillAsync(answer);
        await agent.Keyboard.PressAsync("Control+Enter");
        await Expect(agent.Locator(".bubble.desk:not(.waiting)")).ToContainTextAsync(answer);
    }
}
