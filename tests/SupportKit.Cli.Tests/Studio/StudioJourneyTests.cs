using Microsoft.Playwright;
using SupportKit.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SupportKit.Cli.Tests;

/// <summary>What somebody who writes a policy does on the page, in Chromium.</summary>
[Trait("Category", "Long")]
public sealed class StudioJourneyTests(StudioBrowser browser) : IClassFixture<StudioBrowser>
{
    private static readonly string Support = File.ReadAllText(
        Path.Combine(Samples.Root, "docs", "examples", "support.json")
    );

    [Fact]
    public async Task A_fault_is_found_while_typing_and_gone_to_by_keys()
    {
        await using var host = await StudioHost.StartAsync();
        var page = await browser.OpenAsync(host);
        await Expect(page.Locator("#finding-count")).ToHaveTextAsync("Nothing is wrong with this policy.");
        var text = page.GetByLabel("Text of the policy");

        await text.FillAsync(SmallPolicy.Text.Replace("\"helpers\" }", "\"helprs\" }", StringComparison.Ordinal));
        await Expect(page.Locator(".finding.error").First).ToContainTextAsync("There is no queue \"helprs\".");
        await Expect(page.Locator(".finding .excerpt").First).ToContainTextAsync("^");
        await Expect(page.GetByText("What stands here is of the text before.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Not saved")).ToBeVisibleAsync();
        await PageChecks.KeepAsync(page, "studio-fault");
        await PageChecks.CheckAsync(page, "a fault");
        await PageChecks.FitsAsync(page, "a fault");

        await text.FocusAsync();
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.PressAsync("F8");
        await page.Keyboard.InsertTextAsync("\"helpers\"");
        await Expect(text).ToHaveValueAsync(SmallPolicy.Text);

        await Expect(page.Locator("#finding-count")).ToHaveTextAsync("Nothing is wrong with this policy.");
        await Expect(page.GetByText("What stands here is of the text before.")).ToBeHiddenAsync();
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task A_request_is_decided_as_its_form_is_filled_in()
    {
        await using var host = await StudioHost.StartAsync(Support);
        var page = await browser.OpenAsync(host);
        await page.GetByLabel("Category").SelectOptionAsync("incident");
        await Expect(page.Locator(".verdict")).ToContainTextAsync("Asks for more");

        await page.GetByLabel("impact required").SelectOptionAsync("everyone");

        await Expect(page.Locator(".verdict")).ToContainTextAsync("Accepted · high · support");
        await Expect(page.Locator(".trace"))
            .ToContainTextAsync("priority everyone-is-hit, because category = incident and impact = everyone");
        // A change of the text is seen in the decision.
        var text = page.GetByLabel("Text of the policy");
        await text.FillAsync(
            Support.Replace(
                "\"impact\": \"everyone\" }, \"then\": \"high\" }",
                "\"impact\": \"one\" }, \"then\": \"high\" }",
                StringComparison.Ordinal
            )
        );
        await Expect(page.Locator(".verdict")).ToContainTextAsync("Accepted · normal · support");
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task Promises_run_pause_and_break_as_the_slider_moves_and_a_click_records_the_story()
    {
        await using var host = await StudioHost.StartAsync(Support);
        var page = await browser.OpenAsync(host);
        await AskAsync(page);
        var lane = page.Locator(".lane");
        await Expect(lane.Locator(".tag")).ToHaveTextAsync("runs");

        await page.GetByLabel("Time", new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(lane.Locator(".tag")).ToHaveTextAsync("broken");
        await PageChecks.KeepAsync(page, "studio-broken");
        await page.Keyboard.PressAsync("Home");
        await Expect(lane.Locator(".tag")).ToHaveTextAsync("runs");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next change" }).ClickAsync();
        await Expect(lane.Locator(".tag")).ToHaveTextAsync("broken");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change before" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Agent answers" }).ClickAsync();
        await Expect(lane.Locator(".tag")).ToHaveTextAsync("kept");
        await Expect(page.Locator(".steps")).ToContainTextAsync("→ answered");

        await page.GetByLabel("Name of the test").FillAsync("Answered at once");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record" }).ClickAsync();
        await Expect(page.Locator(".recorded")).ToContainTextAsync("“Answered at once” stands in");
        Assert.StartsWith("ok 1 of 1 tests pass", ToolRun.Of("test", host.Path).Output, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Tab, new() { Name = "Rules" }).ClickAsync();
        await Expect(page.GetByText("1 of 1 tests pass")).ToBeVisibleAsync();
        await Expect(page.Locator("tr.wins").Filter(new() { HasText = "everyone-is-hit" }))
            .ToContainTextAsync("1 test");
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task A_file_that_changes_outside_is_read_anew_and_never_written_over_unasked()
    {
        await using var host = await StudioHost.StartAsync();
        var page = await browser.OpenAsync(host);
        var text = page.GetByLabel("Text of the policy");
        await File.WriteAllTextAsync(
            host.Path,
            SmallPolicy.Text.Replace("helpers", "others", StringComparison.Ordinal)
        );
        await Expect(text).ToHaveValueAsync(SmallPolicy.Text.Replace("helpers", "others", StringComparison.Ordinal));

        await text.FillAsync(SmallPolicy.Text);
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(SmallPolicy.Text, await File.ReadAllTextAsync(host.Path));

        await text.FillAsync("{ \"mine\": 1 }");
        await File.WriteAllTextAsync(host.Path, "{}");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Another program has changed the file.");
        await PageChecks.KeepAsync(page, "studio-conflict");
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Another program has changed the file.");
        Assert.Equal("{}", await File.ReadAllTextAsync(host.Path));
        await page.GetByRole(AriaRole.Button, new() { Name = "Write mine over it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
        Assert.Equal("{ \"mine\": 1 }", await File.ReadAllTextAsync(host.Path));
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_or_is_gone_is_told_and_saved_later()
    {
        await using var host = await StudioHost.StartAsync();
        var page = await browser.OpenAsync(host);
        await page.GetByLabel("Text of the policy").FillAsync("{ \"mine\": 1 }");
        // Nothing can be written under the name of a folder.
        Directory.CreateDirectory(host.Path + ".partial");
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The file cannot be written.");
        Directory.Delete(host.Path + ".partial");

        File.Delete(host.Path);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no such file.");
        await page.Keyboard.PressAsync("Control+s");

        await Expect(page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
        Assert.Equal("{ \"mine\": 1 }", await File.ReadAllTextAsync(host.Path));
    }

    [Fact]
    public async Task A_text_that_is_no_policy_yet_is_mended_before_it_is_tried()
    {
        await using var host = await StudioHost.StartAsync("{ \"id\": ");
        var page = await browser.OpenAsync(host.Server.Address, 1440, isDark: false);
        await Expect(page.GetByText("This is not a policy yet.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Record" })).ToBeHiddenAsync();

        await page.GetByLabel("Text of the policy").FillAsync(SmallPolicy.Text);

        await Expect(page.Locator(".verdict")).ToContainTextAsync("Accepted");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Record" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Rules" }).ClickAsync();
        await Expect(page.GetByText("There are no tests yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_written_stays_on_the_page_when_the_tool_ends()
    {
        await using var host = await StudioHost.StartAsync();
        var page = await browser.OpenAsync(host);
        await page.GetByLabel("Text of the policy").FillAsync("{ \"mine\": 1 }");

        await host.Server.DisposeAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("What you wrote is still here");
        await Expect(page.GetByLabel("Text of the policy")).ToHaveValueAsync("{ \"mine\": 1 }");
    }

    [Theory]
    [InlineData(1440, false)]
    [InlineData(1440, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Each_part_can_be_used_and_seen_by_everybody(int width, bool isDark)
    {
        var look = $"studio-{width}{(isDark ? "-dark" : "")}";
        var policy = await File.ReadAllTextAsync(Samples.PathOf("itil.json"));
        await using var host = await StudioHost.StartAsync(
            policy,
            await File.ReadAllTextAsync(Samples.PathOf("itil.test.json"))
        );
        var page = await browser.OpenAsync(host, width, isDark);
        foreach (var tab in (string[])["File", "Request", "Rules", "Workflow"])
        {
            var button = page.GetByRole(AriaRole.Tab, new() { Name = tab });
            if (!await button.IsVisibleAsync())
                continue;
            await button.ClickAsync();
            if (tab == "Rules")
                await Expect(page.GetByText("tests pass")).ToBeVisibleAsync();
            await PageChecks.KeepAsync(page, $"{look}-{tab}");
            await PageChecks.CheckAsync(page, $"{look} {tab}");
            await PageChecks.FitsAsync(page, $"{look} {tab}");
        }
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task The_picture_of_the_document()
    {
        await using var host = await StudioHost.StartAsync(
            Support,
            await File.ReadAllTextAsync(Path.Combine(Samples.Root, "docs", "examples", "support.test.json"))
        );
        var page = await browser.OpenAsync(host);
        await AskAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Next change" }).ClickAsync();
        await Expect(page.Locator(".lane .tag")).ToHaveTextAsync("broken");
        // The folder of a test is nobody's.
        await page.EvaluateAsync("() => { document.querySelector('h1').textContent = 'support.json'; }");
        await PageChecks.KeepAsync(page, "studio");
    }

    // What hits everyone on Friday afternoon: an hour of work, which ends on Monday morning.
    private static async Task AskAsync(IPage page)
    {
        await page.GetByLabel("Category").SelectOptionAsync("incident");
        await page.GetByLabel("impact required").SelectOptionAsync("everyone");
        await page.GetByLabel("Comes at").FillAsync("2026-03-06T16:30");
        await Expect(page.Locator(".verdict")).ToContainTextAsync("Accepted · high");
        await Expect(page.Locator(".now-label")).ToContainTextAsync("Fri 6 Mar 2026 16:30");
    }
}
