using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Rules;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Desks;

/// <summary>What the app vendor's terms say of a request, with cases on both sides of each line.</summary>
public class AppVendorTests
{
    private readonly SampleDesk desk = new("app-vendor") { Requester = Accepted("2026-01") };

    [Fact]
    [Trait("Requirement", "JSD-1")]
    public async Task Who_has_accepted_the_terms_is_helped_and_version_and_time_are_kept_with_the_ticket()
    {
        var ticket = await desk.ReadAsync((await desk.OpensAsync("question", ("product", "Other"))).Ticket);

        Assert.Equal("2026-01", ticket.Facts["termsAccepted"]);
        Assert.Equal("2026-02-01T08:00:00Z", ticket.Facts["termsAcceptedAt"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-01")] // an older version
    [Trait("Requirement", "JSD-1")]
    public async Task Who_has_not_accepted_the_current_terms_is_asked_to(string? version)
    {
        desk.Requester = version is null ? FactSet.Empty : Accepted(version);

        var refusal = await desk.RefusesAsync<Refusal.Redirected>("question", ("product", "Other"));

        Assert.Equal("terms", refusal.To);
        Assert.Contains("2026-01", refusal.Advice.In("en"));
    }

    [Fact]
    [Trait("Requirement", "JSD-1")]
    public async Task An_acceptance_without_its_time_does_not_count()
    {
        desk.Requester = Facts(("termsAccepted", "2026-01"));

        await desk.RefusesAsync<Refusal.Redirected>("question", ("product", "Other"));
    }

    [Fact]
    [Trait("Requirement", "JSD-1")]
    public async Task An_acceptance_is_the_directorys_to_state_and_not_the_forms()
    {
        desk.Requester = FactSet.Empty;

        var refusal = await desk.RefusesAsync<Refusal.Rejected>(
            "question",
            ("product", "Other"),
            ("termsAccepted", "2026-01")
        );

        Assert.Equal("intake.answer_rejected", refusal.Code);
    }

    [Fact]
    [Trait("Requirement", "JSD-1")]
    public void A_new_version_of_the_terms_asks_again()
    {
        var later = Policy.Parse(desk.Policy.ToJson().Replace("2026-01", "2027-01", StringComparison.Ordinal));
        var known = Accepted("2026-01")
            .With(Facts(("category", "question"), ("channel", "portal"), ("language", "en"), ("product", "Other")));

        Samples.Accepted(Open(desk.Policy, known));
        Refused<Refusal.Redirected>(Open(later, known));
        Samples.Accepted(Open(later, known.With("termsAccepted", "2027-01")));
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
            (await desk.RefusesAsync<Refusal.Rejected>("question", ("product", "Notepad"))).Code
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

    private static FactSet Accepted(string version) =>
        Facts(("termsAccepted", version), ("termsAcceptedAt", "2026-02-01T08:00:00Z"));
}
