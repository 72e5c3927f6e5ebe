using System.Text.Json;
using SupportKit.Decisions;
using SupportKit.PolicyJson;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Sla;

/// <summary>Which office's hours count, by a fact or by the requester's own zone. All times of Monday 2 March 2026, UTC.</summary>
public class CalendarChoiceTests
{
    private const string ByRegion = """{ "by": "region", "EU": "eu", "US": "us", "otherwise": "always" }""";

    // Asked at six: before Paris opens at eight, and New York at two.
    [Theory]
    [InlineData("EU", "eu", "2026-03-02T09:00:00Z")]
    [InlineData("US", "us", "2026-03-02T15:00:00Z")]
    [InlineData("APAC", "always", "2026-03-02T07:00:00Z")]
    [InlineData(null, "always", "2026-03-02T07:00:00Z")]
    public void A_fact_chooses_the_calendar_and_the_promise_names_it(string? region, string calendar, string due)
    {
        var policy = Choosing(ByRegion);
        var facts = region is null ? SmallQuestion : SmallQuestion.With("region", region);

        var opened = Accepted(Open(policy, facts, At("2026-03-02T06:00:00Z")));

        var promise = opened.Ticket.Promises.Single();
        Assert.Equal((At(due), calendar), (promise.Due, promise.Within.Calendar));
        Assert.Contains(
            $"counted in {calendar}, because region is {region ?? "not known"}",
            opened.Explain().ToText(),
            StringComparison.Ordinal
        );
        using var json = JsonDocument.Parse(opened.Explain().ToJson());
        var by = json.RootElement.GetProperty("promises")[0].GetProperty("calendarChosenBy");
        Assert.Equal(("region", region), (by.GetProperty("fact").GetString(), by.GetProperty("seen").GetString()));
    }

    [Fact]
    public void When_the_fact_is_corrected_the_promise_is_counted_in_the_other_office()
    {
        var policy = Choosing(ByRegion);
        var opened = Opened(policy, SmallQuestion.With("region", "US"), At("2026-03-02T06:00:00Z"));

        var corrected = opened.Then(
            policy,
            new TicketCommand.ChangeFacts(SlaCommands.Billing, Facts(("region", "EU"))),
            "2026-03-02T06:30:00Z"
        );

        var promise = corrected.Promises.Single();
        Assert.Equal((At("2026-03-02T09:00:00Z"), "eu"), (promise.Due, promise.Within.Calendar));
        Assert.Equal(
            corrected.Version,
            corrected
                .Then(
                    policy,
                    new TicketCommand.ChangeFacts(SlaCommands.Billing, Facts(("region", "EU"))),
                    "2026-03-02T06:31:00Z"
                )
                .Version
        );
    }

    // An hour from eight in the morning on, wherever the person is.
    [Theory]
    [InlineData("Asia/Tokyo", "local@Asia/Tokyo", "2026-03-02T07:00:00Z")] // it is three in the afternoon there
    [InlineData("America/New_York", "local@America/New_York", "2026-03-02T14:00:00Z")]
    [InlineData(null, "local", "2026-03-02T08:00:00Z")] // the desk's own zone, Paris
    public void Hours_may_be_those_of_the_requesters_own_zone(string? zone, string calendar, string due)
    {
        var policy = Choosing("\"local\"");
        var request = new NewTicket
        {
            Id = TicketId.Parse("0198c0de0000700080000000000000aa"),
            Tenant = "default",
            Requester = "ana",
            Title = "A title",
            Body = "Some words.",
            TimeZone = zone,
        };

        var promise = Accepted(Decider.Open(policy, request, SmallQuestion, At("2026-03-02T06:00:00Z")))
            .Ticket.Promises.Single();

        Assert.Equal(calendar, promise.Within.Calendar);
        Assert.Equal(At(due), promise.Due);
        Assert.Equal(promise.Within, SlaDuration.Parse(promise.Within.ToString()));
    }

