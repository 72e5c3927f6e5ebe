using SupportKit.Rules;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>The sample after Atlassian's published support for its cloud, as people ask it from where they are.</summary>
public class AtlassianCloudTests
{
    private readonly ScenarioDeskFixture desk = new("atlassian-cloud")
    {
        Requester = Facts(("plan", "standard"), ("admin", true)),
    };

    [Theory]
    // Monday at ten in the evening in Tokyo, at two in the afternoon in Paris and at eight in the morning in New York.
    [InlineData("Asia/Tokyo", "2026-03-03T02:00:00Z")]
    [InlineData("Europe/Paris", "2026-03-02T15:00:00Z")]
    [InlineData(null, "2026-03-02T16:00:00Z")]
    public async Task Two_hours_are_hours_of_the_place_where_the_person_is(string? zone, string due)
    {
        desk.TimeZone = zone;

        var ticket = (await desk.OpensAtAsync("2026-03-02T13:00:00Z", "problem", Problem("L1"))).Ticket;

        Assert.Equal(At(due), ticket.PromiseOf("first-response")!.Due);
    }

    [Fact]
    public async Task The_person_is_told_in_their_own_time()
    {
        desk.TimeZone = "Asia/Tokyo";

        await desk.OpensAtAsync("2026-03-03T00:00:00Z", "problem", Problem("L1"));

        Assert.Contains("by Tuesday, 3 March 2026, 11:00.", await desk.ReceiptAsync());
    }

    [Fact]
    public async Task A_site_address_that_is_none_is_taken_into_the_message()
    {
        desk.Body = "Boards are empty.";

        var opened = await desk.OpensAsync("problem", [.. Problem("L3"), ("siteUrl", "our main site")]);

        Assert.Equal(
            "Boards are empty.\n\naddress of the site: our main site",
            Assert.Single(await desk.EventsAsync<TicketEvent.Opened>(opened.Ticket)).Event.Body.Text
        );
    }

    [Fact]
    public async Task An_application_that_is_down_is_escalated_when_nobody_takes_it()
    {
        desk.Requester = desk.Requester.With("plan", "enterprise");
        var taken = (await desk.OpensAsync("problem", Problem("L1"))).Ticket;
        var left = (await desk.OpensAsync("problem", Problem("L1"))).Ticket;
        await desk.DoesAsync(taken, new TicketCommand.Assign(Actor.Lead("lea"), "mia"));
        Assert.StartsWith("CLOUD-", left.Number!.ToString(), StringComparison.Ordinal);

        await desk.PassesAsync((left.OpenedAt + NodaTime.Duration.FromMinutes(20)).ToString());

        Assert.False((await desk.ReadAsync(taken)).EscalatedToQueue is not null);
        Assert.True((await desk.ReadAsync(left)).EscalatedToQueue is "senior");
        Assert.Equal("unattended", Assert.Single(await desk.EventsAsync<TicketEvent.Escalated>(left)).Event.Reason);
    }

    [Fact]
    public async Task What_a_ticket_does_next_by_itself_has_the_policys_own_name_for_it()
    {
        var ticket = (await desk.OpensAtAsync("2026-03-09T14:00:00Z", "problem", Problem("L3"))).Ticket;
        await desk.DoesAsync(ticket, new TicketCommand.Reply(Actor.Lead("lea"), "Which browser?", AsksBack: true));

        var move = (await desk.Desk.ReadAsync(ticket.Key, Viewer.OfRequester("ana"), Ana))!.NextMove!;

        Assert.Equal(
            ("inactive", StateCategory.Pending, "Inactive"),
            (move.State, move.StateCategory, move.Title!.Get("en"))
        );
        Assert.Equal(At("2026-03-16T14:00:00Z"), move.At);
    }

    private static (string, FactValue)[] Problem(string severity) =>
        [("product", "jira"), ("severity", severity), ("production", true)];
}
