using SupportKit.Decisions;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>Whom Digibee helps with what, and which team gets it, with cases on both sides of each line.</summary>
public class DigibeeScopeTests
{
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
        Assert.Equal(channel, Refused<Refusal.RedirectedTo>(Open(Digibee, Question(("category", category)))).To);

    [Fact]
    [Trait("Requirement", "DIG-10")]
    public void Systems_outside_the_platform_are_refused_with_the_reason() =>
        Assert.Contains(
            "outside Digibee",
            Refused<Refusal.OutOfScope>(Open(Digibee, Question(("category", "external-system")))).ToRequesterText()
        );

    [Theory]
    [InlineData(true, true, "signed-in")]
    [InlineData(true, false, "sign-in-first")]
    [InlineData(false, false, "needs-contract")]
    [Trait("Requirement", "DIG-10")]
    public void Data_of_an_environment_is_for_a_customer_who_is_signed_in(bool contract, bool signedIn, string rule) =>
        AssertScope(
            Question(("category", "environment-data"), ("contract", contract), ("signedIn", signedIn)),
            rule == "signed-in",
            rule,
            rule
        );

    [Theory]
    [InlineData("incident", true, "project-team", "agrees on a plan of action")]
    [InlineData("infrastructure", true, "project-team", "agrees on a plan of action")]
    [InlineData("infrastructure", false, "infrastructure", "")]
    [Trait("Requirement", "DIG-13")]
    public void A_complex_case_brings_in_the_project_team_and_the_person_is_told(
        string category,
        bool complex,
        string queue,
        string told
    )
    {
        var accepted = Accepted(
            Open(Digibee, Incident(("category", category), ("impact", "none"), ("complexCase", complex)))
        );

        Assert.Equal(queue, accepted.Ticket.Queue);
        Assert.Contains(told, accepted.Messages[0].Values["limit"]);
        Assert.Equal(told.Length == 0, accepted.Messages[0].Values["limit"].Length == 0);
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
