using SupportKit.Decisions;
using SupportKit.Tests.Sla;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.Sla.SlaDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>What a command records, that saying it again records nothing, and that a refusal names what could be said instead.</summary>
public class SameAgainTests
{
    private static readonly Policy Policy = SlaPolicies.Desks[0][0];

    [Fact]
    public void An_escalation_ends_once()
    {
        var escalated = Opened(Policy, SmallQuestion)
            .Then(Policy, new TicketCommand.Escalate(Ana, "slow", "web", FactSet.Empty), "2026-03-02T12:00:00Z");
        Assert.Equal("field", escalated.EscalatedToQueue);

        var ended = escalated.Then(Policy, new TicketCommand.DeEscalate(SlaCommands.Lead), "2026-03-02T13:00:00Z");
        var again = ended.Then(Policy, new TicketCommand.DeEscalate(SlaCommands.Lead), "2026-03-02T13:01:00Z");

        Assert.Null(ended.EscalatedToQueue);
        Assert.Equal(ended.Version, again.Version);
    }

    [Fact]
    public void An_acknowledgement_without_words_is_recorded()
    {
        var opened = Opened(Policy, SmallQuestion);

        var seen = Accepted(Decider.Decide(Policy, opened, new TicketCommand.Acknowledge(Agent), opened.Facts, Monday));

        Assert.Contains(seen.Events, recorded => recorded.Event is TicketEvent.Acknowledged);
    }

    public static TheoryData<TicketCommand, string> Unknown =>
        new()
        {
            { new TicketCommand.Escalate(Ana, "fast", "web", FactSet.Empty), "\"fast\" is not" },
            { new TicketCommand.Escalate(Ana, "fast", "web", FactSet.Empty), "one of: slow" },
            { new TicketCommand.ChangePriority(Agent, "p3", "It is urgent."), "p1, p2, p4" },
            { new TicketCommand.ChangeCategory(Agent, "weather"), "question, incident" },
        };

    [Theory]
    [MemberData(nameof(Unknown))]
    public void What_is_unknown_is_refused_with_all_that_is_known(TicketCommand command, string told)
    {
        var opened = Opened(Policy, SmallQuestion);

        var refused = Refused<Refusal.CommandRefused>(Decider.Decide(Policy, opened, command, opened.Facts, Monday));

        Assert.Contains(told, refused.Reason, StringComparison.Ordinal);
    }
}
