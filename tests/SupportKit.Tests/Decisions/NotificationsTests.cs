using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Localization;
using SupportKit.Policies;
using SupportKit.Storage;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>What is told to whom, in which language, and how each message ends.</summary>
public class NotificationsTests
{
    // An event that is told to nobody stands with "–". Outside: the requester and all with whom it is shared.
    private const string Table = """
        opened: requester opened-with-promise
        terms-accepted: –
        switches-recorded: –
        priority-set: –
        priority-changed: –
        category-changed: –
        facts-changed: desk requester-replied
        routed: queue routed
        assigned: agent assigned
        assignment-decided: agent assigned
        acknowledged: –
        agent-replied: outside agent-replied
        call-recorded: –
        requester-replied: desk requester-replied & others message-added
        internal-note-added: –
        further-help-requested: desk further-help-requested & others message-added
        inbound-mail-rejected: requester inbound-mail-rejected
        automatic-mail-received: –
        secrets-redacted: requester secrets-redacted
        secrets-revealed: –
        message-flagged: requester message-flagged
        state-changed: –
        resolved: outside resolved
        solution-accepted: –
        reopened: desk reopened
        closed: outside closed-inactive
        escalated: leads escalated & outside escalation-received
        de-escalated: –
        next-step-set: outside next-step-set
        linked: –
        answered-by-linked-issue: outside answered-by-linked-issue
        linked-issue-updated: outside linked-issue-updated
        merged-into: outside merged
        merge-received: –
        split-off: outside split-off
        continued-in: –
        switch-ended: outside switch-ended
        spam-marked: –
        shared: participant shared
        unshared: –
        invited: participant invited
        invitation-accepted: –
        invitation-declined: –
        attachment-added: desk requester-replied
        attachment-approval-requested: requester attachment-approval-requested
        attachment-approved: desk requester-replied
        attachment-approval-withdrawn: –
        attachment-disclosed: requester attachment-disclosed
        attachment-withdrawn: –
        access-granted: desk access-granted
        access-revoked: desk access-ended
        access-expired: desk access-ended
        change-proposed: requester change-proposed
        change-approved: desk change-approved
        change-made: requester change-made
        digest-sent: requester digest-sent
        person-erased: –
        policy-migrated: –
        promise-made: –
        promise-changed: outside promise-changed
        promise-paused: –
        promise-resumed: –
        promise-warned: desk promise-warned
        promise-breached: desk promise-breached
        promise-met: –
        promise-completed-late: –
        promise-canceled: –
        timer-started: –
        timer-paused: –
        timer-resumed: –
        timer-warned: outside auto-close-warning-sent
        timer-fired: requester requester-reminded
        timer-stopped: –
        """;

    private static readonly Policy Policy = TicketLifePolicies.Plain;

    // By the line of the file that holds the form of each event.
    private static readonly Dictionary<string, TicketEvent> Events = File.ReadAllLines(
            Path.Combine(AppContext.BaseDirectory, "Tickets", "event-shapes.jsonl")
        )
        .DistinctBy(line => line.Split('"')[3])
        .ToDictionary(
            line => line.Split('"')[3],
            line => TicketJson.ReadEvent(line.Replace("\"resolution\"", "\"first-response\"", StringComparison.Ordinal))
        );

    public static TheoryData<string> Rows =>
        [
            .. Events.Keys.Select(name =>
                Table
                    .Split('\n')
                    .Select(row => row.Trim())
                    .FirstOrDefault(row => row.StartsWith($"{name}: ", StringComparison.Ordinal))
                ?? $"{name}: not in the table"
            ),
        ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_event_is_told_to_whom_the_table_says(string row)
    {
        var (name, told) = (row.Split(": ")[0], row.Split(": ")[1]);
        foreach (var assignee in new[] { null, "bia" })
        {
            var messages = Tell(Policy, Shared(assignee), Events[name]);
            var desk = assignee is null ? "Queue desk en" : "Agent bia en";

            Assert.Equal(
                told.Split(" & ")
                    .SelectMany(part =>
                        part.Split(' ') switch
                        {
                            ["requester", var text] => [$"Requester ana pt {text}"],
                            ["participant", var text] => [$"Requester rui pt {text}"],
                            ["outside", var text] => [$"Requester ana pt {text}", $"Requester rui pt {text}"],
                            ["queue", var text] => [$"Queue desk en {text}"],
                            ["agent", var text] => [$"Agent bia en {text}"],
                            ["leads", var text] => [$"Queue leads en {text}"],
                            ["desk", var text] => [$"{desk} {text}"],
                            ["others", var text] => [$"Requester rui pt {text}"], // Ana has done it
                            _ => Array.Empty<string>(),
                        }
                    ),
                messages.Select(message => $"{message.To.Kind} {message.To.Id} {message.Language} {message.Template}")
            );
        }
        Assert.NotEqual("not in the table", told);
    }

    [Fact]
    public void One_fact_told_to_one_person_is_one_id_however_often_it_is_decided()
    {
        var ticket = Shared(null);
        var ids = Events.Values.Select((happened, i) => Tell(Policy, ticket, happened, i)).SelectMany(m => m).ToList();
        var again = Events.Values.Select((happened, i) => Tell(Policy, ticket, happened, i)).SelectMany(m => m);

        Assert.Equal(ids.Select(message => message.Id), again.Select(message => message.Id));
        Assert.Distinct(ids.Select(message => message.Id));
    }

    [Theory]
    [InlineData(ClosingReason.Accepted, "bia", false)]
    [InlineData(ClosingReason.Manual, "bia", true)]
    [InlineData(ClosingReason.Manual, "ana", false)] // who closes it knows
    [InlineData(ClosingReason.Merged, "bia", false)] // told as a merge
    [InlineData(ClosingReason.Spam, "bia", false)]
    public void Only_who_does_not_know_is_told_that_it_closed(ClosingReason reason, string by, bool told)
    {
        var actor = by == "ana" ? Ana : Bia;
        Assert.Equal(told, Tell(Policy, Shared(null), new TicketEvent.Closed(reason), by: actor).Count > 0);
    }

    [Fact]
    public async Task Who_takes_a_ticket_is_not_told_that_it_is_theirs()
    {
        var life = new TicketLifeDeskFixture(Policy);
        var ticket = await life.OpenAsync();
        await life.SentAsync();

        await life.DoAsync(ticket, new TicketCommand.Assign(Bia, "bia"));
        Assert.Empty(await life.SentAsync());
        await life.DoAsync(ticket, new TicketCommand.Assign(Bia, "caio"));
        Assert.Equal(new Recipient(RecipientKind.Agent, "caio"), Assert.Single(await life.SentAsync()).To);
    }

    [Fact]
    public async Task A_promise_that_was_broken_is_told_with_its_own_instant_even_when_the_next_one_runs_already()
    {
        var life = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """
                "sla": [{ "id": "word", "metric": "periodic-update", "within": "4h", "warnAt": "50%" }],
                "metrics": { "periodic-update": { "pause": [] } }
                """
            )
        );
        var ticket = await life.OpenAsync();
        await life.SentAsync();
        life.Time.SetNow(At("2026-03-02T16:00:00Z")); // due at 15:00, and no worker came by

        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Sorry.")); // which promises the next word by 20:00

