using System.Text;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Desk;

/// <summary>The way through the desk: gather, decide, commit.</summary>
public class SupportDeskTests
{
    private readonly DeskFixture host = new();

    [Fact]
    public async Task A_request_becomes_a_stored_ticket_with_its_history()
    {
        var opened = await host.OpenAsync();

        var stored = await host.Desk.FindAsync(Key(opened), Viewer.Desk);
        var history = await host.Desk.GetHistoryAsync(Key(opened), Viewer.Desk);
        Assert.Equal(TicketJson.Write(opened.Ticket), TicketJson.Write(stored!));
        Assert.Equal(TicketJson.Write(stored!), TicketJson.Write(TicketHistory.Replay(history)!));
    }

    [Fact]
    public async Task Somebody_the_host_does_not_know_is_refused()
    {
        var result = await host.Desk.OpenAsync(DeskFixture.Request() with { Requester = "nobody" });

        Assert.Equal("requester.id_unknown", Refusal(result).Code);
    }

    [Theory]
    [InlineData("contract")] // the host's to say, not the requester's
    [InlineData("pipelineNmae")]
    public async Task An_answer_that_the_form_does_not_ask_for_is_refused_and_named(string field)
    {
        var request = DeskFixture.Request();

        var result = await host.Desk.OpenAsync(request with { Answers = request.Answers.With(field, "x") });

        Assert.Equal("intake.answer_rejected", Refusal(result).Code);
        Assert.Contains($"\"{field}\"", Refusal(result).Reason);
    }

    [Fact]
    public async Task An_answer_outside_its_domain_is_refused_and_the_domain_is_named()
    {
        var request = DeskFixture.Request();

        var result = await host.Desk.OpenAsync(
            request with
            {
                Answers = request.Answers.With("environment", "STAGING"),
            }
        );

        Assert.Contains("one of PROD, TEST, OTHER", Refusal(result).Reason);
    }

    [Fact]
    public async Task A_fact_of_the_hosts_that_cannot_be_is_the_hosts_fault()
    {
        var request = DeskFixture.Request() with { Stated = FactSet.Empty.With("signedIn", "yes") };

        var error = await Assert.ThrowsAsync<SupportKitException>(() => host.Desk.OpenAsync(request));

        Assert.Equal("host.fact_not_admitted", error.Code);
    }

