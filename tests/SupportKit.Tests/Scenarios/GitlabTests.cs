using SupportKit.Rules;
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

    private static (string, FactValue)[] Problem(string severity) =>
        [("offering", "self-managed"), ("severity", severity)];
}