        var desk = (await life.SentAsync()).Where(sent => sent.To.Kind == RecipientKind.Queue).ToList();
        Assert.Equal(2, desk.Count); // warned, broken
        Assert.All(desk, sent => Assert.Contains("Monday, 2 March 2026, 15:00 (UTC)", sent.Body));
    }

    [Theory]
    [InlineData("en", "Replies to this message are not read.")]
    [InlineData("fr", "Les réponses à ce message ne sont pas lues.")]
    [InlineData("pt", "Respostas a esta mensagem não são lidas.")]
    [InlineData("de", "Antworten auf diese Nachricht werden nicht gelesen.")]
    [InlineData("es", "Las respuestas a este mensaje no se leen.")]
    [InlineData("ja", "Replies to this message are not read.")]
    public void Every_text_ends_with_the_link_and_outside_says_that_replies_are_not_read(string language, string said)
    {
        var own = TicketLifePolicies.With(
            "\"notifications\": {"
                + string.Join(
                    ",",
                    NotificationTemplate.Templates.Select(name =>
                        $"\"{name}\": {{ \"subject\": \"Ours\", \"body\": \"Ours.\" }}"
                    )
                )
                + "}"
        );
        foreach (var policy in new[] { Policy, own })
        foreach (var template in NotificationTemplate.Templates)
        foreach (var kind in Enum.GetValues<RecipientKind>())
        {
            var message = new OutboundMessage("m1", Id, 1, new Recipient(kind, "x"), template, language, Values);
            var claimed = new ClaimedMessage(Tenant, message, 0, default);
            Assert.True(
                NotificationTexts.TryRender(
                    claimed,
                    policy,
                    TextCatalog.Shipped,
                    new NotificationOptions { TicketLink = "https://desk.example/{ticket}" },
                    out var notification
                )
            );
            var body = notification.Body;

            Assert.EndsWith($"https://desk.example/{Id}", body, StringComparison.Ordinal);
            Assert.Equal(kind == RecipientKind.Requester, body.Contains(said, StringComparison.Ordinal));
            Assert.DoesNotContain("{", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_mail_is_turned_back_once_an_hour_and_nothing_of_it_is_kept()
    {
        var life = new TicketLifeDeskFixture(Policy);
        var ticket = await life.OpenAsync();
        await life.SentAsync();

        foreach (
            var (at, told) in new[]
            {
                ("2026-03-02T11:00:00Z", 1),
                ("2026-03-02T11:00:01Z", 0), // a machine that answers ours
                ("2026-03-02T11:59:59.999999Z", 0),
                ("2026-03-02T12:00:00Z", 1),
            }
        )
        {
            life.Time.SetNow(At(at));
            await life.DoAsync(ticket, new TicketCommand.RejectInboundMail(Tracker, $"mail of {at}"));
            Assert.Equal(told, (await life.SentAsync()).Count);
        }
        ticket = await life.ReadAsync(ticket);
        Assert.Equal("new", ticket.State);
        Assert.Equal(2, (await life.EventsAsync(ticket)).OfType<TicketEvent.InboundMailRejected>().Count());
    }

    private static readonly System.Collections.Immutable.ImmutableSortedDictionary<string, string> Values = new[]
    {
        "title",
        "desk",
    }.Aggregate(
        System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty,
        (values, name) => values.Add(name, "…")
    );

    // A ticket of Ana's, who reads Portuguese, shared with Rui by a merge; the desk's own language is English.
    private static Ticket Shared(string? assignee) =>
        new TicketEvent[] { new TicketEvent.Shared("rui"), new TicketEvent.Assigned(assignee) }.Aggregate(
            Opened(Policy, SmallQuestion.With("language", "pt")),
            (ticket, happened) =>
                TicketHistory.Apply(ticket, new RecordedEvent(ticket.Version + 1, Monday, Dora, happened))
        );

    private static IReadOnlyList<OutboundMessage> Tell(
        Policy policy,
        Ticket ticket,
        TicketEvent happened,
        int after = 0,
        Actor? by = null
    ) => Notifications.Of(policy, ticket, [new RecordedEvent(ticket.Version + 1 + after, Monday, by ?? Ana, happened)]);
}
