using System.Text;
using SupportKit.Decisions;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>Who sees a request to the app vendor, with cases on both sides of each line.</summary>
public class AppVendorPrivacyTests
{
    private static readonly Actor Ben = Actor.Requester("ben");

    private readonly ScenarioDeskFixture desk = new("app-vendor")
    {
        Terms = new AcceptedTerms("2026-01", At("2026-01-02T08:00:00Z")),
        Strangers = { "nobody" },
    };

    [Fact]
    [Trait("Requirement", "JSD-8")]
    public async Task Only_the_requester_and_the_team_see_a_request()
    {
        var ticket = await OpensAsync();
        var key = ScenarioDeskFixture.KeyOf(ticket);
        foreach (var (viewer, sees) in new[] { (Of(Ana), true), (Of(Agent), true), (Of(Ben), false) })
        {
            Assert.Equal(sees, await desk.Desk.FindAsync(key, viewer) is not null);
            Assert.Equal(sees, !(await desk.Desk.GetHistoryAsync(key, viewer)).IsEmpty);
            Assert.Equal(sees, !(await desk.Desk.CompareSlaAsync(key, viewer)).IsEmpty);
            Assert.Equal(sees, (await ListAsync(viewer)).Contains(ticket.Id));
        }
        Assert.Empty(await desk.Desk.GetAvailableActionsAsync(key, Ben));
        Assert.NotEmpty(await desk.Desk.GetAvailableActionsAsync(key, Ana));
    }

    [Fact]
    [Trait("Requirement", "JSD-8")]
    public async Task To_anybody_else_a_request_is_as_one_that_does_not_exist()
    {
        var ticket = await OpensAsync();
        var reply = new TicketCommand.Reply(Ben, "Me too.");
        var nowhere = new TicketKey(ticket.Tenant, Id);

        var unseen = await desk.Desk.ApplyAsync(ScenarioDeskFixture.KeyOf(ticket), reply);
        var missing = await desk.Desk.ApplyAsync(nowhere, reply);

        Assert.Equal(
            Assert.IsType<DeskResult.Refused>(missing).Refusal.ToRequesterText("en"),
            Assert.IsType<DeskResult.Refused>(unseen).Refusal.ToRequesterText("en")
        );
        Assert.Equal("ticket.not_found", await desk.RefusesAsync(ticket, reply));
        Assert.Equal(ticket.Version, (await desk.ReadAsync(ticket)).Version);
    }

