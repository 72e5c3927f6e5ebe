using System.Text;
using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>Files are as private as the request, and given away only with the requester's recorded approval.</summary>
public class AttachmentsTests
{
    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);

    [Fact]
    public async Task A_third_party_gets_a_file_only_while_the_requester_agrees()
    {
        var (ticket, file) = await AttachedAsync();
        Assert.Equal("attachment.approval_missing", await DisclosesAsync("vendor"));

        await life.DoAsync(ticket, new TicketCommand.ApproveAttachment(Ana, file, "vendor"));
        Assert.Equal("a log", await DisclosesAsync("vendor"));
        Assert.Equal("attachment.approval_missing", await DisclosesAsync("another vendor"));
        Assert.Contains(new TicketEvent.AttachmentDisclosed(file, "vendor"), await life.EventsAsync(ticket));

        await life.DoAsync(ticket, new TicketCommand.WithdrawApproval(Ana, file, "vendor"));
        Assert.Equal("attachment.approval_missing", await DisclosesAsync("vendor"));

        async Task<string> DisclosesAsync(string party)
        {
            var (result, content) = await life.Desk.DiscloseAsync(Key(ticket), Bia, file, party);
            return content is null ? CodeOf(result) : await TextAsync(content);
        }
    }

    [Fact]
    public async Task The_desk_asks_whether_a_third_party_may_have_a_file_and_the_requester_agrees_or_does_not()
    {
        var (ticket, file) = await AttachedAsync();
        await life.DoAsync(ticket, new TicketCommand.RequestApproval(Bia, file, "vendor"));
        var asked = await life.DoAsync(ticket, new TicketCommand.RequestApproval(Bia, file, "another vendor"));
        Assert.Equal(
            [new("vendor", "bia"), new ApprovalRequest("another vendor", "bia")],
            asked.Ticket.Attachments[0].ApprovalRequests
        );
        var again = await life.DoAsync(ticket, new TicketCommand.RequestApproval(Bia, file, "vendor"));
        Assert.Equal(asked.Ticket.Version, again.Ticket.Version);

        await life.DoAsync(ticket, new TicketCommand.ApproveAttachment(Ana, file, "vendor"));
        var said = await life.DoAsync(ticket, new TicketCommand.WithdrawApproval(Ana, file, "another vendor"));

        Assert.Empty(said.Ticket.Attachments[0].ApprovalRequests);
        Assert.Equal(["vendor"], said.Ticket.Attachments[0].ApprovedFor);
        var (refused, _) = await life.Desk.DiscloseAsync(Key(ticket), Bia, file, "another vendor");
        Assert.Equal("attachment.approval_missing", CodeOf(refused));
        var (_, given) = await life.Desk.DiscloseAsync(Key(ticket), Bia, file, "vendor");
        Assert.Equal("a log", await TextAsync(given!));
    }

    [Fact]
    public async Task An_approval_that_was_given_or_never_was_changes_nothing_when_it_is_given_or_withdrawn_again()
    {
        var (ticket, file) = await AttachedAsync();
        var never = await life.DoAsync(ticket, new TicketCommand.WithdrawApproval(Ana, file, "vendor"));
        Assert.Equal(ticket.Version, never.Ticket.Version);

        var given = await life.DoAsync(ticket, new TicketCommand.ApproveAttachment(Ana, file, "vendor"));
        var again = await life.DoAsync(ticket, new TicketCommand.ApproveAttachment(Ana, file, "vendor"));

        Assert.Equal(given.Ticket.Version, again.Ticket.Version);
    }

    [Fact]
    public async Task A_file_that_is_taken_back_is_gone_for_everybody()
    {
        var (ticket, file) = await AttachedAsync();
        Assert.Equal("a log", await TextAsync(await life.Desk.OpenAttachmentAsync(Key(ticket), Viewer.Desk, file)));

        await life.Desk.WithdrawAttachmentAsync(Key(ticket), Ana, file);

        Assert.Null(await life.Desk.OpenAttachmentAsync(Key(ticket), Viewer.Desk, file));
        Assert.Null(await life.Files.OpenAsync(Key(ticket), file, default));
        Assert.Equal(
            "attachment.id_unknown",
            await life.RefusedAsync(ticket, new TicketCommand.ApproveAttachment(Ana, file, "vendor"))
        );
    }

    [Fact]
    public async Task Whichever_way_it_is_taken_back()
    {
        var (ticket, file) = await AttachedAsync();

        await life.DoAsync(ticket, new TicketCommand.WithdrawAttachment(Ana, file));

        Assert.Null(await life.Files.OpenAsync(Key(ticket), file, default));
    }

    [Fact]
    public async Task Taking_back_goes_on_where_a_process_that_died_had_stopped()
    {
        var (ticket, file) = await AttachedAsync();
        // What was recorded, and then nothing more.
        var taken = (Decision.Accepted)
            Decider.Decide(
                TicketLifePolicies.Plain,
                ticket,
                new TicketCommand.WithdrawAttachment(Ana, file),
                ticket.Facts,
                Monday
            );
        await life.Store.CommitAsync(new TicketCommit(taken.Ticket, taken.Events, [], ticket.Version, null), default);
        Assert.NotNull(await life.Files.OpenAsync(Key(ticket), file, default));

        await life.Desk.WithdrawAttachmentAsync(Key(ticket), Ana, file);

        Assert.Null(await life.Files.OpenAsync(Key(ticket), file, default));
    }

    [Fact]
    public async Task Nobody_takes_back_what_is_not_theirs_to_take()
    {
        var (ticket, file) = await AttachedAsync();
        await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"));

        foreach (var actor in new[] { Rui, Bia, Actor.Requester("a stranger") })
            await life.Desk.WithdrawAttachmentAsync(Key(ticket), actor, file);

        Assert.NotNull(await life.Files.OpenAsync(Key(ticket), file, default));
    }

    [Fact]
    public async Task A_file_is_read_by_whoever_sees_the_ticket_and_through_no_other_ticket()
    {
        var (ticket, file) = await AttachedAsync();
        var other = await life.OpenAsync(Question("tomas"));

        Assert.NotNull(await life.Desk.OpenAttachmentAsync(Key(ticket), Viewer.OfRequester("ana"), file));
        Assert.Null(await life.Desk.OpenAttachmentAsync(Key(ticket), Viewer.OfRequester("tomas"), file));
        Assert.Null(await life.Desk.OpenAttachmentAsync(Key(ticket), Viewer.OfAgent("bia"), file));
        Assert.Null(await life.Desk.OpenAttachmentAsync(Key(other), Viewer.OfRequester("tomas"), file));
    }

    private async Task<(Ticket Ticket, string File)> AttachedAsync()
    {
        var opened = await life.OpenAsync();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("a log"));
        var attached = await life.Desk.AttachAsync(Key(opened), Ana, "log.txt", "text/plain", content);
        var ticket = attached.OrThrow().Ticket;
        return (ticket, Assert.Single(ticket.Attachments).Id);
    }

    private static async Task<string> TextAsync(Stream? content)
    {
        using var reader = new StreamReader(content!);
        return await reader.ReadToEndAsync();
    }
}
