using System.Collections.Immutable;
using SupportKit.Rules;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>What becomes of a reply to a closed ticket, and of its escalation, is the policy's to say.</summary>
public class ClosedTicketsTests
{
    private static readonly Actor Ana = Actor.Requester("ana");

    // A closed ticket can come back, by a trigger of its own or by a reply.
    private const string WithAWayBack = """
        "workflow": {
          "initial": "new",
          "states": {
            "new": { "category": "new", "permit": { "close": "closed", "answer": "new" }, "ignore": ["requester-reply"] },
            "closed": { "category": "closed", "permit": { "reopen": "new" } }
          }
        }
        """;

    [Fact]
    public async Task Without_the_section_the_workflow_says_what_a_closed_ticket_takes()
    {
        var (life, ticket) = await ClosedAsync(TicketLifePolicies.Plain);

        Assert.Equal("ticket.transition_not_permitted", await life.RefusedAsync(ticket, Reply));
        Assert.Equal("ticket.state_closed", await life.RefusedAsync(ticket, Escalation));
    }

    [Fact]
    public async Task A_reply_is_refused_where_the_policy_refuses_it_and_the_desk_still_answers()
    {
        var (life, ticket) = await ClosedAsync(With("""{ "reply": "refuse" }"""));

        Assert.Equal("ticket.reply_late", await life.RefusedAsync(ticket, Reply));
        Assert.Equal("ticket.reply_late", await life.RefusedAsync(ticket, MoreHelp));
        Assert.Equal(ticket.Version, (await life.ReadAsync(ticket)).Version);
    }

    [Fact]
    public async Task A_reply_reopens_the_ticket_where_the_policy_says_so()
    {
        var (life, ticket) = await ClosedAsync(With("""{ "reply": "reopen" }""", WithAWayBack));

        var after = (await life.DoAsync(ticket, Reply)).Ticket;

        Assert.Equal((ticket.Id, "new"), (after.Id, after.State));
        Assert.Contains(new TicketEvent.RequesterReplied("It is back."), await life.EventsAsync(after));
        Assert.Contains(new TicketEvent.Reopened(), await life.EventsAsync(after));
    }

    [Fact]
    public async Task A_reply_opens_a_linked_ticket_that_knows_what_the_old_one_knew()
    {
        var life = new TicketLifeDeskFixture(With("""{ "reply": "linked" }"""));
        var ticket = await life.OpenAsync(
            Question() with
            {
                Title = "The deploy hangs",
                Answers = Facts(("environment", "PROD"), ("contact", "ana")),
                Stated = FactSet.Empty.With("incidentOpen", true),
            }
        );
        ticket = (await life.DoAsync(ticket, new TicketCommand.Fire(Ana, Triggers.Close))).Ticket;
        life.Time.SetNow(At("2026-03-02T13:00:00Z"));

        var next = (await life.DoAsync(ticket, Reply)).Ticket;

        Assert.NotEqual(ticket.Id, next.Id);
        Assert.Equal(("ana", "question", "The deploy hangs"), (next.Requester, next.Category, next.Title));
        Assert.Equal(("PROD", "ana"), (next.Facts["environment"]!.Value.Text, next.Facts["contact"]!.Value.Text));
        Assert.True(next.Facts["incidentOpen"]!.Value.IsTrue);
        Assert.Equal(("high", "desk", "new"), (next.Priority, next.Queue, next.State));
        Assert.Equal(At("2026-03-02T17:00:00Z"), next.PromiseOf("first-response")!.Due);
        var opened = Assert.IsType<TicketEvent.Opened>((await life.EventsAsync(next))[0]);
        Assert.Equal(("It is back.", ticket.Id), (opened.Body.Text, opened.Continues!.Value));
        var before = await life.ReadAsync(ticket);
        Assert.Equal(("closed", ticket.Id), (before.State, next.Continues!.Value));
        Assert.Equal([next.Id], before.ContinuedIn);
    }