    [Fact]
    [Trait("Requirement", "JSD-8")]
    public async Task What_the_team_notes_for_itself_the_requester_does_not_see()
    {
        var ticket = await OpensAsync();
        var key = ScenarioDeskFixture.KeyOf(ticket);
        await desk.DoesAsync(ticket, new TicketCommand.Note(Agent, "Looks like the index."));

        Assert.Contains(
            await desk.Desk.GetHistoryAsync(key, Of(Agent)),
            recorded => recorded.Event is TicketEvent.InternalNoteAdded
        );
        Assert.DoesNotContain(
            await desk.Desk.GetHistoryAsync(key, Of(Ana)),
            recorded => recorded.Event is TicketEvent.InternalNoteAdded
        );
        Assert.DoesNotContain(await desk.SentAsync(), sent => sent.Body.Contains("index", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "JSD-9")]
    public async Task Whom_the_requester_shares_it_with_reads_and_writes_until_it_is_taken_back()
    {
        var ticket = await OpensAsync();
        var key = ScenarioDeskFixture.KeyOf(ticket);

        ticket = await desk.DoesAtAsync("2026-03-27T22:30:00Z", ticket, new TicketCommand.Share(Ana, "ben")); // Friday night
        Assert.Equal(["ben"], ticket.Participants);
        Assert.NotNull(await desk.Desk.FindAsync(key, Of(Ben)));
        Assert.Contains(ticket.Id, await ListAsync(Of(Ben)));
        Assert.Contains(
            await desk.SentAsync(),
            sent =>
                sent.To == new Recipient(RecipientKind.Requester, "ben")
                && sent.Heading() == "You are invited: The menu of the app"
        );
        await desk.DoesAsync(ticket, new TicketCommand.AcceptTerms(Ben, "2026-01"));
        await desk.DoesAsync(ticket, new TicketCommand.Reply(Ben, "It happens to me too."));

        // Monday morning, in summer time by now.
        ticket = await desk.DoesAtAsync("2026-03-30T07:00:00Z", ticket, new TicketCommand.Unshare(Ana, "ben"));
        Assert.Null(await desk.Desk.FindAsync(key, Of(Ben)));
        Assert.DoesNotContain(ticket.Id, await ListAsync(Of(Ben)));
        Assert.Equal("ticket.not_found", await desk.RefusesAsync(ticket, new TicketCommand.Reply(Ben, "Still there?")));
        Assert.Equal(
            [(At("2026-03-27T22:30:00Z"), "ana", new TicketEvent.Invited("ben", "en"))],
            await desk.EventsAsync<TicketEvent.Invited>(ticket)
        );
    }

    [Fact]
    [Trait("Requirement", "JSD-9")]
    public async Task A_request_is_shared_only_with_people_who_have_an_account()
    {
        var ticket = await OpensAsync();

        // What the caller claims of an account does not count; the host's directory does.
        var share = new TicketCommand.Share(Ana, "nobody") { HasAccount = true };

        Assert.Equal("sharing.account_unknown", await desk.RefusesAsync(ticket, share));
        Assert.Empty((await desk.ReadAsync(ticket)).Participants);
    }

    [Fact]
    [Trait("Requirement", "JSD-9")]
    public async Task Nobody_but_the_requester_shares_it_and_a_participant_may_only_leave()
    {
        var ticket = await desk.DoesAsync(await OpensAsync(), new TicketCommand.Share(Ana, "ben"));
        ticket = await desk.DoesAsync(ticket, new TicketCommand.AcceptTerms(Ben, "2026-01"));

        Assert.Equal(
            "ticket.actor_not_permitted",
            await desk.RefusesAsync(ticket, new TicketCommand.Share(Agent, "carl"))
        );
        Assert.Equal(
            "ticket.actor_not_permitted",
            await desk.RefusesAsync(ticket, new TicketCommand.Share(Ben, "carl"))
        );
        ticket = await desk.DoesAsync(ticket, new TicketCommand.Unshare(Ben, "ben"));
        Assert.Empty(ticket.Participants);
    }

    [Fact]
    [Trait("Requirement", "JSD-1")]
    public async Task A_participant_too_writes_only_after_accepting_the_terms()
    {
        var ticket = await desk.DoesAsync(await OpensAsync(), new TicketCommand.Share(Ana, "ben"));
        var reply = new TicketCommand.Reply(Ben, "It happens to me too.");

        Assert.Equal("terms.acceptance_missing", await desk.RefusesAsync(ticket, reply));
        await desk.DoesAsync(ticket, new TicketCommand.AcceptTerms(Ben, "2026-01"));
        await desk.DoesAsync(ticket, reply);
    }

    [Fact]
    [Trait("Requirement", "JSD-10")]
    public async Task A_file_goes_to_no_third_party_without_the_requesters_approval_which_is_recorded()
    {
        var ticket = await OpensAsync();
        var (key, file) = (ScenarioDeskFixture.KeyOf(ticket), await AttachAsync(ticket));

        var (refused, nothing) = await desk.Desk.DiscloseAsync(key, Agent, file, "Cloud Host Ltd");
        Assert.Equal("attachment.approval_missing", Assert.IsType<DeskResult.Refused>(refused).Refusal.Code);
        Assert.Null(nothing);

        // Saturday at half past midnight in Brussels; in UTC it is Friday still.
        var approve = new TicketCommand.ApproveAttachment(Ana, file, "Cloud Host Ltd");
        await desk.DoesAtAsync("2026-03-27T23:30:00Z", ticket, approve);
        var (given, content) = await desk.Desk.DiscloseAsync(key, Agent, file, "Cloud Host Ltd");

        Assert.Equal("a log", await TextOf(content!));
        Assert.Equal(
            [(At("2026-03-27T23:30:00Z"), "ana", new TicketEvent.AttachmentApproved(file, "Cloud Host Ltd"))],
            await desk.EventsAsync<TicketEvent.AttachmentApproved>(given.OrThrow().Ticket)
        );
        Assert.Equal(
            [(At("2026-03-27T23:30:00Z"), "bia", new TicketEvent.AttachmentDisclosed(file, "Cloud Host Ltd"))],
            await desk.EventsAsync<TicketEvent.AttachmentDisclosed>(ticket)
        );
        Assert.Contains(await desk.SentAsync(), sent => sent.Heading() == "A file was passed on: The menu of the app");
    }

    [Fact]
    [Trait("Requirement", "JSD-10")]
    public async Task An_approval_is_for_one_file_and_one_third_party_and_can_be_withdrawn()
    {
        var ticket = await OpensAsync();
        var (file, other) = (await AttachAsync(ticket), await AttachAsync(ticket));
        await desk.DoesAsync(ticket, new TicketCommand.ApproveAttachment(Ana, file, "Cloud Host Ltd"));

        Assert.Equal("attachment.approval_missing", await DisclosesAsync(other, "Cloud Host Ltd"));
        Assert.Equal("attachment.approval_missing", await DisclosesAsync(file, "Somebody Else Ltd"));
        await desk.DoesAsync(ticket, new TicketCommand.WithdrawApproval(Ana, file, "Cloud Host Ltd"));
        Assert.Equal("attachment.approval_missing", await DisclosesAsync(file, "Cloud Host Ltd"));
        Assert.Empty(await desk.EventsAsync<TicketEvent.AttachmentDisclosed>(ticket));

        Task<string> DisclosesAsync(string attachment, string party) =>
            desk.RefusesAsync(ticket, new TicketCommand.Disclose(Agent, attachment, party));
    }

    [Fact]
    [Trait("Requirement", "JSD-10")]
    public async Task Neither_the_desk_nor_a_participant_approves_for_the_requester()
    {
        var ticket = await desk.DoesAsync(await OpensAsync(), new TicketCommand.Share(Ana, "ben"));
        await desk.DoesAsync(ticket, new TicketCommand.AcceptTerms(Ben, "2026-01"));
        var file = await AttachAsync(ticket);

        foreach (var actor in (Actor[])[Agent, Actor.Lead("lea"), Ben])
            Assert.Equal(
                "ticket.actor_not_permitted",
                await desk.RefusesAsync(ticket, new TicketCommand.ApproveAttachment(actor, file, "Cloud Host Ltd"))
            );
    }

    [Fact]
    [Trait("Requirement", "JSD-10")]
    public async Task A_file_is_as_private_as_the_request_it_belongs_to()
    {
        var ticket = await OpensAsync();
        var (key, file) = (ScenarioDeskFixture.KeyOf(ticket), await AttachAsync(ticket));

        Assert.Null(await desk.Desk.OpenAttachmentAsync(key, Of(Ben), file));
        Assert.Equal("a log", await TextOf((await desk.Desk.OpenAttachmentAsync(key, Of(Ana), file))!));
        await desk.DoesAsync(ticket, new TicketCommand.Share(Ana, "ben"));
        Assert.Equal("a log", await TextOf((await desk.Desk.OpenAttachmentAsync(key, Of(Ben), file))!));
    }

    private async Task<Ticket> OpensAsync() =>
        (await desk.OpensAtAsync("2026-03-27T10:00:00Z", "question", ("product", "Diagrams"))).Ticket; // Friday at eleven

    private async Task<string> AttachAsync(Ticket ticket)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("a log"));
        var attached = await desk.Desk.AttachAsync(
            ScenarioDeskFixture.KeyOf(ticket),
            Ana,
            "app.log",
            "text/plain",
            content
        );
        return attached.OrThrow().Ticket.Attachments[^1].Id;
    }

    private async Task<IEnumerable<TicketId>> ListAsync(Viewer viewer) =>
        (await desk.Desk.ListAsync(new TicketQuery(SupportDesk.DefaultTenant, viewer))).Tickets.Select(ticket =>
            ticket.Id
        );

    private Viewer Of(Actor actor) => Viewer.Of(actor, desk.Policy.Privacy.AgentsSeeOwn);

    private static async Task<string> TextOf(Stream content)
    {
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync();
    }
}
