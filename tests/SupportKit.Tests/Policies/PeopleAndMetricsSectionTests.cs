using NJsonSchema;
using NodaTime;
using SupportKit.Hosting;
using SupportKit.Policies;
using SupportKit.PolicyJson;
using SupportKit.Privacy;
using SupportKit.Routing;
using SupportKit.Sla;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Policies;

/// <summary>The sections <c>metrics</c>, <c>privacy</c>, <c>terms</c> and <c>access</c>, as they are read, built and refused.</summary>
public class PeopleAndMetricsSectionTests
{
    private const string Document = """
        {
          "id": "sections",
          "channels": { "web": {} },
          "categories": { "question": {} },
          "facts": {
            "signedIn": { "type": "boolean", "from": "request" },
            "owner": { "type": "boolean", "from": "requester" },
            "pipeline": {}
          },
          "scope": [{ "id": "all", "then": "accept" }],
          "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
          "routing": { "queues": { "desk": { "order": "arrival" } }, "rules": [{ "id": "all", "then": "desk" }] },
          "metrics": {
            "resolution": { "onChange": "continue" },
            "vendor-answer": { "start": ["on-hold"], "stop": ["open"], "pause": ["pending", "escalated"], "resume": ["de-escalated"] }
          },
          "sla": [
            { "id": "solve", "metric": "resolution", "within": "8h", "warnAt": ["50%", "30m before"] },
            { "id": "vendor", "metric": "vendor-answer", "within": "4h" }
          ],
          "privacy": { "agents": "own", "sharing": false, "withhold": { "visibleIf": { "signedIn": true }, "facts": ["pipeline"], "messages": true } },
          "terms": { "version": "2026-01", "advice": "Accept them first." },
          "access": { "grantedBy": { "owner": true }, "maxDuration": "7d" }
        }
        """;

    [Fact]
    public void A_ready_metric_is_changed_where_the_policy_says_something_and_stays_where_it_does_not()
    {
        var sla = Policy.Parse(Document).Sla;

        var resolution = sla.MetricOf("resolution")!;
        Assert.Equal(OnChange.Continue, resolution.OnChange);
        Assert.Equal(Metric.Resolution.PauseIn, resolution.PauseIn);
        Assert.Equal(Metric.Resolution.Start, resolution.Start);
    }

    [Fact]
    public void A_pause_may_name_categories_of_states_and_signals()
    {
        var metric = Policy.Parse(Document).Sla.MetricOf("vendor-answer")!;

        Assert.Equal([StateCategory.Pending], metric.PauseIn);
        Assert.Equal(["escalated"], metric.PauseOn);
        Assert.Equal(["de-escalated"], metric.ResumeOn);
        Assert.Equal(OnChange.Recompute, metric.OnChange);
    }

    [Fact]
    public void Warnings_come_at_a_share_of_the_time_or_some_time_before_its_end()
    {
        var promise = Opened(Policy.Parse(Document.Replace("\"terms\"", "\"comment\"")), SmallQuestion)
            .PromiseOf("resolution")!;

        Assert.Equal([Monday + Duration.FromHours(4), Monday + Duration.FromMinutes(450)], promise.Warnings);
    }

    [Fact]
    public void The_builder_writes_the_same_document()
    {
        var read = Policy.Parse(Document);
        var builder = PolicyBuilder
            .From(read)
            .Metric(read.Sla.MetricOf("vendor-answer")!)
            .Privacy(agentsSeeOwn: true, sharing: false)
            .ShowOnlyIf(ConditionBuilder.Fact("signedIn").Is(true), messages: true, "pipeline")
            .Terms("2026-01", LocalizedText.Invariant("Accept them first."))
            .Access(ConditionBuilder.Fact("owner").Is(true), "7d")
            .ShareWithinOrganization(takePart: true)
            .Queue("desk", order: QueueOrder.Arrival)
            .Assignment("desk", AssignmentMode.LeastLoaded, sameLanguage: true, skill: "pipeline")
            .Promise("late", Metric.Resolution, ConditionBuilder.Always, "9h", warnAt: 50, warnBefore: "15m");

        var built = builder.Build();

        Assert.Equal(read.Privacy.AgentsSeeOwn, built.Privacy.AgentsSeeOwn);
        Assert.Equal(["pipeline"], built.Privacy.Visibility!.Facts);
        Assert.Equal(OrganizationAccess.TakePart, built.Privacy.Organization);
        Assert.Equal(
            new AssignmentRules(AssignmentMode.LeastLoaded, SameLanguage: true, "pipeline"),
            built.Routing.Queues.Single().Assignment
        );
        Assert.Equal(OrganizationAccess.None, read.Privacy.Organization);
        Assert.Equal(AssignmentRules.Manual, read.Routing.Queues.Single().Assignment);
        Assert.Equal("2026-01", built.Terms!.Version);
        Assert.Equal(Duration.FromDays(7), built.Access!.MaxDuration);
        Assert.Equal(QueueOrder.Arrival, built.Routing.Queues.Single().Order);
        Assert.Equal(["escalated"], built.Sla.MetricOf("vendor-answer")!.PauseOn);
        var late = built.Sla.TargetsOf("resolution")!.Rules.Single(rule => rule.Id == "late").Then;
        Assert.Equal(["50%", "15m before"], late.Warnings.Select(warning => warning.ToString()));
    }

    [Fact]
    public async Task The_published_schema_knows_the_sections()
    {
        var schema = await JsonSchema.FromJsonAsync(PolicySchema.Json);

        Assert.Empty(schema.Validate(Policy.Parse(Document).ToJson()));
    }

    [Theory]
    [InlineData("\"start\": [\"on-hold\"]", "\"start\": [\"hold\"]", "policy.signal_unknown")]
    [InlineData("\"stop\": [\"open\"], ", "", "policy.metric_endless")]
    [InlineData(", \"resume\": [\"de-escalated\"]", "", "policy.metric_half_paused")]
    [InlineData(", \"escalated\"", "", "policy.metric_half_paused")]
    [InlineData("\"continue\"", "\"go on\"", "policy.value_unknown")]
    [InlineData("\"metric\": \"vendor-answer\"", "\"metric\": \"vendor\"", "policy.metric_unknown")]
    [InlineData("30m before", "30 before", "policy.warning_unreadable")]
    [InlineData("30m before", "8h before", "policy.warning_too_early")]
    [InlineData("\"agents\": \"own\"", "\"agents\": \"some\"", "policy.value_unknown")]
    [InlineData("\"sharing\": false", "\"sharing\": \"no\"", "policy.value_mistyped")]
    [InlineData("[\"pipeline\"]", "[\"pipelines\"]", "policy.fact_unknown")]
    [InlineData("\"visibleIf\": { \"signedIn\": true }, ", "", "policy.property_missing")]
    [InlineData("\"version\": \"2026-01\", ", "", "policy.property_missing")]
    [InlineData("\"maxDuration\": \"7d\"", "\"maxDuration\": \"a week\"", "policy.time_unreadable")]
    [InlineData("{ \"owner\": true }", "{ \"boss\": true }", "policy.fact_unknown")]
    [InlineData("\"order\": \"arrival\"", "\"order\": \"random\"", "policy.value_unknown")]
    public void A_fault_in_them_is_named_with_its_line(string good, string bad, string code)
    {
        Assert.Contains(good, Document);

        var error = Assert.Throws<PolicyException>(() => Policy.Parse(Document.Replace(good, bad)));

        Assert.Contains(error.Problems, problem => problem.Code == code && problem.Line > 1);
        Assert.All(error.Problems, ProblemText.AssertTold);
    }
}
