using SupportKit.Decisions;
using SupportKit.Rules;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>The sample after GitLab's published support, as people ask it; its times stand in the tests beside the policy.</summary>
public class GitlabTests
{
    private readonly ScenarioDeskFixture desk = new("gitlab")
    {
        Requester = Facts(("plan", "premium"), ("contact", true)),
    };

    [Fact]
    public async Task An_emergency_is_sent_from_the_portal_to_its_form_and_taken_there()
    {
        Assert.Equal("emergency", (await desk.RefusesAsync<Refusal.RedirectedTo>("technical", Problem("S1"))).To);

        desk.Channel = "emergency";
        var ticket = (await desk.OpensAsync("technical", Problem("S1"))).Ticket;

        Assert.Equal(("S1", "on-call"), (ticket.Priority, ticket.Queue));
    }

    [Fact]
    public async Task Nobody_makes_themselves_a_contact_in_the_form() =>
        Assert.Equal(
            "intake.answer_rejected",
            (await desk.RefusesAsync<Refusal.CommandRefused>("technical", [.. Problem("S2"), ("contact", true)])).Code
        );

    [Fact]
    public async Task Logs_that_are_attached_need_no_link()
    {
        var opened = await desk.OpensAsync("technical", [.. Problem("S3"), ("version", "18.6")]);
        Assert.Equal(["logs"], opened.Completeness.WouldHelp.Select(field => field.Name));

        using var log = new MemoryStream("started"u8.ToArray());
        var attached = await desk.Desk.AttachAsync(opened.Ticket.Key, Ana, "sidekiq.log", "text/plain", log);

        Assert.Empty(attached.OrThrow().Decision!.Completeness.WouldHelp);
    }

    [Fact]
    public async Task A_severity_that_rises_late_is_counted_from_then_on()
    {
        var ticket = (await desk.OpensAtAsync("2026-03-02T17:00:00Z", "technical", Problem("S3"))).Ticket;

        ticket = await desk.DoesAtAsync(
            "2026-03-03T00:30:00Z",
            ticket,
            new TicketCommand.ChangeFacts(Actor.Lead("lea"), Facts(("severity", "S2")))
        );

        Assert.Equal(At("2026-03-03T04:30:00Z"), ticket.PromiseOf("first-response")!.Due);
    }

    [Fact]
    public async Task Who_does_not_answer_is_asked_again_after_a_week_and_told_of_the_solution_after_two()
    {
        var ticket = (await desk.OpensAtAsync("2026-03-09T17:00:00Z", "technical", Problem("S3"))).Ticket;
        ticket = await desk.DoesAtAsync(
            "2026-03-09T18:00:00Z",
            ticket,
            new TicketCommand.Reply(Actor.Agent("mia"), "Which version is it?")
        );
        var told = (await ToldAsync()).Count;

        await desk.PassesAsync("2026-03-16T17:59:00Z");
        Assert.Equal(told, (await ToldAsync()).Count);
        await desk.PassesAsync("2026-03-16T18:00:00Z");
        Assert.Equal("requester-reminded", Assert.Single((await ToldAsync()).Skip(told)).Template);
        await desk.PassesAsync("2026-03-23T18:00:00Z");
        Assert.Equal("solved", (await desk.ReadAsync(ticket)).State);
        Assert.Equal(told + 2, (await ToldAsync()).Count);

        async Task<List<Notification>> ToldAsync() =>
            [.. (await desk.SentAsync()).Where(sent => sent.To.Kind == RecipientKind.Requester)];
    }

    [Fact]
    public async Task A_reply_to_a_closed_ticket_opens_one_that_names_it()
    {
        var ticket = (await desk.OpensAsync("technical", Problem("S3"))).Ticket;
        ticket = await desk.DoesAsync(ticket, new TicketCommand.Fire(Actor.Lead("lea"), Triggers.Close));

        var next = await desk.DoesAsync(ticket, new TicketCommand.Reply(Ana, "It is back."));

        Assert.Equal((ticket.Id, "new"), (next.Continues, next.State));
    }

    [Fact]
    public async Task An_explanation_counts_how_often_a_ticket_has_gone_round_the_world()
    {
        desk.Requester = desk.Requester.With("region", "emea");
        var ticket = (await desk.OpensAtAsync("2026-03-03T10:00:00Z", "technical", Problem("S3"))).Ticket;
        Assert.Equal("emea", ticket.Queue);

        await desk.PassesAsync("2026-03-04T02:00:00Z");

        Assert.Equal("apac", (await desk.ReadAsync(ticket)).Queue);
        Assert.Equal(
            ["emea", "amer", "apac"],
            (await desk.EventsAsync<TicketEvent.Routed>(ticket)).Select(moved => moved.Event.Queue)
        );
    }

    private static (string, FactValue)[] Problem(string severity) =>
        [("offering", "self-managed"), ("severity", severity)];
}
