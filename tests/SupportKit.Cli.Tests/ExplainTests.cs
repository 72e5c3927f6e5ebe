using System.Text.Json;

namespace SupportKit.Cli.Tests;

public sealed class ExplainTests : IDisposable
{
    private const string Outage =
        """{ "category": "outage", "channel": "web", "facts": { "plan": "pro", "seats": 250 }, "at": "2026-03-02T16:00" }""";

    private readonly TestFolder folder = new();
    private readonly string policy;

    public ExplainTests() => policy = folder.Add("small.json", SmallPolicy.Text);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_request_is_decided_at_the_local_time_it_states()
    {
        var run = ToolRun.Of("explain", policy, Outage);

        Assert.Equal((ExitCodes.Success, ""), (run.Code, run.Error));
        Assert.Contains("priority: high, by rule \"large-outage\".", run.Output, StringComparison.Ordinal);
        // One hour is left on Monday, and three are counted on Tuesday.
        Assert.Contains("by 2026-03-03T12:00:00+01", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_has_the_last_word_on_the_instant()
    {
        var run = ToolRun.Of("explain", policy, Outage, "--at", "2026-03-02T10:00+01:00");

        Assert.Contains("by 2026-03-02T14:00:00+01", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_explanation_speaks_other_languages() =>
        Assert.StartsWith(
            "Aceita em ",
            ToolRun.Of("explain", policy, Outage, "--culture", "pt").Output,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_person_is_told_no_rules() =>
        Assert.DoesNotContain(
            "large-outage",
            ToolRun.Of("explain", policy, Outage, "--requester").Output,
            StringComparison.Ordinal
        );

    [Fact]
    public void Machines_read_the_explanation_as_JSON()
    {
        using var json = JsonDocument.Parse(ToolRun.Of("explain", policy, Outage, "--json").Output);

        Assert.Equal("small", json.RootElement.GetProperty("policy").GetString());
    }

    [Fact]
    public void A_trace_shows_every_rule_and_what_failed()
    {
        var run = ToolRun.Of("explain", policy, Outage.Replace("250", "5", StringComparison.Ordinal), "--trace");

        Assert.Contains(
            "  no   large-outage: category = outage and 100 ≤ seats\n",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("fails: seats is 5\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(" wins  others: always\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_is_an_answer_too()
    {
        var run = ToolRun.WithInput("""{ "category": "spam", "channel": "web" }""", "explain", policy, "-");

        Assert.Equal(ExitCodes.Success, run.Code);
        Assert.Contains("No advertising, please.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "facts": { "plann": "pro" } }""", "The policy has no fact \"plann\".", "tool.fact_invalid")]
    [InlineData("""{ "facts": { "plan": "gold" } }""", "\"plan\" cannot be \"gold\".", "tool.fact_invalid")]
    [InlineData("""{ "facts": { "priority": "high" } }""", "the desk works it out", "tool.fact_invalid")]
    [InlineData("""{ "facts": { "plan": ["pro"] } }""", "A fact is not a list.", "tool.input_invalid")]
    [InlineData("""{ "categry": "spam" }""", "Unknown property \"categry\".", "tool.input_invalid")]
    [InlineData("""{ "at": "yesterday" }""", "\"yesterday\" is not an instant.", "tool.instant_invalid")]
    [InlineData("""{ "at": "2026-03-29T02:30" }""", "does not exist in Europe/Paris", "tool.instant_invalid")]
    [InlineData("""{ "at": "2026-10-25T02:30" }""", "happens twice in Europe/Paris", "tool.instant_invalid")]
    [InlineData("""{ "at": """, "The text ends before it is complete", "tool.input_invalid")]
    public void What_a_request_must_not_say_is_refused_with_its_place(string request, string cause, string code)
    {
        var run = ToolRun.Of("explain", policy, request);

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.Contains(cause, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("error: REQUEST:1:", run.Error, StringComparison.Ordinal);
        Assert.EndsWith($"({code})", run.Error.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_decided_by_a_policy_with_errors()
    {
        var broken = folder.Add(
            "broken.json",
            SmallPolicy.Text.Replace("\"then\": \"helpers\"", "\"then\": \"helper\"", StringComparison.Ordinal)
        );

        var run = ToolRun.Of("explain", broken, Outage);

        Assert.Equal(ExitCodes.Unusable, run.Code);
        Assert.Contains("There is no queue \"helper\".", run.Error, StringComparison.Ordinal);
    }
}
