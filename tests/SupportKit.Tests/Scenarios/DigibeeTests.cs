using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>What Digibee asks of a request when it comes in, with cases on both sides of each line.</summary>
public class DigibeeTests
{
    [Theory]
    [InlineData("platform", true)]
    [InlineData("login", true)]
    [InlineData("website", true)]
    [InlineData("email", true)]
    [InlineData("project-team", false)]
    [InlineData("fax", false)]
    [Trait("Requirement", "DIG-1")]
    public void A_request_comes_in_by_an_official_channel(string channel, bool accepted)
    {
        var decision = Open(Digibee, Question(("channel", channel)));

        if (accepted)
            Assert.Equal(channel, Accepted(decision).Ticket.Channel);
        else
            Assert.Equal("intake.channel_unknown", Refused<Refusal.CommandRefused>(decision).Code);
    }

    [Theory]
    [InlineData("website", "website-first")]
    [InlineData("email", "everything-else")]
    [Trait("Requirement", "DIG-1")]
    public void The_channel_is_a_fact_that_rules_can_use(string channel, string rule)
    {
        const string First = """{ "id": "website-first", "when": { "channel": "website" }, "then": "support" },""";
        var policy = Policy.Parse(
            Digibee
                .ToJson()
                .Replace(
                    "\"rules\":[{\"id\":\"urgent",
                    $"\"rules\":[{First}{{\"id\":\"urgent",
                    StringComparison.Ordinal
                )
        );

        var explained = Accepted(Open(policy, Question(("channel", channel)))).Explain();

        Assert.Equal(rule, explained.Choices.Single(choice => choice.Because.RuleSet == "routing").Because.Winner);
    }

    [Theory]
    [InlineData("question", "support")]
    [InlineData("development", "support")]
    [InlineData("incident", "incident-response")]
    [InlineData("infrastructure", "infrastructure")]
    [Trait("Requirement", "DIG-2")]
    public void Questions_incidents_and_infrastructure_requests_are_helped_with(string category, string queue)
    {
        var urgent = category == "incident" ? "total" : "none";

        Assert.Equal(
            queue,
            Opened(
                Digibee,
                Incident(("category", category), ("impact", urgent), ("question", "How?"), ("logic", "nightly"))
            ).Queue
        );
    }

    [Fact]
    [Trait("Requirement", "DIG-2")]
    public void Any_other_category_is_not_known_here() =>
        Assert.Equal(
            "intake.category_unknown",
            Refused<Refusal.CommandRefused>(Open(Digibee, Question(("category", "catering")))).Code
        );

    [Theory]
    [InlineData("question")]
    [InlineData("logic")]
    [InlineData("pipelineName")]
    [InlineData("environment")]
    [Trait("Requirement", "DIG-3")]
    public void A_development_question_that_lacks_a_field_is_asked_for_it(string field)
    {
        var complete = Question(
            ("category", "development"),
            ("question", "How?"),
            ("logic", "nightly"),
            ("pipelineName", "p"),
            ("environment", "TEST")
        );
        var lacking = FactSet.Of(complete.Where(fact => fact.Key != field));

        Accepted(Open(Digibee, complete));
        Assert.Equal(
            [field],
            Refused<Refusal.NeedInfo>(Open(Digibee, lacking)).Missing.Select(missing => missing.Name)
        );
    }

    [Theory]
    [InlineData("pipelineName")]
    [InlineData("environment")]
    [InlineData("pipelineKey")]
    [InlineData("errorMessage")]
    [InlineData("errorAt")]
    [InlineData("expected")]
    [InlineData("actual")]
    [InlineData("analysis")]
    [Trait("Requirement", "DIG-4")]
    public void An_incident_that_lacks_a_field_is_asked_for_it(string field)
    {
        var lacking = FactSet.Of(Incident().Where(fact => fact.Key != field));

        Assert.Equal(
            [field],
            Refused<Refusal.NeedInfo>(Open(Digibee, lacking)).Missing.Select(missing => missing.Name)
        );
    }

    [Fact]
    [Trait("Requirement", "DIG-4")]
    public void An_incident_needs_no_project_name() => Accepted(Open(Digibee, Incident()));

    [Fact]
    public void What_is_missing_is_asked_for_in_the_persons_language() =>
        Assert.Equal(
            "Por favor, acrescente: nome do pipeline.",
            Refused<Refusal.NeedInfo>(Open(Digibee, FactSet.Of(Incident().Where(fact => fact.Key != "pipelineName"))))
                .ToRequesterText("pt-BR")
        );

    [Theory]
    [InlineData("2026-03-02T12:00:00Z", true)] // a Monday at nine
    [InlineData("2026-03-08T06:00:00Z", true)] // a Sunday at three in the morning
    [InlineData("2026-12-25T15:00:00Z", true)] // Christmas
    [InlineData("2026-12-25T15:00:00Z", false)]
    [InlineData("2026-03-08T06:00:00Z", false)]
    [Trait("Requirement", "DIG-5")]
    public void The_desk_is_open_around_the_clock_to_customers_and_others(string asked, bool contract)
    {
        var ticket = Opened(Digibee, Question(("contract", contract), ("signedIn", contract)), At(asked));

        Assert.Equal(At(asked), ticket.OpenedAt);
    }
}
