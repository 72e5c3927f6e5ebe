using NodaTime;
using SupportKit.Decisions;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>Who may do what, on whose ticket, in which state: all of it, against one table.</summary>
public class PermissionsTests
{
    // Who may: R requester, P somebody it is shared with, A the agent whose ticket it is, L a lead, S the desk's workers,
    // I a system of the host's. Then the states in which the state says no. Under "agents": "own", so that for any other
    // agent, as for any stranger, there is no such ticket.
    private const string Table = """
        Reply                 | R P A L     | closed
        Reply asking back     | R P A L     | desk: on-hold resolved; all: closed
        Reply acknowledging   | R P A L     | desk: resolved; all: closed
        Acknowledge           |     A L     | resolved closed
        RecordCall            |     A L     |
        Note                  |     A L   I |
        RequestFurtherHelp    | R P         | new open pending on-hold closed
        RejectInboundMail     |           I |
        RecordAutomaticMail   |           I |
        AcceptTerms           | R P         |
        ChangePriority        |     A L     | closed
        ChangeCategory        |     A L     | closed
        ChangeFacts           | R   A L   I | closed
        Assign                |     A L S I | closed
        MigratePolicy         |       L S I | closed
        Escalate              | R   A L     | closed
        DeEscalate            |       L     | closed
        SetNextStep           |     A L     | closed
        Link                  |     A L   I | closed
        UpdateLinkedIssue     |     A L   I | closed
        MarkSpam              |     A L     | closed
        SplitOff              |     A L     | closed
        ContinueIn            | R           |
        RevealSecrets         |       L     |
        TellSwitchEnded       |     A L S I | closed
        MergeInto             |     A L     |
        ReceiveMerge          |     A L     | closed
        Share                 | R           | closed
        Unshare               | R P         |
        AcceptInvitation      |   P         |
        DeclineInvitation     |   P         |
        Attach                | R P A L     | closed
        WithdrawAttachment    | R P         |
        RequestApproval       |     A L     | closed
        ApproveAttachment     | R           | closed
        WithdrawApproval      | R           |
        Disclose              |     A L     | closed
        GrantAccess           | R P         | closed
        RevokeAccess          | R P         |
        ProposeChange         |     A L     | closed
        ApproveChange         | R           | closed
        MakeChange            |     A L     | closed
        ProcessDeadlines      |         S   |
        ImportState           |           I |
        Fire accept           | R           | new open pending on-hold closed
        Fire reopen           | R   A L     | new open pending on-hold answered closed
        Fire close            | R   A L     | closed
        Fire hold             |     A L     | resolved closed
        Fire resume           |     A L     | new open pending answered resolved closed
        Fire resolve          |     A L     | closed
        Fire made-up          |     A L     | new open pending on-hold answered resolved closed
        Fire acknowledge      |             |
        Fire answer           |             |
        Fire ask              |             |
        Fire requester-reply  |             |
        """;

    private static readonly (string Name, Actor Actor)[] Actors =
    [
        ("R", Ana),
        ("P", TicketLifeDeskFixture.Rui),
        ("-", Actor.Requester("a stranger")),
        ("A", TicketLifeDeskFixture.Bia),
        ("-", TicketLifeDeskFixture.Caio),
        ("L", TicketLifeDeskFixture.Dora),
        ("S", Actor.System),
        ("I", TicketLifeDeskFixture.Tracker),
    ];

    private static readonly Policy Policy = TicketLifePolicies.With(
        """
        "privacy": { "agents": "own" }, "terms": { "version": "1" }, "sla": null
        """
    );

    public static TheoryData<string> Operations => [.. Rows.Keys];

    private static Dictionary<string, (string Who, string States)> Rows { get; } =
        Table
            .Split('\n')
            .Select(line => line.Split('|'))
            .ToDictionary(cells => cells[0].Trim(), cells => (cells[1], cells[2].Trim()));

    [Theory]
    [MemberData(nameof(Operations))]
    public void The_decider_says_what_the_table_says(string operation)
    {
        var differences =
            from shared in new[] { false, true }
            from state in Policy.Workflow.States
            let ticket = Ticket(shared, state)
            from who in Actors
            let command = Command(operation, ticket) with
            {
                By = who.Actor,
            }
            let role = who.Name == "P" && !shared ? "-" : who.Name
            let expected = Expected(operation, role, state)
            let found = Outcome(ticket, command)
            where found != expected
            select $"{who.Actor} on a {(shared ? "shared" : "private")} ticket in {state}: {found}, not {expected}";

        Assert.Empty(differences);
    }

