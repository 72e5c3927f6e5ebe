using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Quotas;

/// <summary>
/// How many tickets somebody may have, on a desk: it is Monday, 2 March 2026. Ana and Rui work for Acme, and Eve for nobody.
/// </summary>
public class QuotaDeskTests
{
    private const string Acme = "acme-ltd";

    [Fact]
    public async Task What_is_used_up_is_refused_until_the_next_month_of_the_desks_zone()
    {
        var life = With("""{ "tickets": 2, "within": "month" }""", "America/Sao_Paulo");
        await life.OpenAsync();
        var second = (await life.Desk.OpenAsync(Question())).OrThrow();

        var refused = Assert.IsType<DeskResult.Refused>(await life.Desk.OpenAsync(Question()));

        Assert.Equal("quota.tickets_exceeded", refused.Refusal.Code);
        Assert.Equal(
            "You have used 2 of 2 requests this month. You can open a new one from Wednesday, 1 April 2026, 00:00 (America/Sao_Paulo).",
            refused.Refusal.ToRequesterText()
        );
        Assert.Contains(
            "2 of 2 requests used this month",
            second.Decision!.Explain().ToText(),
            StringComparison.Ordinal
        );
        await life.OpenAsync(Question("eve"));
        life.Time.SetNow(At("2026-04-01T02:59:59Z")); // the evening of 31 March in São Paulo
        Assert.Equal("quota.tickets_exceeded", CodeOf(await life.Desk.OpenAsync(Question())));
        life.Time.SetNow(At("2026-04-01T03:00:00Z"));
        await life.OpenAsync();
    }

    [Fact]
    public async Task A_rolling_span_names_the_instant_at_which_the_oldest_leaves_it()
    {
        var life = With("""{ "tickets": 2, "within": "48h" }""");
        life.Time.SetNow(At("2026-03-02T09:00:00Z"));
        await life.OpenAsync();
        life.Time.SetNow(At("2026-03-03T09:00:00Z"));
        await life.OpenAsync();
        life.Time.SetNow(At("2026-03-04T08:59:59Z"));

        var refused = Assert.IsType<DeskResult.Refused>(await life.Desk.OpenAsync(Question()));

        Assert.Equal(
            "You have used 2 of 2 requests in the last 2 days. You can open a new one from Wednesday, 4 March 2026, 09:00 (UTC).",
            refused.Refusal.ToRequesterText()
        );
        life.Time.SetNow(At("2026-03-04T09:00:00Z"));
        await life.OpenAsync();
    }

    [Fact]
    public async Task Open_tickets_are_limited_until_one_is_solved()
    {
        var life = With("""{ "open": 1 }""");
        var ticket = await life.OpenAsync();

        Assert.Equal("quota.open_exceeded", CodeOf(await life.Desk.OpenAsync(Question())));

        await life.DoAsync(ticket, new TicketCommand.Fire(Bia, Triggers.Close));
        await life.OpenAsync();
    }

    [Fact]
    public async Task An_organization_has_its_quota_together_and_who_has_none_is_counted_alone()
    {
        var life = With("""{ "tickets": 2, "within": "year", "per": "organization" }""");
        await life.OpenAsync();
        await life.OpenAsync(Question("rui"));

        var refused = Assert.IsType<DeskResult.Refused>(await life.Desk.OpenAsync(Question("rui")));

        Assert.StartsWith(
            "Your organization has used 2 of 2 requests this year.",
            refused.Refusal.ToRequesterText(),
            StringComparison.Ordinal
        );
        await life.OpenAsync(Question("eve"));
        await life.OpenAsync(Question("eve"));
        Assert.Equal("quota.tickets_exceeded", CodeOf(await life.Desk.OpenAsync(Question("eve"))));
    }

    [Fact]
    public async Task A_ticket_stays_used_whatever_becomes_of_it()
    {
        var life = With("""{ "tickets": 3, "within": "month" }""");
        var (merged, into, spam) = (await life.OpenAsync(), await life.OpenAsync(), await life.OpenAsync());
        (await life.Desk.MergeAsync(Key(merged), into.Id, Bia)).OrThrow();
        await life.DoAsync(spam, new TicketCommand.MarkSpam(Bia));

        Assert.Equal("quota.tickets_exceeded", CodeOf(await life.Desk.OpenAsync(Question())));
    }

    [Fact]
    public async Task Merged_and_spam_tickets_are_not_open_and_reopened_ones_are()
    {
        var life = With("""{ "open": 3 }""");
        var (merged, into, spam) = (await life.OpenAsync(), await life.OpenAsync(), await life.OpenAsync());
        (await life.Desk.MergeAsync(Key(merged), into.Id, Bia)).OrThrow();
        await life.DoAsync(spam, new TicketCommand.MarkSpam(Bia));
        await life.OpenAsync();
        var last = await life.OpenAsync();
        await life.DoAsync(last, new TicketCommand.Fire(Bia, Triggers.Resolve));
        await life.OpenAsync();

        // Nobody is kept from saying that it is not solved.
        await life.DoAsync(last, new TicketCommand.Reply(Actor.Requester("ana"), "It is back."));

        Assert.Equal("quota.open_exceeded", CodeOf(await life.Desk.OpenAsync(Question())));
    }

