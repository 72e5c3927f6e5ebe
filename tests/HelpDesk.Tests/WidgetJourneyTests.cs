using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NodaTime;
using SupportKit.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.Tests;

/// <summary>The widget where things are not as one would like them: other languages, slow networks, late answers, and people who mean no good.</summary>
[Trait("Category", "Long")]
public sealed class WidgetJourneyTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string[] Question = ["Question on the platform"];

    [Fact]
    public async Task A_language_of_the_hosts_own_is_spoken_from_right_to_left()
    {
        if (await browser.OpenAsync("tomas") is not { } page)
            return;
        await page.RouteAsync(
            "**/words.json",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        ContentType = "application/json",
                        Body = JsonSerializer.Serialize(
                            new
                            {
                                lang = "ar",
                                dir = "rtl",
                                words = new
                                {
                                    ask = "طلب المساعدة",
                                    none = "لا شيء بعد.",
                                    about = "ما الموضوع؟",
                                    back = "رجوع",
                                    close = "إغلاق",
                                },
                            }
                        ),
                    }
                )
        );
        await page.GotoAsync("/");
        await page.EvaluateAsync("document.querySelector('support-widget').setAttribute('words', '/words.json')");
        await page.GetByRole(AriaRole.Button, new() { Name = "Help", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "طلب المساعدة" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ما الموضوع؟" })).ToBeVisibleAsync();

        var back = await page.GetByRole(AriaRole.Button, new() { Name = "رجوع" }).BoundingBoxAsync();
        var close = await page.GetByRole(AriaRole.Button, new() { Name = "إغلاق" }).BoundingBoxAsync();
        Assert.True(back!.X > close!.X);
        // The page itself goes from left to right, and the panel stays where its button is.
        Assert.True(close.X > 640);
        await PageChecks.KeepAsync(page, "right-to-left");
        await page.GetByRole(AriaRole.Button, new() { Name = Question[0] }).ClickAsync();
        // What the host has no word for is said in the language of the form.
        await page.GetByLabel("In a few words").FillAsync("من اليمين إلى اليسار");
        await PageChecks.KeepAsync(page, "right-to-left-form");
        var found = await page.RunAxe();
        Assert.Empty(
            found
                .Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => violation.Id)
        );
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task On_a_slow_network_what_is_waited_for_is_seen_and_a_request_is_sent_once()
    {
        if (await browser.OpenAsync("tomas") is not { } page)
            return;
        await page.GotoAsync("/");
        var network = await page.Context.NewCDPSessionAsync(page);
        await network.SendAsync(
            "Network.emulateNetworkConditions",
            new()
            {
                ["offline"] = false,
                ["latency"] = 400,
                ["downloadThroughput"] = 50_000,
                ["uploadThroughput"] = 20_000,
            }
        );
        await page.GetByRole(AriaRole.Button, new() { Name = "Help", Exact = true }).ClickAsync();
        await Expect(page.Locator("support-widget .bone").First).ToBeVisibleAsync();
        await PageChecks.KeepAsync(page, "slow");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for help" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = Question[0] }).ClickAsync();
        await page.GetByLabel("In a few words").FillAsync("Slowly");
        await page.GetByLabel("What happens?").FillAsync("I cannot find it.");

        // Nobody believes in the first press.
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" })
            .EvaluateAsync("button => { button.click(); button.click(); button.click(); }");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "We have your request" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "To all your requests" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("Slowly") })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_promise_that_breaks_is_seen_by_the_desk_and_promised_to_nobody_any_more()
    {
        if (await browser.OpenAsync("tomas") is not { } customer)
            return;
        await PolicyJourneyTests.AskAsync(customer, "Late by a week", Question);
        var agent = (await browser.OpenAsync("dora"))!;
        await agent.GotoAsync("/support/console");
        await agent.GetByRole(AriaRole.Button, new() { Name = "All open" }).ClickAsync();
        await Expect(agent.GetByRole(AriaRole.Button, new() { NameRegex = new("Late by a week.*due") }))
            .ToBeVisibleAsync();

        browser.Host.Time.Advance(Duration.FromDays(7));

        await agent.ReloadAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "All open" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("Late by a week") }).ClickAsync();
        await Expect(agent.GetByText("broken").First).ToBeVisibleAsync();
        await PageChecks.KeepAsync(agent, "breached");
        await customer.GetByRole(AriaRole.Button, new() { Name = "To all your requests" }).ClickAsync();
        var row = customer.GetByRole(AriaRole.Button, new() { NameRegex = new("Late by a week") });
        await Expect(row).Not.ToContainTextAsync("answer ");
        await PageChecks.KeepAsync(customer, "breached-customer");
    }

    [Fact]
    public async Task Script_in_what_people_write_is_shown_as_they_wrote_it_to_both_sides()
    {
        const string Script = "<img src=x onerror=\"document.title='gone'\"><script>document.title='gone'</script>";
        if (await browser.OpenAsync("tomas") is not { } customer)
            return;
        await PolicyJourneyTests.FormAsync(customer, Script, Question);
        await customer.GetByLabel("What happens?").FillAsync(Script);
        await customer
            .Locator("support-widget input[type=file]")
            .First.SetInputFilesAsync(
                new FilePayload
                {
                    Name = "<img src=x onerror=alert(1)>.txt",
                    MimeType = "text/plain",
                    Buffer = "x"u8.ToArray(),
                }
            );
        await customer.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await customer.GetByRole(AriaRole.Button, new() { Name = "See your request" }).ClickAsync();
        await Expect(customer.Locator(".bubble .text").First).ToHaveTextAsync(Script);

        var agent = (await browser.OpenAsync("dora"))!;
        await agent.GotoAsync("/support/console");
        await agent.GetByRole(AriaRole.Button, new() { Name = "All open" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("onerror") }).ClickAsync();
        await Expect(agent.GetByText(Script).First).ToBeVisibleAsync();
        await agent.GotoAsync("/");
        await Expect(agent.Locator("#mails")).ToBeVisibleAsync();

        foreach (var page in new[] { customer, agent })
        {
            Assert.NotEqual("gone", await page.TitleAsync());
            Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        }
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task Similar_requests_are_named_before_another_is_sent()
    {
        if (await browser.OpenAsync("tomas") is not { } page)
            return;
        await PolicyJourneyTests.AskAsync(page, "The nightly export is empty", Question);
        await PolicyJourneyTests.FormAsync(page, "Nightly export is empty again", Question);

        var alike = page.GetByRole(AriaRole.Button, new() { NameRegex = new("The nightly export is empty") });
        await Expect(alike).ToBeVisibleAsync();
        await PageChecks.KeepAsync(page, "similar");
        await alike.ClickAsync();
        await Expect(page.Locator("support-widget").GetByText("I cannot find it.")).ToBeVisibleAsync();
    }
}
