using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Delivery;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Sla;

/// <summary>
/// An update brings other time-zone data. The office of the policy, in Lisbon, is then an hour further east, and opens an hour earlier:
/// eight of its open hours from Monday at eleven are over on Tuesday at four, and not at five.
/// </summary>
public class TimeZoneDataTests
{
    private static readonly string Json = TicketLifePolicies
        .With(
            """
            "calendars": { "office": { "timeZone": "Europe/Lisbon", "hours": { "mon-fri": ["13:00-17:00"] } } },
            "sla": [
              { "id": "answer", "metric": "first-response", "within": "8h", "calendar": "office", "warnAt": ["50%", "1h before"] },
              { "id": "solve", "metric": "resolution", "within": "48h" }
            ]
            """
        )
        .ToJson();

    private readonly TicketLifeDeskFixture life = new(Policy.Parse(Json));

    private static Policy Newer()
    {
        using var scope = TimeZoneData.BeginScope(OtherTimeZones.Moving("Europe/Lisbon"));
        return Policy.Parse(Json);
    }

    [Fact]
    public async Task A_promise_names_the_data_it_was_counted_with_unless_it_needs_none()
    {
        var ticket = await life.OpenAsync();

        Assert.Equal(TimeZoneData.Version, ticket.PromiseOf("first-response")!.TimeZoneData);
        Assert.Null(ticket.PromiseOf("resolution")!.TimeZoneData);
        var made = (await life.EventsAsync(ticket)).OfType<TicketEvent.PromiseMade>();
        Assert.Contains(made, promise => promise.Promise.TimeZoneData == TimeZoneData.Version);
    }

    [Fact]
    public async Task The_same_decision_under_other_data_says_so_and_is_not_silently_different()
    {
        var before = Accepted(Open(life.Policies.For(Tenant), SmallQuestion, Monday));
        var after = Accepted(Open(Newer(), SmallQuestion, Monday));

        Assert.Equal(life.Policies.For(Tenant).Version, Newer().Version); // the text is the same
        Assert.NotEqual(before.Ticket.PromiseOf("first-response")!.Due, after.Ticket.PromiseOf("first-response")!.Due);
        Assert.Equal(OtherTimeZones.Version, after.Ticket.PromiseOf("first-response")!.TimeZoneData);
        Assert.Equal(OtherTimeZones.Version, after.Explain().TimeZoneData);
        Assert.Equal(TimeZoneData.Version, before.Explain().TimeZoneData);

        var ticket = await life.OpenAsync();
        Assert.All(
            await life.Desk.CompareSlaAsync(Key(ticket), Viewer.Desk),
            compared => Assert.False(compared.IsOfOtherTimeZoneData)
        );
        life.Policies.ReplaceVerified(Tenant, Newer());
        Assert.Equal(
            [true, false],
            (await life.Desk.CompareSlaAsync(Key(ticket), Viewer.Desk)).Select(compared =>
                compared.IsOfOtherTimeZoneData
            )
        );
    }

