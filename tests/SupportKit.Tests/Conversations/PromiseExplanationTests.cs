using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Conversations;
using SupportKit.Localization;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Conversations;

/// <summary>What is promised, how it stands and why, in the words of whoever asked.</summary>
public class PromiseExplanationTests
{
    private static readonly Policy Policy = TicketLifePolicies.With(
        """
        "calendars": { "office": { "timeZone": "UTC", "hours": { "mon-fri": ["09:00-17:00"] } } },
        "sla": [{ "id": "solve", "metric": "resolution", "within": "8h", "calendar": "office", "note": { "en": "Big ones take longer.", "fr": "Parfois plus." } }]
        """
    );

    private readonly TicketLifeDeskFixture life = new(Policy);

    // A Tuesday, as the office opens.
    public PromiseExplanationTests() => life.Time.SetNow(At("2026-03-03T09:00:00Z"));

    [Fact]
    public async Task A_running_promise_has_its_end_in_the_readers_zone_what_is_left_and_which_hours_count()
    {
        var ticket = await life.OpenAsync();
        life.Time.Advance(Duration.FromMinutes(90));

        var explained = await ExplainAsync(ticket, Times("en", "Europe/Paris"));

        Assert.Equal("resolution: promised by Tue 3 Mar 2026, 18:00.", explained.Text);
        Assert.Equal(
            ["6 h 30 min of it are left.", "Only the hours in which the desk is open count.", "Big ones take longer."],
            explained.Reasons
        );
    }

    [Fact]
    public async Task A_paused_one_says_why_and_one_that_goes_on_that_it_stood_still()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Is it on?", AsksBack: true));
        life.Time.Advance(Duration.FromHours(2));
        var paused = await ExplainAsync(ticket, Times("fr", "UTC"));
        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "It is."));
        var goesOn = await ExplainAsync(ticket, Times("en", "UTC"));
        await life.DoAsync(ticket, new TicketCommand.Fire(Bia, "hold"));
        var held = await ExplainAsync(ticket, Times("en", "UTC"));

        Assert.Equal("Le délai est suspendu jusqu'à votre réponse ; il en reste 8 h.", paused.Reasons[0]);
        Assert.Equal("Parfois plus.", paused.Reasons[^1]);
        Assert.Equal("resolution: promised by Wed 4 Mar 2026, 11:00.", goesOn.Text);
        Assert.Contains("It stood still for 2 h in all, so it ends later than it first did.", goesOn.Reasons);
        Assert.Equal("The time stands still while the request is on hold; 8 h of it are left.", held.Reasons[0]);
    }

    [Fact]
    public async Task A_verdict_is_told_and_nothing_of_the_time_any_more()
    {
        var (kept, broken) = (await life.OpenAsync(), await life.OpenAsync());
        await life.DoAsync(kept, new TicketCommand.Fire(Bia, "resolve"));
        life.Time.Advance(Duration.FromDays(3));

        Assert.Equal("This was kept.", (await ExplainAsync(kept, Times("en", "UTC"))).Reasons[0]);
        Assert.Equal("This was not kept.", (await ExplainAsync(broken, Times("en", "UTC"))).Reasons[0]);
        await life.DoAsync(broken, new TicketCommand.Fire(Bia, "resolve"));
        Assert.Equal(
            ["This was not kept; it was done on Fri 6 Mar 2026, 09:00.", "Big ones take longer."],
            (await ExplainAsync(broken, Times("en", "UTC"))).Reasons
        );
    }

    [Theory]
    [InlineData("en", "Mon 2 Mar 2026, 09:00")]
    [InlineData("fr", "lun. 2 mars 2026 à 09:00")]
    [InlineData("pt", "seg., 2 de mar. de 2026, 09:00")]
    [InlineData("de", "Mo, 2. März 2026, 09:00 Uhr")]
    [InlineData("es", "lun 2 mar 2026, 09:00 h")]
    public void An_instant_is_told_in_each_language(string language, string text) =>
        Assert.Equal(text, Times(language, "UTC").Text(Instant.FromUtc(2026, 3, 2, 9, 0)));

    [Fact]
    public void The_first_zone_that_is_known_counts_and_the_desks_is_named()
    {
        var desk = TimeZoneData.Provider["Europe/Paris"];
        var at = Instant.FromUtc(2026, 3, 2, 9, 0);

        Assert.Equal("Mon 2 Mar 2026, 18:00", Told("Asia/Tokyo", "UTC"));
        Assert.Equal("Mon 2 Mar 2026, 18:00", Told(null, "Mars/Olympus", "Asia/Tokyo"));
        Assert.Equal("Mon 2 Mar 2026, 10:00 (Europe/Paris)", Told(null, "Mars/Olympus"));

        string Told(params string?[] stated) => TimeFormat.Of(TextCatalog.Shipped, "en", desk, stated).Text(at);
    }

    private async Task<PromiseExplanation> ExplainAsync(Ticket ticket, TimeFormat times)
    {
        var read = (await life.Desk.ReadAsync(ticket.Key, Viewer.OfRequester("ana")))!;
        return PromiseExplanation.Of(Assert.Single(read.Promises), Policy.Sla, read.Ticket.StateCategory, times);
    }

    private static TimeFormat Times(string language, string zone) =>
        TimeFormat.Of(TextCatalog.Shipped, language, DateTimeZone.Utc, zone);
}
