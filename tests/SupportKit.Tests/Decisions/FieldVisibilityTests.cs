using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using SupportKit.Decisions;
using SupportKit.Redaction;
using SupportKit.Storage;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>What people outside the desk are not shown: facts and messages as the policy says, internal notes never.</summary>
public class FieldVisibilityTests
{
    private static readonly Viewer Member = Viewer.OfRequester("ana") with { Facts = Facts(("role", "member")) };
    private static readonly Viewer Admin = Viewer.OfRequester("ana") with { Facts = Facts(("role", "admin")) };

    // Apart from the word before it, so that the project's own sources hold nothing to mask.
    private const string Secret = "Hunter2-Hunter2";

    private readonly TicketLifeDeskFixture life = new(Withholding("""{ "role": "admin" }"""));

    public static TheoryData<string> Readers => ["member", "nothing known", "admin", "desk"];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Facts_and_messages_are_withheld_wherever_they_are_read(string reader)
    {
        var (ticket, file) = await FullAsync();
        var viewer = reader switch
        {
            "member" => Member,
            "admin" => Admin,
            "desk" => Viewer.Desk,
            _ => Viewer.OfRequester("ana"),
        };
        var shown = reader is "admin" or "desk";

        var found = TicketJson.Write((await life.Desk.FindAsync(Key(ticket), viewer))!);
        var listed = TicketJson.Write(
            Assert.Single((await life.Desk.ListAsync(new TicketQuery(Tenant, viewer))).Tickets)
        );
        var history = string.Join(
            '\n',
            (await life.Desk.GetHistoryAsync(Key(ticket), viewer)).Select(recorded => TicketJson.Write(recorded))
        );
        using var content = await life.Desk.OpenAttachmentAsync(Key(ticket), viewer, file);

        Assert.Equal(found, listed);
        Assert.Equal(shown, found.Contains("PROD", StringComparison.Ordinal));
        Assert.Equal(shown, history.Contains("\"environment\":\"PROD\"", StringComparison.Ordinal));
        Assert.Equal(shown, found.Contains("secret", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(shown, history.Contains("secret", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(shown, content is not null);
        Assert.Equal(reader == "desk", history.Contains("for us alone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_finds_or_counts_a_ticket_by_what_they_are_not_shown()
    {
        await FullAsync();
        var byWords = new TicketQuery(Tenant, Member) { Text = "secret" };
        var byFact = new TicketQuery(Tenant, Member) { Facts = Facts(("environment", "PROD")) };
        foreach (var query in (TicketQuery[])[byWords, byFact, byFact with { Facts = Facts(("environment", "TEST")) }])
        {
            var refused = await Assert.ThrowsAsync<SupportKitException>(() => life.Desk.ListAsync(query));
            Assert.Equal("desk.search_withheld", refused.Code);
            refused = await Assert.ThrowsAsync<SupportKitException>(() => life.Desk.CountAsync(query));
            Assert.Equal("desk.search_withheld", refused.Code);
        }
        foreach (var viewer in (Viewer[])[Admin, Viewer.Desk])
        {
            Assert.Single((await life.Desk.ListAsync(byWords with { Viewer = viewer })).Tickets);
            Assert.Single((await life.Desk.ListAsync(byFact with { Viewer = viewer })).Tickets);
            Assert.Equal(1, (await life.Desk.CountAsync(byFact with { Viewer = viewer })).Tickets);
        }
        // What they are shown they may search by, and an empty box is no search.
        Assert.Single((await life.Desk.ListAsync(byFact with { Facts = Facts(("category", "question")) })).Tickets);
        Assert.Single((await life.Desk.ListAsync(byWords with { Text = " " })).Tickets);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_an_internal_note_nothing_is_seen_outside(bool withholding)
    {
        var desk = withholding ? life : new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        var opened = await desk.OpenAsync();
        await desk.DoAsync(opened, new TicketCommand.Note(Bia, $"for us alone, password: {Secret}"));

        foreach (var viewer in new[] { Member, Admin })
        {
            var history = await desk.Desk.GetHistoryAsync(Key(opened), viewer);
            Assert.Equal(opened.Version, history[^1].Sequence);
            var ticket = (await desk.Desk.FindAsync(Key(opened), viewer))!;
            Assert.DoesNotContain("internal", TicketJson.Write(ticket));
        }
        Assert.Equal(2, (await desk.EventsAsync(opened)).Length - (int)opened.Version);
    }

    [Fact]
    public void What_was_masked_is_seen_by_whoever_sees_the_event_that_held_it_wherever_it_stands()
    {
        TicketEvent[] events =
        [
            new TicketEvent.InternalNoteAdded("for us alone"),
            new TicketEvent.AgentReplied("An answer."),
            Masked(1),
            Masked(2),
            // Of no event, of itself, and of one that is itself not for everybody.
            Masked(0),
            Masked(6),
            Masked(3),
        ];
        var history = events
            .Select((happened, i) => new RecordedEvent(i + 1, Monday, Bia, happened))
            .ToImmutableArray();

        Assert.Equal([2L, 4], FieldVisibility.Apply(history, null).Select(recorded => recorded.Sequence));

        static TicketEvent Masked(long sequence) =>
            new TicketEvent.SecretsRedacted(
                sequence,
                [new RedactedField("body", [new SecretFinding(SecretKind.Password, 0, 8)])]
            );
    }

    [Fact]
    public async Task What_a_newer_version_wrote_is_shown_inside_only_for_nobody_here_knows_what_it_is()
    {
        var desk = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        var ticket = await desk.OpenAsync();
        var newer = new RecordedEvent(
            ticket.Version + 1,
            ticket.UpdatedAt,
            Bia,
            TicketJson.ReadEvent("""{"type":"whispered","body":"for us alone"}""")
        );
        await desk.Store.CommitAsync(
            new TicketCommit(TicketHistory.Apply(ticket, newer), [newer], [], ticket.Version, null),
            default
        );

        Assert.Contains(newer, await desk.Desk.GetHistoryAsync(Key(ticket), Viewer.Desk));
        Assert.DoesNotContain(newer, await desk.Desk.GetHistoryAsync(Key(ticket), Viewer.OfRequester("ana")));
    }

    [Fact]
    public async Task What_a_plan_brings_counts_for_reading_too()
    {
        var desk = new TicketLifeDeskFixture(Withholding("""{ "entitledTo": "premium" }"""));
        var ticket = await desk.OpenAsync(Question() with { Title = "A secret title" });

        Assert.Equal("", await TitleAsync("free"));
        Assert.Equal("A secret title", await TitleAsync("team"));

        async Task<string> TitleAsync(string plan) =>
            (
                await desk.Desk.FindAsync(Key(ticket), Viewer.OfRequester("ana") with { Facts = Facts(("plan", plan)) })
            )!.Title;
    }

    [Fact]
    public async Task What_is_withheld_is_not_sent_by_mail_either()
    {
        var (ticket, _) = await FullAsync();
        var sent = (await life.SentAsync()).Where(mail => mail.To.Kind == RecipientKind.Requester).ToList();

        Assert.NotEmpty(sent);
        Assert.All(
            sent,
            mail => Assert.DoesNotContain("secret", mail.Subject + mail.Body, StringComparison.OrdinalIgnoreCase)
        );
        Assert.All(sent, mail => Assert.Contains(ticket.Number.ToString()!, mail.Body));
    }

    // Everything that people write has "secret" in it.
    private async Task<(Ticket Ticket, string File)> FullAsync()
    {
        var opened = await life.OpenAsync(
            Question() with
            {
                Title = "A secret title",
                Body = "A secret body",
                Answers = FactSet.Empty.With("environment", "PROD"),
            }
        );
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("a log"));
        var file = (await life.Desk.AttachAsync(Key(opened), Ana, "secret.txt", "text/plain", content))
            .OrThrow()
            .Ticket.Attachments[0]
            .Id;
        TicketCommand[] commands =
        [
            new TicketCommand.Note(Bia, "a secret for us alone"),
            new TicketCommand.Reply(Bia, "A secret answer."),
            new TicketCommand.Reply(Ana, "A secret reply."),
            new TicketCommand.ChangePriority(Bia, "high", "A secret reason."),
            new TicketCommand.Link(Tracker, LinkKind.Bug, "BUG-1"),
            new TicketCommand.UpdateLinkedIssue(Tracker, "BUG-1", "Secret news."),
            new TicketCommand.RequestFurtherHelp(Ana, "Secret help."),
            new TicketCommand.SetNextStep(Bia, "A secret step."),
            new TicketCommand.ProposeChange(Bia, "a lab", "A secret change."),
            new TicketCommand.ChangeFacts(Ana, Facts(("contact", "secret telephone"))),
            new TicketCommand.Escalate(Ana, "stuck", "web", Facts(("contact", "a secret door"))),
        ];
        Ticket ticket = opened;
        foreach (var command in commands)
            ticket = (await life.DoAsync(opened, command)).Ticket;
        Assert.Contains("secret", JsonSerializer.Serialize((await life.EventsAsync(ticket)).Select(TicketJson.Write)));
        return (ticket, file);
    }

    private static Policy Withholding(string unless) =>
        TicketLifePolicies.With(
            $$"""
            "privacy": { "withhold": { "visibleIf": {{unless}}, "facts": ["environment", "contact"], "messages": true } }
            """
        );
}
