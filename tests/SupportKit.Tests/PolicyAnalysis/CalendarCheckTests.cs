using NodaTime;
using SupportKit.Decisions;
using SupportKit.PolicyAnalysis;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>Calendars that close for good, and hours that end a minute early.</summary>
public class CalendarCheckTests
{
    private const string Office = """{ "timeZone": "UTC", "hours": { "mon-fri": ["09:00-17:00"] } }""";

    private const string Ended = """
        { "timeZone": "UTC", "hours": { "mon-fri": ["09:00-17:00"] }, "closures": ["2026-02-01/2200-12-31"] }
        """;

    [Theory]
    [InlineData(Office)]
    [InlineData("""{ "timeZone": "UTC", "hours": "24/7" }""")]
    [InlineData("""{ "timeZone": "Europe/Paris", "hours": { "sat": ["22:00-02:00"] }, "holidays": ["03-01/02-28"] }""")]
    [InlineData(
        """{ "timeZone": "UTC", "hours": { "mon": ["00:00-24:00"] }, "holidays": [{ "date": "2026-05-04", "name": "Level-23:59" }] }"""
    )]
    public void A_calendar_that_goes_on_has_nothing_said_of_it(string calendar) =>
        Assert.DoesNotContain(
            PolicyChecker.Analyze(With(calendar)),
            finding => finding.Code is "policy.calendar_ending" or "policy.hours_truncated"
        );

    [Theory]
    [InlineData(Ended, "2026-01-30T17:00:00Z")]
    [InlineData(
        """{ "timeZone": "UTC", "hours": {}, "openings": [{ "date": "2027-05-04", "hours": ["09:00-12:00"] }] }""",
        "2027-05-04T12:00:00Z"
    )]
    [InlineData(
        """{ "intersection": [{ "timeZone": "UTC", "hours": "24/7" }, { "timeZone": "UTC", "hours": {}, "openings": [{ "date": "2027-05-04", "hours": ["09:00-12:00"] }] }] }""",
        "2027-05-04T12:00:00Z"
    )]
    public void A_calendar_that_closes_for_good_is_a_warning_with_the_instant(string calendar, string closing)
    {
        var finding = Assert.Single(
            PolicyChecker.Analyze(With(calendar)),
            finding => finding.Code == "policy.calendar_ending"
        );

        Assert.Equal((FindingSeverity.Warning, "$.calendars.desk"), (finding.Severity, finding.Path));
        Assert.Contains(closing, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{ "timeZone": "UTC", "hours": { "mon-sun": ["00:00-23:59"] } }""",
        "$.calendars.desk.hours.mon-sun[0]",
        "00:00-24:00"
    )]
    [InlineData(
        """{ "timeZone": "UTC", "hours": { "mon": ["01:00-02:00", "08:00-23:59"] } }""",
        "$.calendars.desk.hours.mon[1]",
        "08:00-24:00"
    )]
    [InlineData(
        """{ "union": [{ "timeZone": "UTC", "hours": "24/7" }, { "timeZone": "UTC", "hours": "24/7", "closures": [{ "date": "2026-12-31", "hours": ["12:00-23:59"] }] }] }""",
        "$.calendars.desk.union[1].closures[0].hours[0]",
        "12:00-24:00"
    )]
    public void Hours_until_one_minute_to_midnight_are_advised_on(string calendar, string path, string remedy)
    {
        var finding = Assert.Single(
            PolicyChecker.Analyze(With(calendar)),
            finding => finding.Code == "policy.hours_truncated"
        );

        Assert.Equal((FindingSeverity.Advice, path), (finding.Severity, finding.Path));
        Assert.Contains(remedy, finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1h")]
    [InlineData("1bd")]
    public async Task A_request_that_nothing_can_be_promised_any_more_is_refused_and_nothing_is_kept(string within)
    {
        var desk = new DeskFixture(host => host.AddPolicy(With(Ended, within), "ended"));

        var result = await desk.Desk.OpenAsync(
            new OpenRequest
            {
                Tenant = "ended",
                Requester = "ana",
                Category = "question",
                Channel = "web",
                Title = "How?",
                Body = "How is it done?",
            }
        );

        Assert.Equal("policy.calendar_ended", Assert.IsType<DeskResult.Refused>(result).Refusal.Code);
    }

    [Fact]
    public void Before_its_end_a_calendar_promises_as_ever()
    {
        var request = new TicketCommand.Open("ana", "default", Id, "How?", "How is it done?");
        var policy = With(Ended);
        var before = Instant.FromUtc(2026, 1, 30, 15, 0);

        Assert.IsType<Decision.Accepted>(Decider.Decide(policy, null, request, SmallQuestion, before));
        Assert.Equal(
            "policy.calendar_ended",
            Assert
                .IsType<Decision.Refused>(
                    Decider.Decide(policy, null, request, SmallQuestion, before + Duration.FromMinutes(90))
                )
                .Refusal.Code
        );
    }

    private static Policy With(string calendar, string within = "1h") =>
        Policy.Parse(
            $$"""
            {
              "id": "hours", "channels": { "web": {} }, "categories": { "question": {} },
              "calendars": { "desk": {{calendar}} },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
              "sla": [{ "id": "all", "metric": "first-response", "within": "{{within}}", "calendar": "desk" }]
            }
            """
        );
}
