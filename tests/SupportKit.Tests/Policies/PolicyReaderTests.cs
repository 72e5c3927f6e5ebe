using SupportKit.Hosting;
using SupportKit.PolicyJson;

namespace SupportKit.Tests.Policies;

/// <summary>A policy that is wrong anywhere is refused whole, and each fault says where it stands and what to do.</summary>
public class PolicyReaderTests
{
    private const string Good = """
        {
          // comments and trailing commas are welcome
          "id": "acme",
          "channels": { "web": {} },
          "categories": { "question": {} },
          "facts": { "plan": { "values": ["free", "pro"] }, "seats": { "type": "number" } },
          "forms": { "question": { "required": ["plan"] } },
          "scope": [
            { "id": "all", "then": "accept" },
          ],
          "priority": {
            "levels": ["normal"],
            "rules": [{ "id": "all", "when": { "plan": "pro" }, "then": "normal" }]
          },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
          "calendars": { "office": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-18:00"] } } },
          "sla": [{ "id": "answer", "metric": "first-response", "within": "4h", "calendar": "office" }]
        }
        """;

    [Fact]
    public void A_good_policy_is_read() => Assert.Equal("acme", Policy.Parse(Good).Id);

    [Theory]
    // what is written instead of what → code, path, line
    [InlineData("\"plan\": \"pro\"", "\"plann\": \"pro\"", "policy.fact_unknown", "$.priority.rules[0].when.plann", 13)]
    [InlineData("\"plan\": \"pro\"", "\"plan\": \"gold\"", "policy.value_unknown", "$.priority.rules[0].when.plan", 13)]
    [InlineData("\"plan\": \"pro\"", "\"plan\": 3", "policy.value_unknown", "$.priority.rules[0].when.plan", 13)]
    [InlineData(
        "\"plan\": \"pro\"",
        "\"plan\": { \"atLeast\": 3 }",
        "policy.operator_unknown",
        "$.priority.rules[0].when.plan.atLeast",
        13
    )]
    [InlineData("\"plan\": \"pro\"", "\"any\": []", "policy.value_mistyped", "$.priority.rules[0].when.any", 13)]
    [InlineData(
        "\"then\": \"normal\"",
        "\"then\": \"urgent\"",
        "policy.priority_unknown",
        "$.priority.rules[0].then",
        13
    )]
    [InlineData("\"then\": \"desk\"", "\"then\": \"dask\"", "policy.queue_unknown", "$.routing.rules[0].then", 15)]
    [InlineData("\"then\": \"accept\"", "\"then\": \"maybe\"", "policy.value_mistyped", "$.scope[0].then", 9)]
    [InlineData(
        "\"then\": \"accept\"",
        "\"then\": { \"redirect\": \"forum\" }",
        "policy.channel_unknown",
        "$.scope[0].then.redirect",
        9
    )]
    [InlineData("\"then\": \"accept\"", "\"than\": \"accept\"", "policy.property_unknown", "$.scope[0].than", 9)]
    [InlineData("\"id\": \"acme\",", "", "policy.property_missing", "$", 1)]
    [InlineData(
        "\"required\": [\"plan\"]",
        "\"required\": [\"plam\"]",
        "policy.fact_unknown",
        "$.forms.question.required[0]",
        7
    )]
    [InlineData(
        "\"forms\": { \"question\"",
        "\"forms\": { \"qestion\"",
        "policy.category_unknown",
        "$.forms.qestion",
        7
    )]
    [InlineData(
        "\"values\": [\"free\", \"pro\"]",
        "\"values\": [\"free\", \"free\", \"pro\"]",
        "policy.value_repeated",
        "$.facts.plan.values",
        6
    )]
    [InlineData("\"seats\"", "\"category\"", "policy.fact_reserved", "$.facts.category", 6)]
    [InlineData("\"seats\"", "\"plan\"", "policy.property_duplicated", "$.facts.plan", 6)]
    [InlineData("\"type\": \"number\"", "\"type\": \"numeric\"", "policy.value_unknown", "$.facts.seats.type", 6)]
    [InlineData("Europe/Paris", "Europe/Pariz", "calendar.time_zone_unknown", "$.calendars.office.timeZone", 16)]
    [InlineData("09:00-18:00", "09:00-99:00", "calendar.hours_unreadable", "$.calendars.office.hours.mon-fri[0]", 16)]
    [InlineData(
        "\"calendar\": \"office\"",
        "\"calendar\": \"ofice\"",
        "policy.calendar_unknown",
        "$.sla[0].calendar",
        17
    )]
    [InlineData("\"within\": \"4h\"", "\"within\": \"4 hours\"", "policy.time_unreadable", "$.sla[0].within", 17)]
    [InlineData(
        "\"within\": \"4h\"",
        "\"within\": \"4h\", \"warnAt\": \"150%\"",
        "policy.warning_unreadable",
        "$.sla[0].warnAt",
        17
    )]
    [InlineData(
        "\"within\": \"4h\"",
        "\"within\": \"4h\", \"earliest\": \"soon\"",
        "policy.time_unreadable",
        "$.sla[0].earliest",
        17
    )]
    [InlineData("first-response", "first-reply", "policy.metric_unknown", "$.sla[0].metric", 17)]
    [InlineData("\"id\": \"answer\",", "", "policy.property_missing", "$.sla[0]", 17)]
    public void A_fault_is_named_with_its_place_and_a_remedy(
        string good,
        string bad,
        string code,
        string path,
        int line
    )
    {
        var problems = Problems(ReplaceOnce(good, bad));

        var problem = Assert.Single(problems, problem => problem.Code == code);
        Assert.Equal((path, (int?)line), (problem.Path, problem.Line));
        ProblemText.AssertTold(problem);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{ \"id\": ", 1)]
    [InlineData("{\n  \"id\": \"acme\"\n  \"name\": \"x\"\n}", 3)]
    [InlineData("{} {}", 1)]
    public void A_text_that_is_not_json_is_refused_with_its_line(string text, int line)
    {
        var problem = Assert.Single(Problems(text));

        Assert.Equal(("policy.json_unreadable", (int?)line), (problem.Code, problem.Line));
    }

