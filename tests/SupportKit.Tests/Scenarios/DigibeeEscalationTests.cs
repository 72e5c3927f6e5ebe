using SupportKit.Decisions;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>What Digibee's public policy says of escalating a case.</summary>
public class DigibeeEscalationTests
{
    private static readonly FactSet Details = Facts(
        ("firstCase", "c-17"),
        ("problem", "It came back."),
        ("environment", "PROD"),
        ("justification", "The cause was not found.")
    );

    [Theory]
    [InlineData("contradicts-expectations")]
    [InlineData("situation-changed")]
    [InlineData("another-look")]
    [Trait("Requirement", "DIG-18")]
    public void A_customer_may_escalate_for_each_published_reason(string reason) =>
        Assert.Equal(
            "support-lead",
            Accepted(Decide(new TicketCommand.Escalate(Ana, reason, "escalation", Details))).Ticket.EscalatedToQueue
        );

    [Fact]
    [Trait("Requirement", "DIG-18")]
    public void Impatience_is_no_reason()
    {
        var refusal = Refused<Refusal.CommandRefused>(
            Decide(new TicketCommand.Escalate(Ana, "faster-please", "escalation", Details))
        );

        Assert.Equal("escalation.reason_unknown", refusal.Code);
    }

    [Theory]
    [InlineData("firstCase")]
    [InlineData("problem")]
    [InlineData("environment")]
    [InlineData("justification")]
    [Trait("Requirement", "DIG-19")]
    public void An_escalation_that_lacks_something_is_asked_for_it(string field)
    {
        var lacking = FactSet.Of(Details.Where(fact => fact.Key != field));

        var refusal = Refused<Refusal.NeedInfo>(
            Decide(new TicketCommand.Escalate(Ana, "another-look", "escalation", lacking))
        );

        Assert.Equal([field], refusal.Missing.Select(missing => missing.Name));
    }

    [Theory]
    [InlineData("escalation", true)]
    [InlineData("platform", false)]
    [Trait("Requirement", "DIG-19")]
    public void An_escalation_comes_in_by_a_channel_of_its_own(string channel, bool taken)
    {
        var decision = Decide(new TicketCommand.Escalate(Ana, "another-look", channel, Details));

        Assert.Equal(taken ? null : "escalation.channel_wrong", decision.Explain().RefusalCode);
    }

    [Fact]
    [Trait("Requirement", "DIG-20")]
    public void An_escalation_calls_in_a_leader_and_leaves_priority_and_deadlines_alone()
    {
        var before = Opened(Digibee, Incident());

        var escalated = Accepted(Decide(new TicketCommand.Escalate(Ana, "another-look", "escalation", Details)));

        var after = escalated.Ticket;
        Assert.Equal((before.Priority, before.Queue, before.State), (after.Priority, after.Queue, after.State));
        Assert.Equal(before.Promises, after.Promises);
        var message = Assert.Single(escalated.Messages, sent => sent.To.Kind == RecipientKind.Queue);
        Assert.Equal(
            (RecipientKind.Queue, "support-lead", "escalated"),
            (message.To.Kind, message.To.Id, message.Template)
        );
    }

    [Fact]
    public void A_desk_without_escalation_says_so()
    {
        var policy = Small();
        var ticket = Opened(policy, SmallQuestion);

        var decision = Decider.Decide(
            policy,
            ticket,
            new TicketCommand.Escalate(Ana, "another-look", "web", Details),
            SmallQuestion,
            Monday
        );

        Assert.Equal("escalation.feature_disabled", Refused<Refusal.CommandRefused>(decision).Code);
    }

    private static Decision Decide(TicketCommand command)
    {
        var ticket = Opened(Digibee, Incident());
        return Decider.Decide(Digibee, ticket, command, ticket.Facts, Monday);
    }
}
