using System.Text;
using NodaTime;
using SupportKit.Conversations;
using SupportKit.Localization;
using SupportKit.Redaction;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Conversations;

/// <summary>What a page shows of a ticket comes ready made: no host works it out from the history.</summary>
public class ConversationTests
{
    // Apart from the word before it, so that the project's own sources hold nothing to mask.
    private const string Secret = "Hunter2-Hunter2";

    private readonly TicketLifeDeskFixture life = new(
        TicketLifePolicies.With(
            """
            "privacy": { "sharing": true },
            "calendars": { "office": { "timeZone": "UTC", "hours": { "mon-fri": ["09:00-17:00"] } } },
            "sla": [{ "id": "solve", "metric": "resolution", "within": "8h", "calendar": "office" }]
            """
        )
    );

    [Fact]
    public async Task A_call_stands_among_the_messages_and_an_internal_one_only_for_the_desk()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.RecordCall(Bia, Monday, "Ana was told to wait."));
        await life.DoAsync(ticket, new TicketCommand.RecordCall(Bia, Monday, "She is upset.", IsInternal: true));

        Assert.Equal(
            ["Ana was told to wait.", "She is upset."],
            (await ReadAsync(ticket, Viewer.Desk)).Messages.Where(IsCall).Select(call => call.Body.Text)
        );
        Assert.Equal(
            ["Ana was told to wait."],
            (await ReadAsync(ticket, Viewer.OfRequester("ana"))).Messages.Where(IsCall).Select(call => call.Body.Text)
        );

        static bool IsCall(ConversationMessage message) => message.Kind == MessageKind.Call;
    }

    /// <summary>An event added later, in which a person writes, is a message or is named here.</summary>
    [Fact]
    public void Each_event_in_which_a_person_writes_is_a_message_or_is_shown_in_another_way()
    {
        var written = typeof(TicketEvent)
            .GetNestedTypes()
            .Where(kind => kind.GetProperties().Any(member => member.PropertyType == typeof(WrittenText)))
            .Select(kind => kind.Name)
            .Order(StringComparer.Ordinal);

        string[] messages =
        [
            "AgentReplied",
            "AttachmentAdded",
            "AutomaticMailReceived",
            "CallRecorded",
            "FurtherHelpRequested",
            "InternalNoteAdded",
            "LinkedIssueUpdated",
            "Opened",
            "RequesterReplied",
        ];
        // The next step and proposed changes stand beside the messages, and the others are in the history.
        string[] others = ["ChangeProposed", "InboundMailRejected", "NextStepSet", "PriorityChanged"];
        Assert.Equal(messages.Concat(others).Order(StringComparer.Ordinal), written);
    }

    [Fact]
    public async Task Messages_have_their_author_time_and_kind_in_the_order_in_which_they_were_written()
    {
        var ticket = await life.OpenAsync();
        life.Time.Advance(Duration.FromMinutes(5));
        await life.DoAsync(ticket, new TicketCommand.Note(Caio, "Looks like the printer."));
        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "It was seen.", IsAcknowledgement: true));
        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Is it on?", AsksBack: true));
        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "It is."));
        await life.DoAsync(ticket, new TicketCommand.Link(Bia, LinkKind.Bug, "BUG-7"));
        await life.DoAsync(ticket, new TicketCommand.UpdateLinkedIssue(Tracker, "BUG-7", "It is being worked on."));

        var read = await ReadAsync(ticket, Viewer.Desk);

        Assert.Equal(
            [
                (MessageKind.Request, "ana", "Some words."),
                (MessageKind.InternalNote, "caio", "Looks like the printer."),
                (MessageKind.Acknowledgement, "bia", "It was seen."),
                (MessageKind.AgentReply, "bia", "Is it on?"),
                (MessageKind.RequesterReply, "ana", "It is."),
                (MessageKind.LinkedIssueUpdate, "tracker", "It is being worked on."),
            ],
            read.Messages.Select(message => (message.Kind, message.Author.Id, message.Body.Text))
        );
        Assert.Equal("A title", read.Messages[0].Title?.Text);
        Assert.Equal("BUG-7", read.Messages[5].Reference?.ToString());
        Assert.Equal(Monday, read.Messages[0].At);
        Assert.Equal(Monday + Duration.FromMinutes(5), read.Messages[1].At);
        Assert.Equal([Ana, Caio, Bia, Tracker], read.Participants);
        Assert.Equal("BUG-7", Assert.Single(read.Links).Reference.ToString());
    }

    [Theory]
    [InlineData(AutomaticMailKind.Reply, MessageKind.AutomaticReply)]
    [InlineData(AutomaticMailKind.Receipt, MessageKind.ReadReceipt)]
    [InlineData(AutomaticMailKind.Bounce, MessageKind.Bounce)]
    public async Task What_a_machine_wrote_is_marked_as_such_for_the_desk_alone_and_changes_nothing_else(
        AutomaticMailKind kind,
        MessageKind shown
    )
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Solved.", AsksBack: false));
        var before = (await ReadAsync(ticket, Viewer.Desk)).Ticket;
        await life.DoAsync(ticket, new TicketCommand.RecordAutomaticMail(Tracker, kind, "I am away."));

        var read = await ReadAsync(ticket, Viewer.Desk);

        var message = read.Messages[^1];
        Assert.Equal((shown, true, "I am away."), (message.Kind, message.IsAutomatic, message.Body.Text));
        Assert.Equal((before.State, before.Assignee), (read.Ticket.State, read.Ticket.Assignee));
        Assert.Equal(before.Promises.AsEnumerable(), read.Ticket.Promises);
        Assert.DoesNotContain(
            (await ReadAsync(ticket, Viewer.OfRequester("ana"))).Messages,
            one => one.IsAutomatic || one.Body.Text.Contains("away", StringComparison.Ordinal)
        );
        Assert.All(read.Messages.SkipLast(1), one => Assert.False(one.IsAutomatic));
    }

    [Fact]
    public async Task A_file_has_its_name_type_and_size_and_says_that_it_was_taken_back()
    {
        var ticket = await life.OpenAsync();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("a log"));
        await life.Desk.AttachAsync(ticket.Key, Ana, "log.txt", "text/plain", content);

        var before = Assert.Single((await ReadAsync(ticket, Viewer.Desk)).Messages.Skip(1)).Attachment!;
        await life.Desk.WithdrawAttachmentAsync(ticket.Key, Ana, before.Id);
        var after = Assert.Single((await ReadAsync(ticket, Viewer.Desk)).Messages.Skip(1));

        Assert.Equal(("log.txt", "text/plain", 5), (before.Name.Text, before.ContentType.ToString(), before.Length));
        Assert.False(before.IsWithdrawn);
        Assert.Equal(MessageKind.Attachment, after.Kind);
        Assert.True(after.Attachment!.IsWithdrawn);
    }

    [Fact]
    public async Task A_message_says_what_was_masked_in_it()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "Nothing of that kind."));
        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, $"password: {Secret}"));

        var messages = (await ReadAsync(ticket, Viewer.OfRequester("ana"))).Messages;

        Assert.Empty(messages[1].Redactions);
        var field = Assert.Single(messages[2].Redactions);
        Assert.Equal(("body", SecretKind.Password), (field.Field, Assert.Single(field.Secrets).Kind));
        Assert.DoesNotContain(Secret, messages[2].Body.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_has_the_time_that_is_left_and_the_share_in_which_its_clock_stood_still()
    {
        life.Time.SetNow(At("2026-03-03T09:00:00Z"));
        var ticket = await life.OpenAsync();
        life.Time.SetNow(At("2026-03-03T11:00:00Z"));
        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Is it on?", AsksBack: true));
        life.Time.SetNow(At("2026-03-03T15:00:00Z"));

        var paused = Assert.Single((await ReadAsync(ticket, Viewer.Desk)).Promises);
        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "It is."));
        life.Time.SetNow(At("2026-03-04T09:30:00Z"));
        var running = Assert.Single((await ReadAsync(ticket, Viewer.Desk)).Promises);

        // Two hours ran, then the clock stands still for four; nights are not counted.
        Assert.Equal(PromiseStatus.Paused, paused.Promise.Status);
        Assert.Equal((2, 6, 4), Hours(paused));
        Assert.Equal(4.0 / 6, paused.PausedShare, 12);
        Assert.Equal((4.5, 3.5, 4), Hours(running));
        Assert.Equal(4.0 / 8.5, running.PausedShare, 12);
    }

    [Fact]
    public async Task A_promise_that_is_just_made_has_stood_still_for_no_share_of_its_time()
    {
        var ticket = await life.OpenAsync();

        var promise = Assert.Single((await ReadAsync(ticket, Viewer.Desk)).Promises);

        Assert.Equal((0, 8, 0), Hours(promise));
        Assert.Equal(0, promise.PausedShare);
    }

    public static TheoryData<string> Readers => ["ana", "bia", "dora"];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task What_can_be_done_is_what_the_desk_says_of_the_one_who_reads(string reader)
    {
        var ticket = await life.OpenAsync();
        var actor = Array.Find([Ana, Bia, Dora], known => known.Id == reader)!;

        var read = await life.Desk.ReadAsync(ticket.Key, Viewer.Of(actor), actor);

        Assert.Equal(
            (await life.Desk.GetAvailableActionsAsync(ticket.Key, actor)).Select(Told),
            read!.Actions.Select(Told)
        );
        Assert.Contains(read.Actions, action => action.Allowed);
        Assert.Contains(read.Actions, action => action.Refusal is not null);
        static string Told(ActionAvailability action) => $"{action.Operation}: {action.Refusal?.Reason}";
    }

    [Fact]
    public async Task Nobody_in_particular_is_told_no_actions_and_a_viewer_of_one_person_stands_for_them()
    {
        var ticket = await life.OpenAsync();

        Assert.Empty((await ReadAsync(ticket, Viewer.Desk)).Actions);
        Assert.NotEmpty((await ReadAsync(ticket, Viewer.OfRequester("ana"))).Actions);
    }

    public static TheoryData<Viewer, Actor> Mismatches =>
        new()
        {
            { Viewer.OfRequester("ana"), Rui },
            { Viewer.OfRequester("ana"), Bia },
            { Viewer.OfAgent("bia"), Caio },
            { Viewer.Desk, Ana },
        };

    [Theory]
    [MemberData(nameof(Mismatches))]
    public async Task Whoever_looks_is_the_one_whose_actions_are_told(Viewer viewer, Actor actor)
    {
        var ticket = await life.OpenAsync();

        var error = await Assert.ThrowsAsync<SupportKitException>(() => life.Desk.ReadAsync(ticket.Key, viewer, actor));

        Assert.Equal(SupportKitErrors.DeskActorMismatched, error.Code);
    }

    [Fact]
    public async Task Whoever_does_not_see_the_ticket_reads_nothing()
    {
        var ticket = await life.OpenAsync();

        Assert.Null(await life.Desk.ReadAsync(ticket.Key, Viewer.OfRequester("rui")));
        Assert.Null(await life.Desk.ReadAsync(new TicketKey("elsewhere", ticket.Id), Viewer.Desk));
    }

    [Fact]
    public async Task People_outside_the_desk_are_not_told_of_notes_nor_of_those_who_wrote_nothing_else()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"));
        await life.DoAsync(ticket, new TicketCommand.Note(Caio, $"password: {Secret}"));

        var read = await ReadAsync(ticket, Viewer.OfRequester("rui"));

        Assert.Equal(MessageKind.Request, Assert.Single(read.Messages).Kind);
        Assert.Equal([Ana, Rui], read.Participants);
    }

    [Fact]
    public async Task What_is_withheld_is_named_and_not_there()
    {
        var desk = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """
                "privacy": { "withhold": { "visibleIf": { "role": "admin" }, "facts": ["contact"], "messages": true } }
                """
            )
        );
        var ticket = await desk.OpenAsync(Question() with { Answers = FactSet.Empty.With("contact", "555") });

        var member = (await desk.Desk.ReadAsync(ticket.Key, Viewer.OfRequester("ana")))!;
        var itself = (await desk.Desk.ReadAsync(ticket.Key, Viewer.Desk))!;

        Assert.Equal(["contact"], member.WithheldFacts);
        Assert.Equal(
            (true, "", null),
            (member.Messages[0].IsWithheld, member.Messages[0].Body.Text, member.Messages[0].Title)
        );
        Assert.Null(member.Ticket.Facts["contact"]);
        Assert.Empty(itself.WithheldFacts);
        Assert.False(itself.Messages[0].IsWithheld);
        Assert.Equal("Some words.", itself.Messages[0].Body.Text);
    }

    [Fact]
    public async Task The_ticket_is_the_one_that_is_found_and_the_store_is_asked_once()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Is it on?", AsksBack: true));
        var store = new CountingStore(life.Store);
        var desk = life.NewDesk(store);
        var found = await desk.FindAsync(ticket.Key, Viewer.OfRequester("ana"));
        store.Asked = 0;

        var read = await desk.ReadAsync(ticket.Key, Viewer.OfRequester("ana"));

        Assert.Equal(TicketJson.Write(found!), TicketJson.Write(read!.Ticket));
        Assert.Equal(1, store.Asked);
    }

    private async Task<Conversation> ReadAsync(Ticket ticket, Viewer viewer) =>
        (await life.Desk.ReadAsync(ticket.Key, viewer))!;

    private static (double Elapsed, double Remaining, double Paused) Hours(ConversationPromise promise) =>
        (promise.Elapsed.TotalHours, promise.Remaining.TotalHours, promise.Paused.TotalHours);

    private sealed class CountingStore(ITicketStore inner) : DelegatingTicketStore(inner)
    {
        public int Asked { get; set; }

        public override Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken cancellationToken)
        {
            Asked++;
            return base.FindAsync(key, viewer, cancellationToken);
        }

        public override Task<System.Collections.Immutable.ImmutableArray<RecordedEvent>> HistoryAsync(
            TicketKey key,
            Viewer viewer,
            CancellationToken cancellationToken
        )
        {
            Asked++;
            return base.HistoryAsync(key, viewer, cancellationToken);
        }
    }
}