    [Fact]
    public void A_text_nested_too_deep_is_refused_and_does_not_exhaust_the_stack() =>
        Assert.Equal("policy.json_unreadable", Assert.Single(Problems(new string('[', 100_000))).Code);

    [Theory]
    [InlineData(64, "policy.value_mistyped")]
    [InlineData(65, "policy.size_exceeded")]
    [InlineData(100_000, "policy.size_exceeded")]
    public void Whole_JSON_of_more_levels_than_allowed_is_told_as_such(int levels, string code) =>
        Assert.Equal(code, Problems(new string('[', levels) + new string(']', levels)).First().Code);

    [Fact]
    public void All_faults_are_told_at_once_in_the_order_of_the_document()
    {
        var text = Good.Replace("\"plan\": \"pro\"", "\"plann\": \"pro\"")
            .Replace("first-response", "first-reply")
            .Replace("\"then\": \"accept\"", "\"then\": 1");

        Assert.Equal([9, 13, 17], Problems(text).Select(problem => problem.Line));
    }

    [Fact]
    public void A_slip_of_the_pen_is_answered_with_what_was_likely_meant() =>
        Assert.Contains(
            "\"plan\"",
            Assert.Single(Problems(ReplaceOnce("\"plan\": \"pro\"", "\"Plan\": \"pro\""))).Remedy
        );

    [Fact]
    public void The_version_follows_the_content_and_not_the_layout()
    {
        var reformatted = Good.Replace("// comments and trailing commas are welcome", "").Replace("  ", " ");

        Assert.Equal(Policy.Parse(Good).Version, Policy.Parse(reformatted).Version);
        Assert.NotEqual(Policy.Parse(Good).Version, Policy.Parse(ReplaceOnce("4h", "5h")).Version);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<PolicyException>(() => PolicyFile.Load("no-such-policy.json"));

        Assert.Equal(("policy.file_unreadable", "no-such-policy.json"), (error.Code, error.Problems[0].Path));
    }

    private static string ReplaceOnce(string good, string bad)
    {
        var at = Good.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The example holds no {good}.");
        return Good[..at] + bad + Good[(at + good.Length)..];
    }

    private static IEnumerable<PolicyProblem> Problems(string text) =>
        Assert.Throws<PolicyException>(() => Policy.Parse(text)).Problems;
}