    [Fact]
    public void Every_command_and_every_trigger_stands_in_the_table()
    {
        var commands = typeof(TicketCommand)
            .GetNestedTypes(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
            .Where(type => type.IsAssignableTo(typeof(TicketCommand)) && type != typeof(TicketCommand.Open))
            .Select(type => type.Name);
        var triggers = Workflow.Default.Triggers.Select(trigger => $"Fire {trigger}");

        Assert.Empty(commands.Except(Rows.Keys.Select(name => name.Split(' ')[0])));
        Assert.Empty(triggers.Except(Rows.Keys));
        Assert.Equal(Enum.GetValues<ActorKind>(), Actors.Select(who => who.Actor.Kind).Distinct().Order());
    }

    [Fact]
    public void Nobody_opens_a_ticket_that_is_there() =>
        Assert.Equal(
            "ticket.id_in_use",
            Code(Ticket(true, "open"), new TicketCommand.Open("ana", "default", Id, "A title", "Some words."))
        );

    [Fact]
    public void Where_agents_see_all_any_agent_may_do_what_the_one_whose_ticket_it_is_may()
    {
        var all = TicketLifePolicies.With("\"terms\": { \"version\": \"1\" }, \"sla\": null");
        foreach (var operation in Rows.Keys)
        {
            var ticket = Ticket(true, "open");
            var command = Command(operation, ticket);
            Assert.Equal(Outcome(By(TicketLifeDeskFixture.Bia)), Outcome(By(TicketLifeDeskFixture.Caio)));

            Decision By(Actor actor) => Decider.Decide(all, ticket, command with { By = actor }, ticket.Facts, Monday);
        }
    }

    private static string Expected(string operation, string role, string state)
    {
        var (who, states) = Rows[operation];
        if (role == "-")
            return "no such ticket";
        if (!who.Contains(role, StringComparison.Ordinal))
            return "may not";
        var no = states
            .Split(';')
            .Select(part => part.Split(':'))
            .Where(part => part is not ["desk", _] || role is "A" or "L")
            .SelectMany(part => part[^1].Split(' '));
        return no.Contains(state) ? "the state says no" : "allowed";
    }

    private static string Outcome(Ticket ticket, TicketCommand command) =>
        Outcome(Decider.Decide(Policy, ticket, command, ticket.Facts.With("role", "admin"), Monday));

    private static string Outcome(Decision decision) =>
        decision is not Decision.Refused refused
            ? "allowed"
            : refused.Refusal.Code switch
            {
                "ticket.not_found" => "no such ticket",
                "ticket.actor_not_permitted" => "may not",
                "ticket.state_closed" or "ticket.transition_not_permitted" or "ticket.answer_missing" =>
                    "the state says no",
                var other => other,
            };

    private static string Code(Ticket ticket, TicketCommand command) =>
        Assert.IsType<Decision.Refused>(Decider.Decide(Policy, ticket, command, ticket.Facts, Monday)).Refusal.Code;

    /// <summary>A ticket of Ana's that has one of everything, in the state.</summary>
    private static Ticket Ticket(bool shared, string state)
    {
        var ticket = Opened(TicketLifePolicies.Plain, SmallQuestion);
        TicketEvent[] events =
        [
            new TicketEvent.TermsAccepted("ana", "1", Monday),
            new TicketEvent.Assigned("bia"),
            new TicketEvent.Linked(LinkKind.Bug, "BUG-1"),
            new TicketEvent.AttachmentApproved("file", "the vendor"),
            new TicketEvent.AccessGranted("PROD", Monday + Duration.FromHours(1)),
            new TicketEvent.ChangeProposed("PROD", "A longer time-out."),
            new TicketEvent.Escalated("stuck", "leads", FactSet.Empty),
            new TicketEvent.StateChanged(ticket.State, state, Policy.Workflow.CategoryOf(state), "test"),
        ];
        ticket = Add(
            ticket,
            TicketLifeDeskFixture.Rui,
            new TicketEvent.AttachmentAdded("file", "a.txt", "text/plain", 1)
        );
        if (shared)
        {
            ticket = Add(ticket, Ana, new TicketEvent.Invited("rui"));
            ticket = Add(ticket, TicketLifeDeskFixture.Rui, new TicketEvent.TermsAccepted("rui", "1", Monday));
        }
        ticket = events.Aggregate(ticket, (before, happened) => Add(before, TicketLifeDeskFixture.Bia, happened));
        return Add(ticket, Ana, new TicketEvent.ChangeApproved(ticket.ProposedChanges[0].Id));
    }

    private static Ticket Add(Ticket ticket, Actor by, TicketEvent happened) =>
        TicketHistory.Apply(ticket, new RecordedEvent(ticket.Version + 1, Monday, by, happened));

    private static TicketCommand Command(string operation, Ticket ticket)
    {
        var (by, file, change) = (Actor.System, "file", ticket.ProposedChanges[0].Id);
        var other = new TicketId(Guid.Empty);
        return operation switch
        {
            "Reply" => new TicketCommand.Reply(by, "Words."),
            "Reply asking back" => new TicketCommand.Reply(by, "Words?", AsksBack: true),
            "Reply acknowledging" => new TicketCommand.Reply(by, "Words.", IsAcknowledgement: true),
            "Acknowledge" => new TicketCommand.Acknowledge(by),
            "RecordCall" => new TicketCommand.RecordCall(by, Monday, "Words."),
            "Note" => new TicketCommand.Note(by, "Words."),
            "RequestFurtherHelp" => new TicketCommand.RequestFurtherHelp(by, "Words."),
            "RejectInboundMail" => new TicketCommand.RejectInboundMail(by, "mail-1"),
            "RecordAutomaticMail" => new TicketCommand.RecordAutomaticMail(by, AutomaticMailKind.Reply, "Words."),
            "AcceptTerms" => new TicketCommand.AcceptTerms(by, "1"),
            "ChangePriority" => new TicketCommand.ChangePriority(by, "high", "A reason."),
            "ChangeCategory" => new TicketCommand.ChangeCategory(by, "billing"),
            "ChangeFacts" => new TicketCommand.ChangeFacts(by, Facts(("environment", "PROD"))),
            "Assign" => new TicketCommand.Assign(by, null),
            "MigratePolicy" => new TicketCommand.MigratePolicy(by, TicketLifePolicies.Plain, PolicyMigrationMode.Keep),
            "Escalate" => new TicketCommand.Escalate(by, "stuck", "web", FactSet.Empty),
            "DeEscalate" => new TicketCommand.DeEscalate(by),
            "SetNextStep" => new TicketCommand.SetNextStep(by, "A step."),
            "Link" => new TicketCommand.Link(by, LinkKind.Bug, "BUG-2"),
            "UpdateLinkedIssue" => new TicketCommand.UpdateLinkedIssue(by, "BUG-1", "News."),
            "MarkSpam" => new TicketCommand.MarkSpam(by),
            "SplitOff" => new TicketCommand.SplitOff(by, other),
            "ContinueIn" => new TicketCommand.ContinueIn(by, other),
            "RevealSecrets" => new TicketCommand.RevealSecrets(by, 1) { AreKept = true },
            "TellSwitchEnded" => new TicketCommand.TellSwitchEnded(by, "busy", null, LocalizedText.Invariant("busy")),
            "MergeInto" => new TicketCommand.MergeInto(by, other, ticket.Requester),
            "ReceiveMerge" => new TicketCommand.ReceiveMerge(by, other, ticket.Requester),
            "Share" => new TicketCommand.Share(by, "tomas") { HasAccount = true },
            "AcceptInvitation" => new TicketCommand.AcceptInvitation(by),
            "DeclineInvitation" => new TicketCommand.DeclineInvitation(by),
            "Unshare" => new TicketCommand.Unshare(by, "rui"),
            "Attach" => new TicketCommand.Attach(by, "another", "b.txt", "text/plain", 1),
            "WithdrawAttachment" => new TicketCommand.WithdrawAttachment(by, file),
            "RequestApproval" => new TicketCommand.RequestApproval(by, file, "another vendor"),
            "ApproveAttachment" => new TicketCommand.ApproveAttachment(by, file, "another vendor"),
            "WithdrawApproval" => new TicketCommand.WithdrawApproval(by, file, "the vendor"),
            "Disclose" => new TicketCommand.Disclose(by, file, "the vendor"),
            "GrantAccess" => new TicketCommand.GrantAccess(by, "TEST", Monday + Duration.FromHours(1)),
            "RevokeAccess" => new TicketCommand.RevokeAccess(by, ticket.AccessGrants[0].Id),
            "ProposeChange" => new TicketCommand.ProposeChange(by, "PROD", "Another one."),
            "ApproveChange" => new TicketCommand.ApproveChange(by, change),
            "MakeChange" => new TicketCommand.MakeChange(by, change),
            "ProcessDeadlines" => new TicketCommand.ProcessDeadlines(),
            "ImportState" => new TicketCommand.ImportState(by, "open"),
            _ when operation.StartsWith("Fire ", StringComparison.Ordinal) => new TicketCommand.Fire(
                by,
                operation["Fire ".Length..]
            ),
            _ => throw new InvalidOperationException($"\"{operation}\" stands in the table, and nothing makes it."),
        };
    }
}