    [Theory]
    [InlineData("""{ "by": "region", "EU": "eu", "US": "us" }""", "policy.calendar_value_missing", "APAC", "")]
    [InlineData(
        """{ "by": "region", "EU": "eu", "US": "us", "APAC": "eu" }""",
        "policy.calendar_value_missing",
        "not known",
        ""
    )]
    [InlineData("""{ "by": "region" }""", "policy.calendar_value_missing", "EU", "")] // no calendar at all
    [InlineData("""{ "by": "region", "UE": "eu", "otherwise": "us" }""", "policy.calendar_value_unknown", "UE", ".UE")]
    [InlineData("""{ "by": "vip", "yes": "eu", "otherwise": "us" }""", "policy.calendar_value_unknown", "yes", ".yes")]
    [InlineData("""{ "by": "region", "EU": "ue", "otherwise": "us" }""", "policy.calendar_unknown", "ue", ".EU")]
    [InlineData("""{ "by": "region", "EU": "eu", "otherwise": "su" }""", "policy.calendar_unknown", "su", ".otherwise")]
    [InlineData("""{ "by": "regoin", "otherwise": "us" }""", "policy.calendar_fact_unfit", "no fact \"regoin\"", ".by")]
    [InlineData("""{ "by": "seats", "otherwise": "us" }""", "policy.calendar_fact_unfit", "more values", ".by")]
    [InlineData("""{ "EU": "eu", "otherwise": "us" }""", "policy.property_missing", "by", "")]
    public void What_is_wrong_with_a_choice_is_found_when_the_policy_is_read(
        string calendar,
        string code,
        string named,
        string member
    )
    {
        var refused = Assert.Throws<PolicyException>(() => Choosing(calendar));

        var problem = Assert.Single(refused.Problems, problem => problem.Code == code);
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
        Assert.Equal($"$.sla[0].calendar{member}", problem.Path);
        ProblemText.AssertTold(problem);
    }

    [Theory]
    [InlineData(true, "eu", "2026-03-02T09:00:00Z")]
    [InlineData(false, "us", "2026-03-02T15:00:00Z")]
    public void A_yes_or_no_chooses_by_the_words_true_and_false(bool vip, string calendar, string due)
    {
        var policy = Choosing("""{ "by": "vip", "true": "eu", "false": "us", "otherwise": "always" }""");

        var promise = Opened(policy, SmallQuestion.With("vip", vip), At("2026-03-02T06:00:00Z")).Promises.Single();

        Assert.Equal((At(due), calendar), (promise.Due, promise.Within.Calendar));
    }

    // In the order of the values; the one for all others comes last.
    [Theory]
    [InlineData(ByRegion, "eu us always")]
    [InlineData("""{ "by": "priority", "p1": "always", "p4": "eu" }""", "always eu")]
    [InlineData("\"eu\"", "eu")]
    public void A_promise_knows_every_calendar_that_it_may_be_counted_in(string calendar, string calendars) =>
        Assert.Equal(
            calendars.Split(' '),
            Assert.Single(Choosing(calendar).Sla.TargetsOf("resolution")!.Rules).Then.Calendars
        );

    [Theory]
    [InlineData("1h in local@Asia/Tokyo", true)]
    [InlineData("1h in eu", true)]
    [InlineData("1h in gone", false)]
    [InlineData("1h in local@Mars/Olympus", false)] // the tz database has no such zone
    [InlineData("1h in eu@Asia/Tokyo", false)] // these hours are not those of whoever asks
    [InlineData("1h", false)]
    public void What_was_promised_in_a_calendar_that_is_not_there_counts_as_elapsed_time(string time, bool found)
    {
        var sla = Choosing(ByRegion).Sla;

        Assert.Equal(found, sla.CalendarOf(SlaDuration.Parse(time)) is not null);
        Assert.Equal(found ? sla.TimeZoneData : null, sla.TimeZoneDataOf(SlaDuration.Parse(time)));
    }

    [Fact]
    public void Every_value_of_a_fact_that_is_always_known_needs_no_otherwise()
    {
        var policy = Choosing("""{ "by": "priority", "p1": "always", "p4": "eu" }""");

        Assert.Equal("eu", Opened(policy, SmallQuestion, At("2026-03-02T06:00:00Z")).Promises.Single().Within.Calendar);
    }

    private static Policy Choosing(string calendar) =>
        Policy.Parse(
            $$"""
            {
              "id": "example",
              "timeZone": "Europe/Paris",
              "channels": { "web": {} },
              "categories": { "question": {} },
              "plans": { "free": {}, "gold": {} },
              "facts": {
                "region": { "values": ["EU", "US", "APAC"], "from": "requester" },
                "seats": { "type": "number", "from": "requester" },
                "vip": { "type": "boolean", "from": "requester" }
              },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["p1", "p4"], "rules": [{ "id": "all", "then": "p4" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
              "calendars": {
                "eu": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-17:00"] } },
                "us": { "timeZone": "America/New_York", "hours": { "mon-fri": ["09:00-17:00"] } },
                "always": { "timeZone": "UTC", "hours": "24/7" },
                "local": { "timeZone": "requester", "hours": { "mon-fri": ["08:00-17:00"] } }
              },
              "sla": [{ "id": "answer", "metric": "resolution", "within": "1h", "calendar": {{calendar}} }]
            }
            """
        );
}
