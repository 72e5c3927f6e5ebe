using SupportKit.Rules;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>Whom Capgo promises something, and what happens while an incident is published.</summary>
public class CapgoPromiseTests
{
    private readonly ScenarioDeskFixture desk = new("capgo") { Requester = Facts(("plan", "enterprise")) };

    [Theory]
    [InlineData("2026-03-02T11:00:00Z", "2026-03-03T10:00:00Z")] // Monday noon: six hours that day, two on Tuesday
    [InlineData("2026-03-07T12:00:00Z", "2026-03-09T16:00:00Z")] // Saturday: all of Monday but its last hour
    [InlineData("2026-03-27T15:00:00Z", "2026-03-30T13:00:00Z")] // over the change to summer time
    [InlineData("2026-04-30T15:00:00Z", "2026-05-04T14:00:00Z")] // over the first of May
    [Trait("Requirement", "CAP-6")]
    public async Task An_enterprise_customer_is_promised_an_answer(string asked, string due)
    {
        var opened = await desk.OpensAtAsync(asked, "configuration", CapgoTests.Technical());

        Assert.Equal(At(due), opened.Ticket.PromiseOf("first-response")!.Due);
    }

    [Fact]
    [Trait("Requirement", "CAP-6")]
    public async Task What_touches_the_users_of_an_enterprise_is_promised_around_the_clock()
    {
        var opened = await desk.OpensAtAsync(
            "2026-03-08T02:00:00Z", // a Sunday night
            "troubleshooting",
            [.. CapgoTests.Technical(), ("usersAffected", true)]
        );

        Assert.Equal(
            [("first-response", At("2026-03-08T03:00:00Z")), ("resolution", At("2026-03-08T10:00:00Z"))],
            opened.Ticket.Promises.Select(promise => (promise.Metric, promise.Due))
        );
    }

    [Theory]
    [InlineData("free", "billing")]
    [InlineData("solo", "configuration")]
    [InlineData("team", "configuration")]
    [InlineData(null, "account")]
    [Trait("Requirement", "CAP-6")]
    public async Task Nobody_else_is_promised_anything_nor_shown_a_promise(string? plan, string category)
    {
        desk.Requester = plan is null ? FactSet.Empty : Facts(("plan", plan));

        var opened = await desk.OpensAsync(category, category == "configuration" ? CapgoTests.Technical() : []);

        Assert.Empty(opened.Ticket.Promises);
        Assert.Null(opened.Ticket.NextDeadline());
        Assert.Empty(opened.Explain().Promises);
        Assert.DoesNotContain("answer by", await desk.ReceiptAsync());
    }

    [Fact]
    [Trait("Requirement", "CAP-6")]
    public async Task An_enterprise_customer_is_told_by_when()
    {
        await desk.OpensAsync("billing");

        Assert.Contains("answer by Tuesday, 3 March 2026, 11:00 (Europe/Paris)", await desk.ReceiptAsync());
    }

    [Fact]
    [Trait("Requirement", "CAP-7")]
    public async Task While_an_incident_is_published_a_request_about_it_is_pointed_to_the_status_page()
    {
        await desk.Desk.StartSwitchAsync("incidentPublished", Agent, "updates-api");

        var sent = await desk.RefusesAsync<Refusal.RedirectedTo>("troubleshooting", About("live-updates"));

        Assert.Equal(("status-page", "published-incident"), (sent.To, sent.Rule));
        Assert.Contains("status.capgo.app", sent.Advice.Get("fr"));
    }

    [Fact]
    [Trait("Requirement", "CAP-7")]
    public async Task While_an_incident_is_published_other_requests_open_as_always()
    {
        await desk.Desk.StartSwitchAsync("incidentPublished", Agent, "updates-api");

        await desk.OpensAsync("troubleshooting", About("plugins"));
        await desk.OpensAsync("billing");
    }

    [Fact]
    [Trait("Requirement", "CAP-7")]
    public async Task Before_an_incident_is_published_and_once_it_is_over_a_request_about_it_opens()
    {
        await desk.OpensAsync("troubleshooting", About("live-updates"));

        await desk.Desk.StartSwitchAsync("incidentPublished", Agent, "updates-api");
        await desk.Desk.EndSwitchAsync("incidentPublished", Agent, "updates-api");

        await desk.OpensAsync("troubleshooting", About("live-updates"));
    }

    [Fact]
    [Trait("Requirement", "CAP-7")]
    public async Task Whoever_wrote_before_the_incident_was_published_is_told_when_it_is_over()
    {
        await desk.OpensAsync("troubleshooting", About("live-updates"));
        await desk.OpensAsync("troubleshooting", About("plugins"));
        await desk.Desk.StartSwitchAsync("incidentPublished", Agent, "updates-api");

        Assert.Equal(1, await desk.Desk.EndSwitchAsync("incidentPublished", Agent, "updates-api"));
    }

    private static (string, FactValue)[] About(string technology) =>
        [.. CapgoTests.Technical().Where(fact => fact.Item1 != "technology"), ("technology", technology)];
}
