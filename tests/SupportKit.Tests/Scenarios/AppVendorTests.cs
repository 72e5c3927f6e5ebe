using SupportKit.Decisions;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>What the app vendor's terms say of a request, with cases on both sides of each line.</summary>
public class AppVendorTests
{
    private readonly ScenarioDeskFixture desk = new("app-vendor") { Terms = Accepted("2026-01") };

    [Fact]
    [Trait("Requirement", "JSD-1")]
    public async Task Who_has_accepted_the_terms_is_helped_and_version_and_time_are_kept_with_the_ticket()
    {
        var ticket = (await desk.OpensAsync("question", ("product", "Other"))).Ticket;

        // on Sunday the first of February at nine in Brussels, a month before the request
        Assert.Equal(
            new TicketEvent.TermsAccepted("ana", "2026-01", At("2026-02-01T08:00:00Z")),
            Assert.Single(await desk.EventsAsync<TicketEvent.TermsAccepted>(ticket)).Event
        );
        Assert.Equal([new TermsAcceptance("ana", "2026-01")], ticket.AcceptedTerms);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-01")] // an older version
    [InlineData("2026-02")] // one that is not in force
    [Trait("Requirement", "JSD-1")]
    public async Task Who_has_not_accepted_the_current_terms_is_asked_to(string? version)
    {
        desk.Terms = version is null ? null : Accepted(version);

        var refusal = await desk.RefusesAsync<Refusal.TermsNotAccepted>("question", ("product", "Other"));

        Assert.Equal(("terms.acceptance_missing", "2026-01"), (refusal.Code, refusal.Version));
        Assert.Contains("2026-01", refusal.Advice.Get("en"));
    }

    [Fact]
    [Trait("Requirement", "JSD-1")]
    public async Task Whoever_accepts_with_the_request_accepts_at_that_instant()
    {
        desk.Terms = null;
        desk.Time.SetNow(At("2026-03-29T00:59:59Z")); // a second before summer time in Brussels
        var request = desk.Request("question", ("product", "Other")) with { AcceptsTerms = "2026-01" };

        var ticket = (await desk.Desk.OpenAsync(request)).OrThrow().Ticket;

        var accepted = Assert.Single(await desk.EventsAsync<TicketEvent.TermsAccepted>(ticket));
        Assert.Equal(At("2026-03-29T00:59:59Z"), accepted.Event.AcceptedAt);
    }

    [Fact]
    [Trait("Requirement", "JSD-1")]
    public void A_new_version_of_the_terms_asks_again()
    {
        var later = Policy.Parse(desk.Policy.ToJson().Replace("2026-01", "2027-01", StringComparison.Ordinal));
        var known = Facts(("category", "question"), ("channel", "portal"), ("language", "en"), ("product", "Other"));
        Decision Opens(Policy policy, string version) =>
            Decider.Decide(
                policy,
                null,
                new TicketCommand.Open("ana", "default", Id, "The menu of the app", "Some words.", Accepted(version)),
                known,
                Monday
            );

        Samples.Accepted(Opens(desk.Policy, "2026-01"));
        Assert.Equal("2027-01", Refused<Refusal.TermsNotAccepted>(Opens(later, "2026-01")).Version);
        Samples.Accepted(Opens(later, "2027-01"));
    }

    [Fact]
    [Trait("Requirement", "JSD-1")]
    public async Task On_a_ticket_that_goes_over_to_new_terms_nobody_writes_before_accepting_them()
    {
        var later = Policy.Parse(desk.Policy.ToJson().Replace("2026-01", "2027-01", StringComparison.Ordinal));
        var before = (await desk.OpensAsync("question", ("product", "Other"))).Ticket;
        var move = new TicketCommand.MigratePolicy(Actor.Lead("lea"), later, PolicyMigrationMode.Keep);
        var ticket = After(later, before, move, Monday);
        var reply = new TicketCommand.Reply(Ana, "One thing more.");

        Refused<Refusal.TermsNotAccepted>(Decider.Decide(later, ticket, reply, ticket.Facts, Monday));

        ticket = After(later, ticket, new TicketCommand.AcceptTerms(Ana, "2027-01"), Monday);
        After(later, ticket, reply, Monday);
        Assert.Equal(["2026-01", "2027-01"], ticket.AcceptedTerms.Select(accepted => accepted.Version));
    }

    [Theory]
    [InlineData("question")]
    [InlineData("malfunction")]
    [InlineData("missing-feature")]
    [InlineData("request")]
    [Trait("Requirement", "JSD-3")]
    public async Task A_request_names_its_product(string category)
    {
        var refusal = await desk.RefusesAsync<Refusal.NeedInfo>(category);

        Assert.Equal(["product"], refusal.Missing.Select(field => field.Name));
    }

    [Theory]
    [InlineData("Timesheets", "app-support")]
    [InlineData("Other", "general")]
    [Trait("Requirement", "JSD-3")]
    public async Task A_product_or_other_is_enough(string product, string queue) =>
        Assert.Equal(queue, (await desk.OpensAsync("question", ("product", product))).Ticket.Queue);

    [Fact]
    [Trait("Requirement", "JSD-3")]
    public async Task A_product_the_vendor_does_not_make_is_rejected() =>
        Assert.Equal(
            "intake.answer_rejected",
            (await desk.RefusesAsync<Refusal.CommandRefused>("question", ("product", "Notepad"))).Code
        );

    [Fact]
    [Trait("Requirement", "JSD-3")]
    public async Task Screenshots_backups_and_logs_help_and_do_not_block()
    {
        var opened = await desk.OpensAsync("malfunction", ("product", "Diagrams"));

        Assert.Equal(
            ["productVersion", "screenshots", "backup", "logs"],
            opened.Completeness.WouldHelp.Select(field => field.Name)
        );
    }

    [Theory]
    [InlineData("2026-03-02T11:00:00Z", "2026-03-03T11:00:00Z")] // Monday noon: Tuesday noon
    [InlineData("2026-03-06T17:00:00Z", "2026-03-10T08:00:00Z")] // Friday after five: as if on Monday at nine
    [InlineData("2026-07-20T10:00:00Z", "2026-07-22T10:00:00Z")] // over the Belgian national holiday
    [InlineData("2026-03-27T11:00:00Z", "2026-03-30T10:00:00Z")] // over the change to summer time
    [Trait("Requirement", "JSD-11")]
    public async Task An_answer_is_promised_within_one_business_day(string asked, string due) =>
        Assert.Equal(
            At(due),
            (await desk.OpensAtAsync(asked, "question", ("product", "Other"))).Ticket.PromiseOf("first-response")!.Due
        );

    [Theory]
    [InlineData("2026-03-31T13:00:00Z", PromiseStatus.Met)] // Tuesday at three in summer time: the last instant
    [InlineData("2026-03-31T13:00:00.000001Z", PromiseStatus.Breached)] // and the first after it
    [Trait("Requirement", "JSD-11")]
    public async Task An_answer_on_the_last_instant_is_in_time_and_one_after_it_is_not(string at, PromiseStatus verdict)
    {
        // Friday at six, after hours and over the change to summer time: as if on Monday at nine, so until Tuesday at nine.
        var late = (await desk.OpensAtAsync("2026-03-27T17:00:00Z", "question", ("product", "Other"))).Ticket;
        // Monday the 30th at three; the month ends with the promise.
        var ticket = (await desk.OpensAtAsync("2026-03-30T13:00:00Z", "question", ("product", "Other"))).Ticket;

        Assert.Equal(At("2026-03-31T07:00:00Z"), late.PromiseOf("first-response")!.Due);
        ticket = await desk.DoesAtAsync(at, ticket, new TicketCommand.Reply(Agent, "Choose Export in the menu."));

        Assert.Equal(verdict, ticket.PromiseOf("first-response")!.Status);
        Assert.Equal(PromiseStatus.Breached, (await desk.ReadAsync(late)).PromiseOf("first-response")!.Status);
    }

    private static AcceptedTerms Accepted(string version) => new(version, At("2026-02-01T08:00:00Z"));
}
