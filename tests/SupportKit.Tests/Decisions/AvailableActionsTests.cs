using NodaTime;
using SupportKit.Decisions;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>What somebody can do with a ticket now is what the decider would accept, and nothing else.</summary>
public class AvailableActionsTests
{
    private static readonly Policy Policy = TicketLifePolicies.Plain;
    private static readonly Actor[] Actors =
    [
        Ana,
        Rui,
        Bia,
        Dora,
        Tracker,
        Actor.System,
        Actor.Requester("a stranger"),
    ];
    private static readonly string[] Files = ["f1", "f2", "f3"];
    private static readonly FactSet Admin = Facts(("role", "admin"));

    [Law(40, 300, EndSize = 40)]
    internal bool For_generated_tickets_an_ability_is_allowed_exactly_when_some_such_command_is_accepted(byte[] steps)
    {
        var (ticket, now) = Walk(steps);
        return Actors.All(actor =>
            AvailableActions
                .Of(Policy, ticket, actor, Admin, now)
                .All(ability =>
                    ability.Allowed
                    == Commands(ticket, actor, now)
                        .Any(one => one.Name == ability.Operation && Accepts(ticket, one.Command, now))
                )
        );
    }

    [Law(40, 1000, EndSize = 40)]
    internal bool For_generated_tickets_a_dry_run_refuses_what_the_decision_refuses_and_says_the_same(byte[] steps)
    {
        var (ticket, now) = Walk(steps);
        return Actors.All(actor =>
            AvailableActions
                .Of(Policy, ticket, actor, Admin, now)
                .Select(Told)
                .SequenceEqual(Decided(Policy, ticket, actor, now))
        );
    }

    [Fact]
    public void A_calendar_that_has_ended_refuses_in_a_dry_run_what_it_refuses_in_the_decision()
    {
        var policy = TicketLifePolicies.With(
            """
            "calendars": { "office": { "timeZone": "UTC", "hours": { "mon-fri": ["09:00-17:00"] }, "closures": ["2027-01-01/2200-12-31"] } },
            "sla": [{ "id": "answer-again", "metric": "next-response", "within": "2h", "calendar": "office" }]
            """
        );
        var ticket = After(
            policy,
            Opened(policy, SmallQuestion),
            new TicketCommand.Reply(Bia, "Which?", AsksBack: true),
            Monday
        );
        var late = Instant.FromUtc(2027, 2, 1, 9, 0);

        var told = AvailableActions.Of(policy, ticket, Ana, Admin, late).Select(Told).ToList();

        Assert.Contains(told, one => one.EndsWith("policy.calendar_ended", StringComparison.Ordinal));
        Assert.Equal(Decided(policy, ticket, Ana, late), told);
    }

    // As it would be if each attempt were carried out.
    private static IEnumerable<string> Decided(Policy policy, Ticket ticket, Actor actor, Instant now) =>
        Operations
            .All.SelectMany(row => row.Attempts(new Situation(policy, ticket, actor, now)))
            .Select(attempt =>
            {
                var facts = attempt.Command is TicketCommand.GrantAccess ? Admin : ticket.Facts;
                var decision = Decider.Decide(policy, ticket, attempt.Command, facts, now);
                return Told(new(attempt.Name, (decision as Decision.Refused)?.Refusal));
            });

    private static string Told(ActionAvailability ability) =>
        ability.Refusal is null or Refusal.NeedInfo
            ? ability.Operation
            : $"{ability.Operation}: {ability.Refusal.Reason} {ability.Refusal.Code}";

    [Fact]
    public void Every_ability_is_one_the_property_knows()
    {
        var ticket = Opened(Policy, SmallQuestion);

        Assert.Equal(
            AvailableActions
                .Of(Policy, ticket, Bia, FactSet.Empty, Monday)
                .Select(ability => ability.Operation)
                .Order(),
            Commands(ticket, Bia, Monday).Select(one => one.Name).Distinct().Order()
        );
    }

    [Fact]
    public void What_an_agent_and_a_requester_can_do_with_a_new_question_and_why_not_the_rest()
    {
        var ticket = Opened(Policy, SmallQuestion);

        Assert.Equal("yes", Can(Bia, "reply"));
        Assert.Equal("yes", Can(Bia, "fire resolve"));
        Assert.Equal("ticket.transition_not_permitted", Can(Bia, "fire reopen")); // it is not resolved
        Assert.Equal("link.reference_unknown", Can(Bia, "update-linked-issue")); // of what?
        Assert.Equal("ticket.actor_not_permitted", Can(Bia, "share")); // the requester's to do
        Assert.Equal("ticket.actor_not_permitted", Can(Bia, "de-escalate")); // a lead's

        Assert.Equal("yes", Can(Ana, "reply"));
        Assert.Equal("yes", Can(Ana, "share"));
        Assert.Equal("yes", Can(Ana, "fire close"));
        Assert.Equal("ticket.answer_missing", Can(Ana, "request-further-help"));
        Assert.Equal("access.account_unauthorized", Can(Ana, "grant-access")); // she is no admin
        Assert.Equal("ticket.actor_not_permitted", Can(Ana, "note"));

        Assert.All(
            AvailableActions.Of(Policy, ticket, Rui, FactSet.Empty, Monday),
            ability => Assert.False(ability.Allowed)
        );

        string Can(Actor actor, string operation) =>
            AvailableActions
                .Of(Policy, ticket, actor, FactSet.Empty, Monday)
                .Single(ability => ability.Operation == operation)
                .Refusal?.Code
            ?? "yes";
    }

    private static bool Accepts(Ticket ticket, TicketCommand command, Instant now) =>
        Decider.Decide(Policy, ticket, command, command is TicketCommand.GrantAccess ? Admin : ticket.Facts, now)
        is Decision.Accepted;

