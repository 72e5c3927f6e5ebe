using SupportKit.Decisions;
using SupportKit.Rules;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>What Digibee's published policy says of a request, with cases on both sides of each line.</summary>
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
            Assert.Equal("intake.channel_unknown", Refused<Refusal.Rejected>(decision).Code);
    }

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
                .Reason.In("pt-BR")
        );

    [Theory]
    [InlineData("question", true)]
    [InlineData("incident", false)]
    [InlineData("infrastructure", false)]
    [Trait("Requirement", "DIG-6")]
    public void Without_a_contract_only_questions_are_answered(string category, bool accepted) =>
        AssertScope(
            Incident(("category", category), ("contract", false)),
            accepted,
            "without-contract",
            "needs-contract"
        );

    [Theory]
    [InlineData("question", true)]
    [InlineData("sign-in", true)]
    [InlineData("incident", false)]
    [Trait("Requirement", "DIG-7")]
    public void Before_signing_in_a_customer_gets_answers_and_help_with_signing_in(string category, bool accepted) =>
        AssertScope(Incident(("category", category), ("signedIn", false)), accepted, "before-sign-in", "sign-in-first");

    [Fact]
    [Trait("Requirement", "DIG-7")]
    public void Before_signing_in_a_customer_is_told_that_no_data_is_disclosed()
    {
        var receipt = Accepted(Open(Digibee, Question(("signedIn", false)))).Messages[0];

        Assert.Contains("no data of your environment is disclosed", receipt.Values["limit"]);
    }

    [Theory]
    [InlineData("question")]
    [InlineData("incident")]
    [InlineData("infrastructure")]
    [Trait("Requirement", "DIG-8")]
    public void A_signed_in_customer_is_helped_with_everything(string category) =>
        AssertScope(Incident(("category", category)), true, "signed-in", "");

    [Theory]
    [InlineData("projectUnderWay", true, "project-team")]
    [InlineData("inDesign", true, "project-team")]
    [InlineData("inDesign", false, "support")]
    [Trait("Requirement", "DIG-9")]
    public void What_belongs_to_a_project_under_way_goes_to_its_team(string fact, bool value, string queue) =>
        Assert.Equal(queue, Opened(Digibee, Question((fact, value))).Queue);

    [Theory]
    [InlineData("contract", "account-manager")]
    [InlineData("complex-adjustment", "project-team")]
    [Trait("Requirement", "DIG-10")]
    public void What_others_do_better_is_sent_to_them(string category, string channel) =>
        Assert.Equal(channel, Refused<Refusal.Redirected>(Open(Digibee, Question(("category", category)))).To);

    [Fact]
    [Trait("Requirement", "DIG-10")]
    public void Systems_outside_the_platform_are_refused_with_the_reason() =>
        Assert.Contains(
            "outside Digibee",
            Refused<Refusal.OutOfScope>(Open(Digibee, Question(("category", "external-system")))).Reason.In("en")
        );

    [Theory]
    [InlineData("total", false, "P1", "p1-total-outage")]
    [InlineData("total", true, "P2", "p2-total-with-workaround")]
    [Trait("Requirement", "DIG-14")]
    public void A_total_outage_in_production_without_a_workaround_is_critical(
        string impact,
        bool workaround,
        string priority,
        string rule
    ) => AssertPriority("PROD", impact, workaround, priority, rule);

    [Theory]
    [InlineData("partial", false, "P2", "p2-partial-outage")]
    [InlineData("degraded", false, "P2", "p2-partial-outage")]
    [InlineData("degraded", true, "P3", "p3-with-workaround")]
    [Trait("Requirement", "DIG-15")]
    public void A_partial_outage_in_production_without_a_workaround_is_high(
        string impact,
        bool workaround,
        string priority,
        string rule
    ) => AssertPriority("PROD", impact, workaround, priority, rule);

    [Theory]
    [InlineData("PROD", "partial", true, "P3", "p3-with-workaround")]
    [InlineData("TEST", "total", false, "P3", "p3-test-unavailable")]
    [InlineData("TEST", "degraded", false, "P4", "p4-test-degraded")]
    [InlineData("OTHER", "total", false, "P4", "p4-other-environment")]
    [Trait("Requirement", "DIG-16")]
    public void An_outage_with_a_workaround_or_in_test_is_medium(
        string environment,
        string impact,
        bool workaround,
        string priority,
        string rule
    ) => AssertPriority(environment, impact, workaround, priority, rule);

    [Fact]
    [Trait("Requirement", "DIG-17")]
    public void What_is_not_about_unavailability_is_low()
    {
        Assert.Equal("P4", Opened(Digibee, Question()).Priority);
        AssertPriority("PROD", "none", false, "P4", "p4-no-unavailability");
    }

    [Fact]
    public void Every_combination_an_incident_can_bring_has_a_priority()
    {
        var combinations =
            from environment in Digibee.Facts.Find("environment")!.Values
            from impact in Digibee.Facts.Find("impact")!.Values
            from workaround in new[] { true, false }
            select Incident(("environment", environment), ("impact", impact), ("workaround", workaround));

        Assert.All(combinations, facts => Accepted(Open(Digibee, facts)));
    }

    private static void AssertPriority(string environment, string impact, bool workaround, string priority, string rule)
    {
        var accepted = Accepted(
            Open(Digibee, Incident(("environment", environment), ("impact", impact), ("workaround", workaround)))
        );

        Assert.Equal(priority, accepted.Ticket.Priority);
        Assert.Equal(
            rule,
            accepted.Explain().Choices.Single(choice => choice.Because.RuleSet == "priority").Because.Winner
        );
    }

    private static void AssertScope(FactSet facts, bool accepted, string yes, string no)
    {
        var decision = Open(Digibee, facts);

        Assert.Equal(accepted, decision is Decision.Accepted);
        Assert.Equal(
            accepted ? yes : no,
            decision.Explain().Choices.Single(choice => choice.Because.RuleSet == "scope").Because.Winner
        );
    }
}
