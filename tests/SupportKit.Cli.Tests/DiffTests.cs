using System.Text.Json;

namespace SupportKit.Cli.Tests;

public sealed class DiffTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly string old;

    public DiffTests() => old = folder.Add("old.json", SmallPolicy.Text);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_policy_written_otherwise_is_proved_to_decide_alike()
    {
        // Two rules in place of one, and the order of the others turned.
        var run = Diff(
            """{ "id": "large-outage", "when": { "category": "outage", "seats": { "atLeast": 100 } }, "then": "high" },""",
            """{ "id": "huge", "when": { "category": "outage", "seats": { "atLeast": 500 } }, "then": "high" }, { "id": "large", "when": { "seats": { "atLeast": 100 } }, "then": "high" },"""
        );

        Assert.Equal(("", ExitCodes.Success), (run.Error, run.Code));
        Assert.StartsWith("no change: all ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_is_told_with_its_smallest_example_and_how_many_requests_it_concerns()
    {
        var run = Diff("\"atLeast\": 100", "\"atLeast\": 50");

        Assert.Equal(ExitCodes.Failure, run.Code);
        Assert.Equal(
            """
            priority
              normal → high: 3 combinations
                category = outage and 50 ≤ seats < 100
            1 change among 36 combinations of facts

            """.ReplaceLineEndings("\n"),
            run.Output
        );
    }

    [Theory]
    [InlineData(
        "\"refuse\": \"No advertising, please.\"",
        "\"refuse\": \"No.\"",
        "told\n  \"No advertising, please.\" → \"No.\""
    )]
    [InlineData("{ \"refuse\": \"No advertising, please.\" }", "\"accept\"", "verdict\n  refuse → accept: ")]
    [InlineData("\"within\": \"4h\"", "\"within\": \"1bd\"", "first-response\n  4h in office → 1bd in office")]
    [InlineData("\"plan\": \"pro\" }", "\"plan\": \"free\" }", "first-response\n  4h in office → nothing")]
    [InlineData(
        "{ \"required\": [\"seats\"] }",
        "{ \"optional\": [\"seats\"] }",
        "field seats\n  asked for → not asked for: 3 combinations\n    category = outage and seats is not known"
    )]
    [InlineData("09:00-17:00", "09:00-18:00", "calendars that count otherwise: office\n")]
    [InlineData(
        "\"free\", \"pro\"]",
        "\"free\", \"pro\", \"max\"]",
        "only the new policy has: value \"max\" of fact \"plan\"\n"
    )]
    [InlineData("\"spam\": {}", "\"spam\": {}, \"praise\": {}", "only the new policy has: category \"praise\"\n")]
    public void Every_aspect_of_a_decision_is_compared(string from, string to, string told)
    {
        var run = Diff(from, to);

        Assert.Equal(("", ExitCodes.Failure), (run.Error, run.Code));
        Assert.Contains(told, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_that_is_not_compared_is_named_and_is_no_change()
    {
        var run = Diff("\"id\": \"small\",", "\"id\": \"small\", \"notifications\": { \"replies\": \"read\" },");

        Assert.Equal(ExitCodes.Success, run.Code);
        Assert.Contains(
            "sections that differ and are not compared: notifications\n",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("\"tickets\": 6, \"within\": \"year\"", "5 in year → 6 in year: ")]
    [InlineData("\"tickets\": 5, \"within\": \"month\"", "5 in year → 5 in month: ")]
    [InlineData("\"tickets\": 5, \"within\": \"year\", \"open\": 2", "5 in year → 5 in year, 2 open: ")]
    [InlineData(
        "\"tickets\": 5, \"within\": \"year\", \"per\": \"organization\"",
        "5 in year → 5 in year, per organization: "
    )]
    [InlineData(null, "5 in year → unlimited: ")]
    public void A_quota_is_compared_by_what_it_admits_and_no_assertion_speaks_of_it(string? quota, string told)
    {
        var before = folder.Add("before.json", WithQuota("\"tickets\": 5, \"within\": \"year\""));
        var after = folder.Add("after.json", quota is null ? SmallPolicy.Text : WithQuota(quota));

        var run = ToolRun.Of("diff", before, after);
        Assert.Equal(("", ExitCodes.Failure), (run.Error, run.Code));
        Assert.StartsWith($"quota\n  {told}", run.Output, StringComparison.Ordinal);
        Assert.Contains("plan = free", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not compared", run.Output, StringComparison.Ordinal);

        var asserted = ToolRun.Of("diff", before, after, "--assert", "never anything");
        Assert.Equal(("", ExitCodes.Success), (asserted.Error, asserted.Code));
        Assert.Contains("not asserted: ", asserted.Output, StringComparison.Ordinal);
        Assert.Contains("quotas", asserted.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quota_that_is_written_otherwise_is_no_change()
    {
        var one = folder.Add("one.json", WithQuota("\"tickets\": 5, \"within\": \"48h\""));
        var other = folder.Add("other.json", WithQuota("\"per\": \"requester\", \"tickets\": 5, \"within\": \"2d\""));

        var run = ToolRun.Of("diff", one, other);

        Assert.Equal(("", ExitCodes.Success), (run.Error, run.Code));
        Assert.StartsWith("no change: ", run.Output, StringComparison.Ordinal);
    }

    private static string WithQuota(string quota) =>
        SmallPolicy.Text.Replace(
            "\"id\": \"small\",",
            $"\"id\": \"small\", \"quotas\": [{{ \"id\": \"free\", \"when\": {{ \"plan\": \"free\" }}, \"then\": {{ {quota} }} }}],",
            StringComparison.Ordinal
        );

    [Fact]
    public void An_entitlement_that_leaves_a_plan_changes_what_its_customers_get()
    {
        var capgo = File.ReadAllText(Samples.PathOf("capgo.json"));
        var other = capgo.Replace(
            "\"solo\": { \"entitlements\": [\"technical\"] }",
            "\"solo\": {}",
            StringComparison.Ordinal
        );
        Assert.NotEqual(capgo, other);

        var run = ToolRun.Of("diff", Samples.PathOf("capgo.json"), folder.Add("capgo.json", other));

        Assert.Contains("verdict\n  accept → refuse: 96 combinations\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("plan = solo\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calendar_that_a_fact_chooses_changes_for_the_requests_that_it_is_chosen_for()
    {
        const string Office = "\"within\": \"4h\", \"calendar\": \"office\"";
        var by = SmallPolicy
            .Text.Replace(
                "\"from\": \"requester\" },",
                "\"from\": \"requester\" }, \"site\": { \"values\": [\"north\", \"south\"], \"from\": \"requester\" },",
                StringComparison.Ordinal
            )
            .Replace(
                "\"calendars\": {",
                "\"calendars\": { \"late\": { \"timeZone\": \"Europe/Paris\", \"hours\": { \"mon-fri\": [\"12:00-20:00\"] } },",
                StringComparison.Ordinal
            );
        var before = by.Replace(
            Office,
            "\"within\": \"4h\", \"calendar\": { \"by\": \"site\", \"north\": \"office\", \"otherwise\": \"office\" }",
            StringComparison.Ordinal
        );
        var after = by.Replace(
            Office,
            "\"within\": \"4h\", \"calendar\": { \"by\": \"site\", \"north\": \"late\", \"otherwise\": \"office\" }",
            StringComparison.Ordinal
        );
        Assert.NotEqual(before, after);

        var run = ToolRun.Of("diff", folder.Add("before.json", before), folder.Add("after.json", after));

        // Those of the south, and those of whom no site is known, are promised what they were.
        Assert.Equal(("", ExitCodes.Failure), (run.Error, run.Code));
        Assert.Contains("first-response\n  4h in office → 4h in late: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("plan = pro and site = north\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n1 change among ", run.Output, StringComparison.Ordinal);
        // Written otherwise, and the same for everybody.
        Assert.StartsWith(
            "no change: ",
            ToolRun.Of("diff", folder.Add("same.json", by), folder.Add("before.json", before)).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Machines_read_the_changes_as_JSON()
    {
        using var json = JsonDocument.Parse(Diff("\"atLeast\": 100", "\"atLeast\": 50", "--format", "json").Output);

        var change = json.RootElement.GetProperty("changes")[0];
        Assert.Equal("3", change.GetProperty("count").GetString());
        Assert.Equal(
            "outage",
            change.GetProperty("examples")[0].GetProperty("facts").GetProperty("category").GetString()
        );
    }

    [Fact]
    public void A_fact_of_another_type_cannot_be_compared()
    {
        var run = Diff(
            """{ "values": ["free", "pro"], "from": "requester" }""",
            """{ "from": "requester", "type": "text", "label": "plan" }"""
        );

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.Contains(
            "fact \"plan\": The old policy has one of free, pro there, and the new one has a text.",
            run.Error,
            StringComparison.Ordinal
        );
    }

    private ToolRun Diff(string from, string to, params string[] options)
    {
        Assert.Contains(from, SmallPolicy.Text, StringComparison.Ordinal);
        var now = folder.Add("new.json", SmallPolicy.Text.Replace(from, to, StringComparison.Ordinal));
        return ToolRun.Of(["diff", old, now, .. options]);
    }
}