    [Fact]
    public async Task Promises_keep_their_instants_and_a_review_names_those_that_would_move()
    {
        var ticket = await life.OpenAsync();
        var promise = ticket.PromiseOf("first-response")!;
        Assert.Empty(await life.Desk.ReviewAsync(Dora, Tenant));

        life.Policies.ReplaceVerified(Tenant, Newer());

        var shifted = Assert.Single(await life.Desk.ReviewAsync(Dora, Tenant));
        Assert.Equal((Key(ticket), promise), (shifted.Ticket, shifted.Promise));
        Assert.Equal((promise.Due - Duration.FromHours(1)), shifted.DueToday);
        Assert.Equal(OtherTimeZones.Version, shifted.TimeZoneDataToday);
        Assert.Equal(promise, (await life.ReadAsync(ticket)).PromiseOf("first-response"));
        await Assert.ThrowsAsync<SupportKitException>(() => life.Desk.ReviewAsync(Ana, Tenant));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_keeps_them_or_has_them_counted_anew(bool keep)
    {
        var ticket = await life.OpenAsync();
        var promise = ticket.PromiseOf("first-response")!;
        life.Policies.ReplaceVerified(Tenant, Newer());
        var today = Assert.Single(await life.Desk.ReviewAsync(Dora, Tenant)).DueToday;

        var settled = (await life.Desk.RecountPromisesAsync(Key(ticket), Dora, keep)).OrThrow().Ticket;

        var now = settled.PromiseOf("first-response")!;
        Assert.Equal((keep ? promise.Due : today, OtherTimeZones.Version), (now.Due, now.TimeZoneData));
        var hour = keep ? Duration.Zero : Duration.FromHours(1);
        Assert.Equal(promise.Warnings.Select(warning => warning - hour), now.Warnings);
        Assert.Empty(await life.Desk.ReviewAsync(Dora, Tenant));
        // Once is enough, and an agent may not.
        Assert.Equal(
            settled.Version,
            (await life.Desk.RecountPromisesAsync(Key(ticket), Dora, keep)).OrThrow().Ticket.Version
        );
        Assert.Equal(
            SupportKitErrors.TicketActorNotPermitted,
            CodeOf(await life.Desk.RecountPromisesAsync(Key(ticket), Bia, keep))
        );
    }

    [Fact]
    public async Task An_end_that_moves_into_the_past_breaks_its_promise_and_no_warning_comes_twice()
    {
        var ticket = await life.OpenAsync();
        var due = ticket.PromiseOf("first-response")!.Due;
        life.Time.SetNow(due - Duration.FromMinutes(30));
        await life.DoAsync(ticket, new TicketCommand.Note(Bia, "Both warnings were given."));
        life.Policies.ReplaceVerified(Tenant, Newer());

        var settled = (await life.Desk.RecountPromisesAsync(Key(ticket), Dora, keep: false)).OrThrow();

        Assert.Equal(PromiseStatus.Breached, settled.Ticket.PromiseOf("first-response")!.Status);
        Assert.Equal(2, (await life.EventsAsync(ticket)).OfType<TicketEvent.PromiseWarned>().Count());
    }

    [Fact]
    public async Task A_health_check_tells_after_an_update()
    {
        var ticket = await life.OpenAsync();
        var health = new TimeZoneDataHealth(life.Desk, life.Policies);
        var context = new HealthCheckContext
        {
            Registration = new HealthCheckRegistration("zones", health, HealthStatus.Degraded, []),
        };
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(context)).Status);

        life.Policies.ReplaceVerified(Tenant, Newer());

        var after = await health.CheckHealthAsync(context);
        Assert.Equal((HealthStatus.Degraded, 1), (after.Status, after.Data["promises.shifted"]));
        await life.Desk.RecountPromisesAsync(Key(ticket), Actor.System, keep: true);
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(context)).Status);
    }

    [Theory]
    [InlineData("Romance Standard Time", "Europe/Paris")]
    [InlineData("europe/lisbon", "Europe/Lisbon")]
    [InlineData("Europe/Lisbom", "Europe/Lisbon")]
    public void A_policy_with_a_zone_that_is_not_one_is_told_which_was_meant(string written, string meant)
    {
        var refused = Assert.Throws<PolicyJson.PolicyException>(() =>
            Policy.Parse(Json.Replace("\"id\":\"", $"\"timeZone\":\"{written}\",\"id\":\"", StringComparison.Ordinal))
        );

        Assert.Contains(refused.Problems, problem => problem.Remedy.Contains($"\"{meant}\"", StringComparison.Ordinal));
    }

    [Law(35, 5_000, EndSize = 30)]
    internal void Counting_anew_with_the_same_data_moves_nothing(SlaHistory history)
    {
        // A version that was moved to with its promises kept may have other hours.
        if (history.Events.Any(recorded => recorded.Event is TicketEvent.PolicyMigrated))
            return;
        foreach (var promise in history.Ticket.Promises.Where(promise => promise.IsActive))
        {
            var anew = history.Policy.Sla.Recount(promise, history.Ticket.UpdatedAt);
            Assert.Equal(promise.Due, anew.Due);
            Assert.Equal(promise.Warnings, anew.Warnings);
        }
    }
}
