using System.Text.Json;

namespace SupportKit.Cli.Tests;

/// <summary>What must hold between two policies, said once and asked of every request.</summary>
public sealed class AssertionTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly string old;

    public AssertionTests() => old = folder.Add("old.json", SmallPolicy.Text);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_change_that_promises_nobody_less_passes_although_it_changes_much()
    {
        var run = Diff("\"within\": \"4h\"", "\"within\": \"2h\"", "never promisedLess");

        Assert.Equal(("", ExitCodes.Success), (run.Error, run.Code));
        Assert.Equal(
            """
            holds never promisedLess
            ok 1 of 1 assertions hold for all requests that both policies take

            """.ReplaceLineEndings("\n"),
            run.Output
        );
    }

    [Fact]
    public void Who_is_promised_less_is_named_with_what_both_policies_decide()
    {
        var run = Diff("\"within\": \"4h\"", "\"within\": \"5h\"", "never promisedLess");

        Assert.Equal(("", ExitCodes.Failure), (run.Error, run.Code));
        Assert.StartsWith("fails never promisedLess\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("plan = pro", run.Output, StringComparison.Ordinal);
        Assert.Contains("first-response 4h in office\n        new: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("first-response 5h in office\n", run.Output, StringComparison.Ordinal);
    }

    // From four hours in the office: what is surely no less, and what may be.
    [Theory]
    [InlineData("\"within\": \"4h\"", "\"within\": \"3h\"", true)]
    [InlineData("\"within\": \"4h\"", "\"within\": \"240m\"", true)]
    [InlineData("\"within\": \"4h\", \"calendar\": \"office\"", "\"within\": \"4h\"", true)]
    [InlineData("\"within\": \"4h\", \"calendar\": \"office\"", "\"within\": \"5h\"", false)]
    [InlineData("\"within\": \"4h\"", "\"within\": \"1bd\"", false)]
    [InlineData("\"within\": \"4h\"", "\"kind\": \"typical\", \"within\": \"4h\"", false)]
    [InlineData("09:00-17:00", "09:00-18:00", false)]
    [InlineData("\"when\": { \"plan\": \"pro\" }", "\"when\": { \"plan\": \"free\" }", false)]
    [InlineData("\"when\": { \"plan\": \"pro\" }, \"within\"", "\"within\"", true)]
    [InlineData("\"category\": \"spam\" }, \"then\"", "\"category\": \"question\" }, \"then\"", false)]
    public void Times_that_cannot_be_compared_count_as_less(string from, string to, bool holds) =>
        Assert.Equal(
            ("", holds ? ExitCodes.Success : ExitCodes.Failure),
            (Diff(from, to, "never promisedLess").Error, Diff(from, to, "never promisedLess").Code)
        );

    // One policy that refuses spam and gives outages of a hundred seats a high priority, in every form of assertion.
    [Theory]
    [InlineData(
        """{ "never": { "when": { "plan": "pro" }, "new": { "verdict": "refuse" } } }""",
        "category = spam and plan = pro"
    )]
    [InlineData(
        """{ "never": { "when": { "category": "outage" }, "new": { "verdict": ["refuse", "redirect"] } } }""",
        null
    )]
    [InlineData("""{ "always": { "new": { "verdict": "accept" } } }""", "category = spam")]
    [InlineData("""{ "always": { "new": { "queue": "helpers" } } }""", null)]
    [InlineData(
        """{ "implies": [{ "when": { "seats": { "atLeast": 100 } } }, { "new": { "priority": "high" } }] }""",
        null
    )]
    [InlineData("""{ "always": { "when": { "seats": { "atLeast": 100 } }, "new": { "priority": "high" } } }""", null)]
    [InlineData("""{ "always": { "when": { "category": "outage" }, "new": { "priority": "high" } } }""", "seats < 100")]
    [InlineData(
        """{ "implies": [{ "when": { "category": "outage" } }, { "new": { "priority": "high" } }] }""",
        "seats < 100"
    )]
    [InlineData(
        """{ "equivalent": [{ "new": { "priority": "high" } }, { "when": { "category": "outage", "seats": { "atLeast": 100 } } }] }""",
        null
    )]
    [InlineData(
        """{ "equivalent": [{ "when": { "category": "outage" } }, { "new": { "asks": "seats" } }] }""",
        "seats is known"
    )]
    [InlineData(
        """{ "disjoint": [{ "new": { "opens": true } }, { "new": { "verdict": "refuse" } }, { "new": { "asks": "seats" } }] }""",
        null
    )]
    [InlineData(
        """{ "disjoint": [{ "when": { "plan": "pro" } }, { "new": { "promises": { "first-response": "4h in office" } } }] }""",
        "plan = pro"
    )]
    [InlineData(
        """{ "implies": [{ "when": { "plan": "pro" } }, { "new": { "promises": { "first-response": { "atMost": "8h in office" } } } }] }""",
        null
    )]
    [InlineData("""{ "never": { "new": { "promises": { "first-response": null } } } }""", "plan = free")]
    public void Every_form_of_assertion_holds_or_fails_by_a_request(string assertion, string? against)
    {
        var run = ToolRun.Of("diff", old, old, "--assert", assertion);

        Assert.Equal(("", against is null ? ExitCodes.Success : ExitCodes.Failure), (run.Error, run.Code));
        Assert.Contains(against ?? "ok 1 of 1", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("old", ExitCodes.Failure)]
    [InlineData("new", ExitCodes.Success)]
    public void An_assertion_is_about_the_requests_that_the_policy_it_mentions_takes(string side, int code)
    {
        var withoutSpam = SmallPolicy
            .Text.Replace(", \"spam\": {}", "", StringComparison.Ordinal)
            .Replace(
                "\"category\": \"spam\"",
                "\"category\": \"outage\", \"plan\": \"free\"",
                StringComparison.Ordinal
            );

        var run = ToolRun.Of(
            "diff",
            old,
            folder.Add("new.json", withoutSpam),
            "--assert",
            $$"""{ "never": { "when": { "category": "spam" }, "{{side}}": { "verdict": "refuse" } } }"""
        );

        Assert.Equal(("", code), (run.Error, run.Code));
    }

    [Fact]
    public void A_file_holds_several_that_are_called_by_their_names()
    {
        var file = folder.Add(
            "rules.json",
            """
            {
              "comment": "What we told our customers.",
              "assertions": [
                { "name": "Nobody is turned away who was not", "never": { "change": "newlyRefused" } },
                { "name": "Pro customers lose nothing", "never": { "when": { "plan": "pro" }, "change": "promisedLess" } }
              ]
            }
            """
        );

        var run = ToolRun.Of(
            "diff",
            old,
            folder.Add("new.json", SmallPolicy.Text.Replace("\"4h\"", "\"8h\"", StringComparison.Ordinal)),
            "--assert",
            file,
            "--assert",
            "never lowerPriority"
        );

        Assert.Equal(("", ExitCodes.Failure), (run.Error, run.Code));
        Assert.Contains("holds Nobody is turned away who was not\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("fails Pro customers lose nothing\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("holds never lowerPriority\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("failed 2 of 3 assertions hold", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_assertion_speaks_of_is_named()
    {
        var run = Diff("\"spam\": {}", "\"spam\": {}, \"praise\": {}", "never promisedLess");

        Assert.Equal(ExitCodes.Success, run.Code);
        Assert.Contains(
            "not asserted: only the new policy has: category \"praise\"\n",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_assertion_about_requests_that_there_are_not_says_so()
    {
        var run = ToolRun.Of(
            "diff",
            old,
            old,
            "--assert",
            """{ "always": { "when": { "category": "spam" }, "new": { "priority": "high" } } }"""
        );

        Assert.Equal(ExitCodes.Success, run.Code);
        Assert.Contains(" (there is no such request)\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Machines_read_the_answers_as_JSON()
    {
        using var json = JsonDocument.Parse(
            Diff("\"within\": \"4h\"", "\"within\": \"5h\"", "never promisedLess", "--format", "json").Output
        );

        Assert.False(json.RootElement.GetProperty("hold").GetBoolean());
        var assertion = json.RootElement.GetProperty("assertions")[0];
        Assert.Equal("never promisedLess", assertion.GetProperty("name").GetString());
        Assert.Equal("pro", assertion.GetProperty("examples")[0].GetProperty("facts").GetProperty("plan").GetString());
    }

    [Theory]
    [InlineData("never promissedLess", "Did you mean \"promisedLess\"?")]
    [InlineData("""{ "never": {} }""", "The statement is true of every request.")]
    [InlineData(
        """{ "never": { "change": "verdict" }, "always": { "change": "verdict" } }""",
        "The assertion has always and never."
    )]
    [InlineData("""{ "name": "x" }""", "The assertion does not say what is to hold.")]
    [InlineData("""{ "implies": [{ "change": "verdict" }] }""", "\"implies\" relates two statements.")]
    [InlineData(
        """{ "never": { "new": { "verdict": "deny" } } }""",
        "\"deny\" is nothing that this policy can decide here."
    )]
    [InlineData("""{ "never": { "new": { "queue": "helprs" } } }""", "Did you mean \"helpers\"?")]
    [InlineData(
        """{ "never": { "new": { "promises": { "first-answer": null } } } }""",
        "\"first-answer\" is not a metric"
    )]
    [InlineData(
        """{ "never": { "new": { "promises": { "first-response": "soon" } } } }""",
        "\"soon\" is not a time to promise."
    )]
    [InlineData(
        """{ "never": { "new": { "promises": { "first-response": "4h in ofice" } } } }""",
        "\"ofice\" is not a calendar"
    )]
    [InlineData(
        """{ "never": { "when": { "plan": "max" } } }""",
        "\"max\" is not a valid value for the fact \"plan\"."
    )]
    [InlineData("""{ "never": { "when": { "priority": "high" } } }""", "\"priority\" is what a policy works out")]
    [InlineData("""{ "never": { "whem": { "plan": "pro" } } }""", "Unknown property \"whem\".")]
    [InlineData("""{ "assertions": [] }""", "There are no assertions.")]
    [InlineData("no-such-file.json", "There is no such file.")]
    public void What_cannot_be_meant_is_refused_before_anything_is_compared(string assertion, string cause)
    {
        var run = ToolRun.Of("diff", old, old, "--assert", assertion);

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.Contains(cause, run.Error, StringComparison.Ordinal);
    }

    private ToolRun Diff(string from, string to, string assertion, params string[] options)
    {
        Assert.Contains(from, SmallPolicy.Text, StringComparison.Ordinal);
        var now = folder.Add("new.json", SmallPolicy.Text.Replace(from, to, StringComparison.Ordinal));
        return ToolRun.Of(["diff", old, now, "--assert", assertion, .. options]);
    }
}
