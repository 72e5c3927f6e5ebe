using SupportKit.Decisions;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>Commands on a ticket: what is carried out, what is refused and with which code.</summary>
public class DeciderTests
{
    private static readonly Policy Policy = Small();

    [Fact]
    public void A_transition_that_is_not_permitted_is_refused_and_what_is_permitted_is_named()
    {
        var refusal = Refused<Refusal.CommandRefused>(
            Decide(Opened(Policy, SmallQuestion), new TicketCommand.Fire(Ana, Triggers.Reopen))
        );

        Assert.Equal("ticket.transition_not_permitted", refusal.Code);
        Assert.Contains("close", refusal.Reason);
    }

    [Fact]
    public void Another_persons_ticket_looks_as_if_it_were_not_there()
    {
        var ticket = Opened(Policy, SmallQuestion);
        var reply = new TicketCommand.Reply(Actor.Requester("eve"), "Show me.");

        Assert.Equal("ticket.not_found", Refused<Refusal.CommandRefused>(Decide(ticket, reply)).Code);
        Assert.Equal(Decide(null, reply).Explain().RefusalCode, Decide(ticket, reply).Explain().RefusalCode);
    }

    public static IEnumerable<TheoryDataRow<TicketCommand>> NotTheirs =>
        [
            new TicketCommand.Acknowledge(Ana),
            new TicketCommand.Fire(Ana, Triggers.Resolve),
            new TicketCommand.Fire(Ana, Triggers.Hold),
            new TicketCommand.Fire(Agent, Triggers.Accept),
            new TicketCommand.Fire(Agent, Triggers.Answer), // an answer has words
            new TicketCommand.Reply(Actor.System, "Beep."),
        ];

    [Theory]
    [MemberData(nameof(NotTheirs))]
    public void An_actor_does_only_what_the_table_permits(TicketCommand command) =>
        Assert.Equal(
            "ticket.actor_not_permitted",
            Refused<Refusal.CommandRefused>(Decide(Opened(Policy, SmallQuestion), command)).Code
        );

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public void A_reply_without_words_is_refused(string body) =>
        Assert.Equal(
            "ticket.reply_empty",
            Refused<Refusal.CommandRefused>(
                Decide(Opened(Policy, SmallQuestion), new TicketCommand.Reply(Agent, body))
            ).Code
        );

    [Fact]
    public void A_closed_ticket_takes_no_more_words()
    {
        var closed = After(Policy, Opened(Policy, SmallQuestion), new TicketCommand.Fire(Ana, Triggers.Close), Monday);

        Assert.Equal(
            "ticket.transition_not_permitted",
            Refused<Refusal.CommandRefused>(Decide(closed, new TicketCommand.Reply(Ana, "One more thing"))).Code
        );
        Assert.Equal(
            "ticket.state_closed",
            Refused<Refusal.CommandRefused>(
                Decide(closed, new TicketCommand.Attach(Ana, "x", "a.png", "image/png", 3))
            ).Code
        );
    }

    [Fact]
    public void A_request_without_title_or_words_is_asked_for_them()
    {
        var decision = Decider.Decide(
            Policy,
            null,
            new TicketCommand.Open("ana", "default", Id, " ", ""),
            SmallQuestion,
            Monday
        );

        Assert.Equal(["title", "body"], Refused<Refusal.NeedInfo>(decision).Missing.Select(field => field.Name));
    }

    [Fact]
    public void A_policy_that_has_no_answer_says_so_instead_of_guessing()
    {
        var gap = Policy.Parse(
            """
            {
              "id": "gap", "channels": { "web": {} }, "categories": { "question": {} },
              "facts": { "plan": { "values": ["free", "pro"] } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "pro", "when": { "plan": "pro" }, "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """
        );

        var refusal = Refused<Refusal.CommandRefused>(Open(gap, SmallQuestion.With("plan", "free")));

        Assert.Equal("policy.rule_missing", refusal.Code);
        Assert.Contains("plan = free", refusal.Reason);
    }

    [Fact]
    public void A_conversation_runs_from_question_to_acceptance()
    {
        var ticket = Opened(Policy, SmallQuestion);
        Assert.Equal(StateCategory.New, ticket.StateCategory);

        ticket = After(Policy, ticket, new TicketCommand.Acknowledge(Agent), Monday);
        Assert.Equal("open", ticket.State);
        ticket = After(Policy, ticket, new TicketCommand.Reply(Agent, "Try this."), Monday);
        Assert.Equal("answered", ticket.State);
        ticket = After(Policy, ticket, new TicketCommand.Reply(Ana, "It does not help."), Monday);
        Assert.Equal("open", ticket.State);
        ticket = After(Policy, ticket, new TicketCommand.Fire(Agent, Triggers.Resolve), Monday);
        Assert.Equal("resolved", ticket.State);
        ticket = After(Policy, ticket, new TicketCommand.Fire(Ana, Triggers.Accept), Monday);
        Assert.Equal("closed", ticket.State);
    }

    [Fact]
    public void One_fact_has_one_message_id()
    {
        var first = Accepted(Open(Digibee, Incident()));
        var again = Accepted(Open(Digibee, Incident()));

        Assert.Equal(first.Messages.Select(message => message.Id), again.Messages.Select(message => message.Id));
        Assert.Equal(first.Messages.Length, first.Messages.Select(message => message.Id).Distinct().Count());
    }

    private static Decision Decide(Ticket? ticket, TicketCommand command) =>
        Decider.Decide(Policy, ticket, command, SmallQuestion, Monday);
}