    // Each step is one command of one actor, some minutes after the one before; what is refused changes nothing.
    private static (Ticket Ticket, Instant Now) Walk(IReadOnlyList<byte> steps)
    {
        var (ticket, now) = (Opened(Policy, SmallQuestion), Monday);
        ticket = After(Policy, ticket, new TicketCommand.Share(Ana, "rui") { HasAccount = true }, now);
        for (var i = 0; i + 1 < steps.Count; i += 2)
        {
            now += Duration.FromMinutes(steps[i + 1] % 40);
            var commands = Commands(ticket, Actors[steps[i] % Actors.Length], now).ToList();
            var (_, command) = commands[steps[i + 1] * 7 % commands.Count];
            var facts = command is TicketCommand.GrantAccess ? Admin : ticket.Facts;
            if (Decider.Decide(Policy, ticket, command, facts, now) is Decision.Accepted accepted)
                ticket = accepted.Ticket;
        }
        return (ticket, now);
    }

    // Every command by the name of its operation, on everything that the ticket has or could have.
    private static IEnumerable<(string Name, TicketCommand Command)> Commands(Ticket ticket, Actor by, Instant now)
    {
        yield return ("reply", new TicketCommand.Reply(by, "Words."));
        yield return ("ask", new TicketCommand.Reply(by, "Words?", AsksBack: true));
        yield return ("acknowledge-reply", new TicketCommand.Reply(by, "Words.", IsAcknowledgement: true));
        yield return ("record-call", new TicketCommand.RecordCall(by, now, "Words."));
        yield return ("note", new TicketCommand.Note(by, "Words."));
        yield return ("acknowledge", new TicketCommand.Acknowledge(by));
        foreach (var trigger in new[] { "accept", "close", "hold", "reopen", "resolve", "resume" })
            yield return ($"fire {trigger}", new TicketCommand.Fire(by, trigger));
        yield return ("change-priority", new TicketCommand.ChangePriority(by, "high", "A reason."));
        yield return ("change-category", new TicketCommand.ChangeCategory(by, "outage"));
        yield return ("change-facts", new TicketCommand.ChangeFacts(by, FactSet.Empty));
        yield return ("assign", new TicketCommand.Assign(by, by.Id));
        yield return ("escalate", new TicketCommand.Escalate(by, "stuck", "web", FactSet.Empty));
        yield return ("de-escalate", new TicketCommand.DeEscalate(by));
        yield return ("set-next-step", new TicketCommand.SetNextStep(by, "A step."));
        yield return ("link", new TicketCommand.Link(by, LinkKind.Bug, "BUG-1"));
        yield return ("update-linked-issue", new TicketCommand.UpdateLinkedIssue(by, "BUG-1", "News."));
        yield return ("update-linked-issue", new TicketCommand.UpdateLinkedIssue(by, "…", "News."));
        yield return ("request-further-help", new TicketCommand.RequestFurtherHelp(by, "Words."));
        // Into one it was not merged into before: that again changes nothing.
        var other = new TicketId(ticket.MergedInto is null ? Guid.AllBitsSet : Guid.Empty);
        yield return ("merge-into", new TicketCommand.MergeInto(by, other, ticket.Requester));
        yield return (
            "receive-merge",
            new TicketCommand.ReceiveMerge(by, new TicketId(Guid.AllBitsSet), ticket.Requester)
        );
        yield return ("split-off", new TicketCommand.SplitOff(by, new TicketId(Guid.AllBitsSet)));
        yield return ("mark-spam", new TicketCommand.MarkSpam(by));
        yield return ("accept-terms", new TicketCommand.AcceptTerms(by, "1"));
        yield return ("share", new TicketCommand.Share(by, "tomas") { HasAccount = true });
        yield return ("accept-invitation", new TicketCommand.AcceptInvitation(by));
        yield return ("decline-invitation", new TicketCommand.DeclineInvitation(by));
        yield return ("unshare", new TicketCommand.Unshare(by, by.Id));
        foreach (var file in Files)
        {
            yield return ("attach", new TicketCommand.Attach(by, file, "a.txt", "text/plain", 1));
            yield return ("withdraw-attachment", new TicketCommand.WithdrawAttachment(by, file));
            yield return ("request-approval", new TicketCommand.RequestApproval(by, file, "vendor"));
            yield return ("approve-attachment", new TicketCommand.ApproveAttachment(by, file, "vendor"));
            yield return ("withdraw-approval", new TicketCommand.WithdrawApproval(by, file, "vendor"));
            yield return ("disclose", new TicketCommand.Disclose(by, file, "vendor"));
        }
        foreach (var environment in new[] { "PROD", "TEST" })
        {
            yield return ("grant-access", new TicketCommand.GrantAccess(by, environment, now + Duration.FromHours(1)));
            yield return ("propose-change", new TicketCommand.ProposeChange(by, environment, "A change."));
        }
        foreach (var grant in ticket.AccessGrants.Select(grant => grant.Id).Append(0))
            yield return ("revoke-access", new TicketCommand.RevokeAccess(by, grant));
        foreach (var change in ticket.ProposedChanges.Select(change => change.Id).Append(0))
            yield return ("approve-change", new TicketCommand.ApproveChange(by, change));
        // To make a change again that was made is to change nothing: it counts only where nothing is left to make.
        var left = ticket.ProposedChanges.RemoveAll(change => change.Status == ChangeStatus.Made);
        foreach (var change in (left.IsEmpty ? ticket.ProposedChanges : left).Select(change => change.Id).Append(0))
            yield return ("make-change", new TicketCommand.MakeChange(by, change));
    }
}
