using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using SupportKit;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.Tests;

/// <summary>What a requester is told beside the conversation, and what the desk asks of them, in a real browser.</summary>
[Trait("Category", "Long")]
public sealed class RequesterJourneyTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string[] Question = ["Question on the platform"];

    // What a browser with other time-zone data than the desk's makes of an instant, which nobody must be told.
    private const string OtherData =
        "Intl.DateTimeFormat.prototype.format = () => 'another time'; Date.prototype.toLocaleString = () => 'another time';";

    [Fact]
    public async Task A_browser_in_another_zone_or_with_other_time_zone_data_shows_the_same_times()
    {
        if (await browser.OpenAsync("ana") is not { } page)
            return;
        await PolicyJourneyTests.AskAsync(page, "What time is it?", Question);
        browser.Host.Time.Advance(Duration.FromDays(2));
        var expected = (string?)null;
        foreach (var zone in new[] { "America/Sao_Paulo", "Asia/Tokyo", "America/New_York" })
        {
            var other = (await browser.OpenAsync("ana", options => options.TimezoneId = zone))!;
            if (zone == "America/New_York")
                await other.AddInitScriptAsync(OtherData);
            await PolicyJourneyTests.OpenAsync(other);
            await other.GetByRole(AriaRole.Button, new() { NameRegex = new("What time is it") }).ClickAsync();
            var time = other.Locator("support-widget .bubble time").First;
            // The host states where Ana is; the day is the one that it was there.
            await Expect(time).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Mon 2 Mar 2026, [0-9:]{5}$"));
            expected ??= await time.TextContentAsync();
            Assert.Equal(expected, await time.TextContentAsync());
            Assert.Equal(expected, await time.GetAttributeAsync("title"));
        }

        // Nobody states where the agent is, so what time it is there is asked of the browser, and told by the desk.
        var agent = (await browser.OpenAsync("bia", options => options.TimezoneId = "Asia/Tokyo"))!;
        await agent.AddInitScriptAsync(OtherData);
        await agent.GotoAsync("/support/console");
        await agent.GetByRole(AriaRole.Button, new() { Name = "All open" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("What time is it") }).ClickAsync();
        await Expect(agent.Locator(".bubble time").First)
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Mon 2 Mar 2026, 2[0-9]:[0-9]{2}$"));
        await agent.GetByText("What happened").ClickAsync();
        await agent.GetByText("As a table").First.ClickAsync();
        await agent.GetByText("Why?", new() { Exact = true }).ClickAsync();
        await Expect(agent.Locator(".history time").First).ToBeVisibleAsync();
        await Expect(agent.GetByText("another time")).ToHaveCountAsync(0);
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task A_requester_is_told_what_is_promised_how_it_stands_and_why()
    {
        if (await browser.OpenAsync("tomas") is not { } page)
            return;
        await PolicyJourneyTests.AskAsync(page, "When will I know?", Question);
        await page.GetByRole(AriaRole.Button, new() { Name = "See your request" }).ClickAsync();
        await page.GetByText("What is promised, and why").ClickAsync();

        await Expect(page.GetByText("first answer: usually by")).ToBeVisibleAsync();
        await Expect(page.GetByText("Only the hours in which the desk is open count.").First).ToBeVisibleAsync();
        await PageChecks.CheckAsync(page, "what is promised, and why");
        await PageChecks.KeepAsync(page, "promised-why");
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task What_a_machine_answers_is_folded_away_for_the_desk_and_the_customer_never_sees_it()
    {
        if (await browser.OpenAsync("tomas") is not { } customer)
            return;
        await PolicyJourneyTests.AskAsync(customer, "Away for a week", Question);
        await customer.GetByRole(AriaRole.Button, new() { Name = "See your request" }).ClickAsync();
        var agent = (await browser.OpenAsync("bia"))!;
        await agent.GotoAsync("/support/console");
        await agent.GetByRole(AriaRole.Button, new() { Name = "All open" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("Away for a week") }).ClickAsync();
        await Expect(agent.Locator(".bubble")).ToHaveCountAsync(1);
        var desk = browser.Host.Services.GetRequiredService<SupportDesk>();
        var id = TicketId.Parse(new Uri(agent.Url).Fragment["#ticket=".Length..]);
        await desk.ApplyAsync(
            new TicketKey(SupportDesk.DefaultTenant, id),
            new TicketCommand.RecordAutomaticMail(
                Actor.Integration("mail"),
                AutomaticMailKind.Reply,
                "I am back on Monday."
            )
        );

        var folded = agent.Locator(".bubble").GetByText("An automatic answer");
        await Expect(folded).ToBeVisibleAsync();
        await Expect(agent.GetByText("I am back on Monday.")).ToBeHiddenAsync();
        await PageChecks.CheckAsync(agent, "what a machine answered");
        await folded.ClickAsync();
        await Expect(agent.GetByText("I am back on Monday.")).ToBeVisibleAsync();
        await PageChecks.KeepAsync(agent, "automatic");
        await Expect(customer.Locator("support-widget .bubble")).ToHaveCountAsync(1);
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task The_desk_asks_to_pass_a_file_on_and_the_requester_agrees_or_does_not()
    {
        if (await browser.OpenAsync("tomas") is not { } customer)
            return;
        await PolicyJourneyTests.FormAsync(customer, "With a log", Question);
        await customer
            .Locator("support-widget input[type=file]")
            .First.SetInputFilesAsync(
                new FilePayload
                {
                    Name = "pipeline.log",
                    MimeType = "text/plain",
                    Buffer = "a log"u8.ToArray(),
                }
            );
        await customer.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await customer.GetByRole(AriaRole.Button, new() { Name = "See your request" }).ClickAsync();
        await Expect(customer.GetByRole(AriaRole.Link, new() { NameRegex = new("pipeline.log") })).ToBeVisibleAsync();

        var agent = (await browser.OpenAsync("bia"))!;
        await agent.GotoAsync("/support/console");
        await agent.GetByRole(AriaRole.Button, new() { Name = "All open" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("With a log") }).ClickAsync();
        await AskForAsync("Cloud Host");
        await Expect(agent.GetByText("may go to Cloud Host? bia asked, and waits for the requester"))
            .ToBeVisibleAsync();
        await PageChecks.CheckAsync(agent, "a file that is asked for");
        await PageChecks.KeepAsync(agent, "approval-asked");

        await Expect(customer.GetByText("bia asks whether pipeline.log may go to Cloud Host.")).ToBeVisibleAsync();
        await PageChecks.CheckAsync(customer, "a file that the desk asks for");
        await PageChecks.KeepAsync(customer, "approval-asked-customer");
        await customer.GetByRole(AriaRole.Button, new() { Name = "I agree" }).ClickAsync();
        await Expect(customer.GetByText("pipeline.log may go to Cloud Host.")).ToBeVisibleAsync();
        await Expect(agent.GetByText("may go to Cloud Host, the requester agreed")).ToBeVisibleAsync();

        // What may go there is handed to the agent once it is recorded that it goes.
        await agent.GetByRole(AriaRole.Button, new() { Name = "Pass on …" }).ClickAsync();
        var sure = agent.GetByRole(AriaRole.Dialog);
        await Expect(sure.GetByText("pipeline.log goes to Cloud Host.")).ToBeVisibleAsync();
        await PageChecks.CheckAsync(agent, "a file that is passed on");
        await PageChecks.KeepAsync(agent, "passed-on");
        var file = await agent.RunAndWaitForDownloadAsync(() =>
            sure.GetByRole(AriaRole.Button, new() { Name = "Pass on" }).ClickAsync()
        );
        Assert.Equal("pipeline.log", file.SuggestedFilename);
        Assert.Equal("a log", await File.ReadAllTextAsync((await file.PathAsync())!));
        await agent.GetByText("What happened").ClickAsync();
        await Expect(agent.GetByText("A file was passed on")).ToBeVisibleAsync();

        await AskForAsync("Somebody else");
        await Expect(customer.Locator("support-widget").GetByText("may go to Somebody else.")).ToBeVisibleAsync();
        await customer.GetByRole(AriaRole.Button, new() { Name = "I do not agree" }).ClickAsync();
        await Expect(customer.Locator("support-widget").GetByText("Somebody else")).ToHaveCountAsync(0);
        await Expect(agent.GetByText("may go to Somebody else")).ToHaveCountAsync(0);
        await customer.GetByRole(AriaRole.Button, new() { Name = "No longer" }).ClickAsync();
        await Expect(agent.GetByText("may go to Cloud Host")).ToHaveCountAsync(0);
        Assert.Empty(browser.Faults);

        async Task AskForAsync(string party)
        {
            await agent.GetByRole(AriaRole.Button, new() { Name = "Ask to pass a file on …" }).ClickAsync();
            var dialog = agent.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("To whom").FillAsync(party);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Ask to pass a file on" }).ClickAsync();
            await Expect(dialog).ToBeHiddenAsync();
        }
    }
}