    [Fact]
    public async Task A_tenant_without_a_policy_is_the_hosts_fault()
    {
        var error = await Assert.ThrowsAsync<SupportKitException>(() =>
            host.Desk.OpenAsync(DeskFixture.Request() with { Tenant = "other" })
        );

        Assert.Equal("desk.tenant_unknown", error.Code);
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_nothing_is_written()
    {
        var opened = await host.OpenAsync();
        await host.ReplyAsync(opened, "First.");
        var before = await host.Desk.GetHistoryAsync(Key(opened), Viewer.Desk);

        var result = await host.Desk.ApplyAsync(
            Key(opened),
            new TicketCommand.Reply(Agent, "Second."),
            expectedVersion: opened.Ticket.Version
        );

        Assert.Equal("ticket.version_stale", Refusal(result).Code);
        Assert.Equal(before, await host.Desk.GetHistoryAsync(Key(opened), Viewer.Desk));
    }

    [Fact]
    public async Task A_command_sent_twice_is_carried_out_once()
    {
        var first = (await host.Desk.OpenAsync(DeskFixture.Request() with { CommandId = "c1" })).OrThrow();
        var again = (await host.Desk.OpenAsync(DeskFixture.Request() with { CommandId = "c1" })).OrThrow();
        Assert.Equal(first.Ticket.Id, again.Ticket.Id);

        await host.Desk.ApplyAsync(Key(first), new TicketCommand.Reply(Agent, "Once."), commandId: "c2");
        await host.Desk.ApplyAsync(Key(first), new TicketCommand.Reply(Agent, "Once."), commandId: "c2");

        var history = await host.Desk.GetHistoryAsync(Key(first), Viewer.Desk);
        Assert.Single(history, recorded => recorded.Event is TicketEvent.AgentReplied);
    }

    [Fact]
    public async Task A_command_that_changed_nothing_does_nothing_when_it_is_sent_again_later_either()
    {
        var opened = await host.OpenAsync();
        await AssignAsync("kim", "c1");
        await AssignAsync("kim", "c2"); // she is on it already
        await AssignAsync("bo", "c3");

        await AssignAsync("kim", "c2");

        var ticket = await host.Desk.FindAsync(Key(opened), Viewer.Desk);
        Assert.Equal("bo", ticket!.Assignee);

        async Task AssignAsync(string agent, string id) =>
            Assert.IsType<DeskResult.Succeeded>(
                await host.Desk.ApplyAsync(Key(opened), new TicketCommand.Assign(Agent, agent), commandId: id)
            );
    }

    [Fact]
    public async Task Another_persons_command_id_tells_nothing_about_their_ticket()
    {
        await host.Desk.OpenAsync(DeskFixture.Request() with { CommandId = "c1" });

        var result = await host.Desk.OpenAsync(DeskFixture.Request() with { CommandId = "c1", Requester = "tomas" });

        Assert.Equal("command.id_in_use", Refusal(result).Code);
    }

    [Fact]
    public async Task Thirty_two_writers_on_one_ticket_leave_a_legal_history()
    {
        var opened = await host.OpenAsync();

        var results = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(i => Task.Run(() => host.ReplyAsync(opened, $"Reply {i}.")))
        );

        Assert.All(results, result => Assert.IsType<DeskResult.Succeeded>(result));
        var history = await host.Desk.GetHistoryAsync(Key(opened), Viewer.Desk);
        Assert.Equal(32, history.Count(recorded => recorded.Event is TicketEvent.AgentReplied));
        Assert.NotNull(TicketHistory.Replay(history));
    }

    [Fact]
    [Trait("Requirement", "JSD-8")]
    public async Task A_requester_sees_their_own_tickets_only()
    {
        var opened = await host.OpenAsync();
        var eve = Viewer.OfRequester("tomas");

        Assert.NotNull(await host.Desk.FindAsync(Key(opened), Viewer.OfRequester("ana")));
        Assert.Null(await host.Desk.FindAsync(Key(opened), eve));
        Assert.Empty(await host.Desk.GetHistoryAsync(Key(opened), eve));
        Assert.Empty((await host.Desk.ListAsync(new TicketQuery(SupportDesk.DefaultTenant, eve))).Tickets);
    }

    [Fact]
    public async Task A_file_is_kept_with_its_ticket_and_removed_when_the_ticket_does_not_take_it()
    {
        var opened = await host.OpenAsync();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("a log"));
        await host.Desk.AttachAsync(Key(opened), Ana, "../../etc/log.txt", "text/plain", file);
        var history = await host.Desk.GetHistoryAsync(Key(opened), Viewer.Desk);
        var added = Assert.IsType<TicketEvent.AttachmentAdded>(history[^1].Event);
        Assert.Equal(("../../etc/log.txt", 5), (added.Name.Text, added.Length));
        using var content = await host.Attachments.OpenAsync(Key(opened), added.Attachment, default);
        Assert.Equal("a log", await new StreamReader(content!).ReadToEndAsync());

        await host.Desk.ApplyAsync(Key(opened), new TicketCommand.Fire(Ana, Triggers.Close));
        file.Position = 0;
        var result = await host.Desk.AttachAsync(Key(opened), Ana, "late.txt", "text/plain", file);

        Assert.Equal("ticket.state_closed", Refusal(result).Code);
        Assert.Equal(1, host.Attachments.Count);
    }

    private static TicketKey Key(DeskResult.Succeeded opened) => new(opened.Ticket.Tenant, opened.Ticket.Id);

    private static Refusal Refusal(DeskResult result) =>
        RefusalText.Told(Assert.IsType<DeskResult.Refused>(result).Refusal);
}