    [Fact]
    public async Task What_no_longer_holds_does_not_come_along()
    {
        var (life, ticket) = await ClosedAsync(
            With("""{ "reply": "linked" }"""),
            ("environment", "PROD"),
            ("contact", "ana")
        );
        // The directory and the form have changed since.
        life.People["ana"] = new Requester("ana", "en", Facts(("role", "admin")));
        var another = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """
                "closedTickets": { "reply": "linked" },
                "facts": { "environment": { "values": ["LIVE", "TEST"] }, "contact": {}, "role": { "values": ["admin", "member"], "from": "requester" } },
                "forms": { "question": { "optional": ["environment"] } },
                "priority": { "levels": ["normal"], "rules": [{ "id": "rest", "then": "normal" }] }
                """
            ),
            life
        );

        var next = (await another.DoAsync(ticket, Reply)).Ticket;

        Assert.Null(next.Facts["environment"]); // no longer a value
        Assert.Null(next.Facts["contact"]); // no longer asked for
        Assert.Equal("admin", next.Facts["role"]!.Value.Text); // new, of the directory
    }

    [Fact]
    public async Task After_the_span_the_other_rule_holds_and_its_last_instant_is_included()
    {
        var policy = With("""{ "reply": "reopen", "within": "30d", "later": "linked" }""", WithAWayBack);
        var (life, ticket) = await ClosedAsync(policy);
        var (_, other) = (0, await life.OpenAsync());
        other = (await life.DoAsync(other, new TicketCommand.Fire(Ana, Triggers.Close))).Ticket;

        life.Time.SetNow(ticket.UpdatedAt + NodaTime.Duration.FromDays(30));
        Assert.Equal(ticket.Id, (await life.DoAsync(ticket, Reply)).Ticket.Id);

        life.Time.SetNow(other.UpdatedAt + NodaTime.Duration.FromDays(30) + NodaTime.Duration.FromMilliseconds(1));
        Assert.Equal(other.Id, (await life.DoAsync(other, Reply)).Ticket.Continues);
    }

    [Fact]
    public async Task A_linked_ticket_is_screened_and_limited_as_any_opening()
    {
        var (life, ticket) = await ClosedAsync(
            With(
                """{ "reply": "linked" }""",
                """ "screening": { "rateLimit": { "then": "refuse", "tickets": 2, "within": "1h" } } """
            )
        );
        _ = await life.DoAsync(ticket, Reply);

        Assert.Equal("screening.message_refused", await life.RefusedAsync(ticket, Reply));
        Assert.Single((await life.ReadAsync(ticket)).ContinuedIn);
    }

    [Fact]
    public async Task Parallel_replies_with_one_command_id_open_one_ticket()
    {
        var (life, ticket) = await ClosedAsync(With("""{ "reply": "linked" }"""));

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => life.Desk.ApplyAsync(Key(ticket), Reply, commandId: "reply-1")))
        );

        var next = Assert.Single(results.Select(result => result.OrThrow().Ticket.Id).Distinct());
        Assert.Equal([next], (await life.ReadAsync(ticket)).ContinuedIn);
        // And with ids of their own each opens one, of which the closed ticket knows.
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => life.ApplyAsync(ticket, Reply))));
        Assert.Equal(6, (await life.ReadAsync(ticket)).ContinuedIn.Length);
    }

    [Fact]
    public async Task A_process_that_dies_leaves_both_tickets_or_neither()
    {
        var (life, ticket) = await ClosedAsync(With("""{ "reply": "linked" }"""));
        var dying = life.NewDesk(new StoreThatDiesAtTwo(life.Store));
        await Assert.ThrowsAsync<IOException>(() => dying.ApplyAsync(Key(ticket), Reply, commandId: "reply-1"));
        Assert.Single((await life.Desk.ListAsync(new TicketQuery(Tenant, Viewer.Desk))).Tickets);
        Assert.Empty((await life.ReadAsync(ticket)).ContinuedIn);

        var next = (await life.Desk.ApplyAsync(Key(ticket), Reply, commandId: "reply-1")).OrThrow().Ticket;

        Assert.Equal([next.Id], (await life.ReadAsync(ticket)).ContinuedIn);
        Assert.Equal(2, (await life.Desk.ListAsync(new TicketQuery(Tenant, Viewer.Desk))).Tickets.Length);
    }

    [Fact]
    public async Task Whoever_takes_part_opens_nothing_in_the_requesters_name()
    {
        var life = new TicketLifeDeskFixture(
            With("""{ "reply": "linked" }""", """ "privacy": { "sharing": { "consent": "none" } } """)
        );
        var ticket = await life.OpenAsync();
        ticket = (await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"))).Ticket;
        ticket = (await life.DoAsync(ticket, new TicketCommand.Fire(Ana, Triggers.Close))).Ticket;

        Assert.Equal("ticket.reply_late", await life.RefusedAsync(ticket, new TicketCommand.Reply(Rui, "It is back.")));
        Assert.Equal(
            "ticket.not_found",
            await life.RefusedAsync(ticket, new TicketCommand.Reply(Actor.Requester("eva"), "Me too."))
        );
    }

    [Theory]
    [InlineData("reopen")]
    [InlineData("linked")]
    public async Task Spam_comes_back_by_no_reply(string reply)
    {
        var life = new TicketLifeDeskFixture(With($$"""{ "reply": "{{reply}}", "escalate": true }""", WithAWayBack));
        var ticket = await life.OpenAsync();
        ticket = (await life.DoAsync(ticket, new TicketCommand.MarkSpam(Bia))).Ticket;

        Assert.Equal("ticket.reply_late", await life.RefusedAsync(ticket, Reply));
        Assert.Equal("ticket.state_closed", await life.RefusedAsync(ticket, Escalation));
    }

    [Fact]
    public async Task A_closed_ticket_is_escalated_where_the_policy_says_so_and_comes_back()
    {
        var (life, ticket) = await ClosedAsync(
            With("""{ "reply": "refuse", "within": "2d", "escalate": true }""", WithAWayBack)
        );
        var late = (await life.DoAsync(await life.OpenAsync(), new TicketCommand.Fire(Ana, Triggers.Close))).Ticket;

        var after = (await life.DoAsync(ticket, Escalation)).Ticket;

        Assert.Equal(("new", "leads"), (after.State, after.EscalatedToQueue));
        life.Time.SetNow(At("2026-03-05T09:00:00Z"));
        Assert.Equal("ticket.state_closed", await life.RefusedAsync(late, Escalation));
    }

    [Theory]
    [InlineData("""{ "reply": "linked" }""", true)]
    [InlineData("""{ "reply": "refuse" }""", false)]
    public async Task The_actions_of_a_closed_ticket_tell_whether_a_reply_is_taken(string section, bool isTaken)
    {
        var (life, ticket) = await ClosedAsync(With(section));

        var actions = await life.Desk.GetAvailableActionsAsync(Key(ticket), Ana);

        Assert.Equal(isTaken, actions.Single(action => action.Operation == "reply").Allowed);
    }

    private static TicketCommand Reply => new TicketCommand.Reply(Ana, "It is back.");

    private static TicketCommand MoreHelp => new TicketCommand.RequestFurtherHelp(Ana, "It is back.");

    private static TicketCommand Escalation => new TicketCommand.Escalate(Ana, "stuck", "web", FactSet.Empty);

    private static Policy With(string section, string? more = null) =>
        TicketLifePolicies.With($"\"closedTickets\": {section}{(more is null ? "" : "," + more)}");

    private static async Task<(TicketLifeDeskFixture Life, Ticket Ticket)> ClosedAsync(
        Policy policy,
        params (string, FactValue)[] answers
    )
    {
        var life = new TicketLifeDeskFixture(policy);
        var ticket = await life.OpenAsync(Question() with { Answers = Facts(answers) });
        return (life, (await life.DoAsync(ticket, new TicketCommand.Fire(Ana, Triggers.Close))).Ticket);
    }

    // Two tickets are stored together, or not at all: whoever stores them one by one does not pass here.
    private sealed class StoreThatDiesAtTwo(ITicketStore inner) : DelegatingTicketStore(inner)
    {
        public override Task<CommitOutcome> CommitTogetherAsync(
            ImmutableArray<TicketCommit> commits,
            CancellationToken cancellationToken
        ) => throw new IOException("The process has ended.");
    }
}