    [Fact]
    public async Task What_the_desk_opens_or_splits_off_is_not_refused_and_counts()
    {
        var life = With("""{ "tickets": 2, "within": "month" }""");
        var ticket = await life.OpenAsync();
        await life.OpenAsync(Question() with { OnBehalf = Bia });
        Assert.Equal("quota.tickets_exceeded", CodeOf(await life.Desk.OpenAsync(Question())));

        await life.OpenAsync(Question() with { OnBehalf = Bia });
        (await life.Desk.SplitAsync(Key(ticket), Bia, Question())).OrThrow();
    }

    [Fact]
    public async Task A_linked_ticket_counts_and_is_refused_like_any_other()
    {
        var life = With(
            """{ "tickets": 2, "within": "month" }""",
            more: """, "closedTickets": { "reply": "linked" }"""
        );
        var closed = await life.OpenAsync();
        await life.DoAsync(closed, new TicketCommand.Fire(Bia, Triggers.Close));

        var linked = await life.DoAsync(closed, Reply);

        Assert.Equal(closed.Id, linked.Ticket.Continues);
        Assert.Equal("quota.tickets_exceeded", CodeOf(await life.Desk.OpenAsync(Question())));
        Assert.Equal("quota.tickets_exceeded", await life.RefusedAsync(closed, Reply));
    }

    [Theory]
    [InlineData("requester")]
    [InlineData("organization")]
    public async Task Tickets_of_an_erased_person_count_for_nobody(string per)
    {
        var life = With($$"""{ "tickets": 2, "within": "month", "open": 2, "per": "{{per}}" }""");
        await life.OpenAsync();
        await life.OpenAsync();
        Assert.Equal("quota.tickets_exceeded", CodeOf(await life.Desk.OpenAsync(Question())));

        Assert.Equal(2, await PersonalData(life).EraseAsync(Tenant, "ana", "erased-1"));

        await life.OpenAsync();
        await life.OpenAsync(Question(per == "organization" ? "rui" : "ana"));
        Assert.Equal("quota.tickets_exceeded", CodeOf(await life.Desk.OpenAsync(Question())));
    }

    [Fact]
    public async Task Pruned_tickets_no_longer_count()
    {
        var life = With("""{ "tickets": 1, "within": "366d" }""");
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Fire(Bia, Triggers.Close));
        life.Time.Advance(NodaTime.Duration.FromDays(31));
        Assert.Equal("quota.tickets_exceeded", CodeOf(await life.Desk.OpenAsync(Question())));

        var pruned = await PersonalData(life).PruneAsync(Tenant, dryRun: false, TimeSpan.FromDays(30));

        Assert.Equal([ticket.Id], pruned.Tickets);
        await life.OpenAsync();
    }

    [Fact]
    public async Task The_first_rule_that_matches_decides_and_without_one_nothing_is_limited()
    {
        var life = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """
                "quotas": [
                  { "id": "team", "when": { "plan": "team" }, "then": "unlimited" },
                  { "id": "billing", "when": { "category": "billing" }, "then": "unlimited" },
                  { "id": "free", "when": { "plan": "free" }, "then": { "tickets": 1, "within": "day" } }
                ]
                """
            )
        );
        life.People["ana"] = new Requester("ana", "en", Facts(("plan", "free")));
        life.People["rui"] = new Requester("rui", "en", Facts(("plan", "team")));

        for (var i = 0; i < 3; i++)
        {
            await life.OpenAsync(Question("rui"));
            await life.OpenAsync(Question("eve"));
            await life.OpenAsync(Question() with { Category = "billing" });
        }
        Assert.Equal("quota.tickets_exceeded", CodeOf(await life.Desk.OpenAsync(Question())));
    }

    [Fact]
    public async Task Of_parallel_requests_no_more_are_opened_than_there_are_left()
    {
        var life = With("""{ "tickets": 3, "within": "month", "open": 2, "per": "organization" }""");

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i => Task.Run(() => life.Desk.OpenAsync(Question(i % 2 == 0 ? "ana" : "rui"))))
        );

        Assert.Equal(2, results.OfType<DeskResult.Succeeded>().Count());
        Assert.All(
            results.OfType<DeskResult.Refused>(),
            refused => Assert.Equal("quota.open_exceeded", refused.Refusal.Code)
        );
    }

    [Fact]
    public async Task The_explanation_has_the_rule_and_what_is_used()
    {
        var life = With("""{ "tickets": 5, "within": "month", "open": 4 }""");
        await life.OpenAsync();

        var explained = (await life.Desk.OpenAsync(Question())).OrThrow().Decision!.Explain();

        Assert.Contains("2 of 5 requests used this month", explained.ToText(), StringComparison.Ordinal);
        Assert.Contains("2 of 4 requests open", explained.ToRequesterText(), StringComparison.Ordinal);
        Assert.Contains("quotas", explained.ToText(), StringComparison.Ordinal);
        Assert.Contains("\"ticketsUsed\": 2", explained.ToJson(), StringComparison.Ordinal);
    }

    private static TicketCommand Reply => new TicketCommand.Reply(Actor.Requester("ana"), "It is back.");

    private static PersonalDataService PersonalData(TicketLifeDeskFixture life) =>
        new(life.Store, life.Store, life.Files, life.Policies, life.Archive, life.Time);

    private static TicketLifeDeskFixture With(string quota, string zone = "UTC", string more = "")
    {
        var life = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                $$""" "timeZone": "{{zone}}", "quotas": [{ "id": "all", "then": {{quota}} }]{{more}} """
            )
        );
        foreach (var person in (string[])["ana", "rui"])
            life.People[person] = new Requester(person, "en", FactSet.Empty) { Organization = Acme };
        return life;
    }
}
