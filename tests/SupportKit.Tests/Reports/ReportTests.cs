using System.Text.Json;
using NodaTime;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Reports;

/// <summary>What a desk reports of itself, and to whom.</summary>
public class ReportTests
{
    // Four hours are promised for a first answer, in the office's time: from nine to five on weekdays.
    private readonly TicketLifeDeskFixture life = new(
        TicketLifePolicies.With(
            """
            "sla": [{ "id": "answer", "metric": "first-response", "within": "4h", "calendar": "office" }]
            """
        )
    );

    private static readonly Instant From = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly Instant Before = Instant.FromUtc(2027, 1, 1, 0, 0);

    [Fact]
    public async Task Promises_kept_and_broken_are_counted_by_month_queue_priority_and_metric()
    {
        var kept = await life.OpenAsync(Question());
        var broken = await life.OpenAsync(Question());
        await life.OpenAsync(Question()); // broken, too, though no worker has come to it
        life.Time.Advance(Duration.FromHours(1));
        await AnswerAsync(kept);
        life.Time.Advance(Duration.FromHours(5));
        await AnswerAsync(broken);
        var urgent = await life.OpenAsync(Question() with { Category = "outage" });
        await AnswerAsync(urgent);

        var report = await life.Desk.ReportAsync(Dora, From, Before);

        Assert.Equal(
            [("2026-03", "desk", "high", 1, 0, 0, 1d), ("2026-03", "desk", "normal", 1, 2, 0, 1 / 3d)],
            report.Attainment.Select(row =>
                (row.Month, row.Queue, row.Priority, row.Met, row.Breached, row.Active, row.Attainment!.Value)
            )
        );
        Assert.All(report.Attainment, row => Assert.Equal("first-response", row.Metric));
        Assert.Equal([(1, 1), (3, 2)], report.Volume.Select(row => (row.Tickets, row.Answered)));
        Assert.Equal((4, 0, 0), (report.Tickets, report.Spam, report.Unreadable));
    }

    // Opened on Monday at eleven and answered on Tuesday at ten: six hours of Monday, and one of Tuesday.
    [Fact]
    public async Task The_time_to_a_first_answer_is_business_time()
    {
        var ticket = await life.OpenAsync(Question());
        life.Time.Advance(Duration.FromHours(23));
        await AnswerAsync(ticket);
        life.Time.Advance(Duration.FromDays(3));
        await AnswerAsync(ticket); // only the first counts

        var row = Assert.Single((await life.Desk.ReportAsync(Dora, From, Before)).Volume);

        var opened = ticket.OpenedAt;
        var office = TicketLifePolicies.Plain.Calendars["office"];
        var expected = office.Between(opened, opened + Duration.FromHours(23));
        Assert.True(expected < Duration.FromHours(23));
        Assert.Equal(expected, row.MedianFirstAnswer);
    }

    [Fact]
    public async Task A_month_is_one_of_the_zone_that_is_asked_for()
    {
        life.Time.Advance(Instant.FromUtc(2026, 3, 31, 23, 30) - Monday);
        await life.OpenAsync(Question());

        var utc = await life.Desk.ReportAsync(Dora, From, Before);
        var lisbon = await life.Desk.ReportAsync(Dora, From, Before, DateTimeZoneProviders.Tzdb["Europe/Lisbon"]);

        Assert.Equal("2026-03", Assert.Single(utc.Volume).Month);
        Assert.Equal("2026-04", Assert.Single(lisbon.Volume).Month);
        Assert.Equal("Europe/Lisbon", lisbon.TimeZone);
    }

    [Fact]
    public async Task What_was_opened_outside_the_span_and_spam_are_not_among_the_rows()
    {
        var first = await life.OpenAsync(Question());
        life.Time.Advance(Duration.FromMinutes(1));
        var second = await life.OpenAsync(Question());
        await life.DoAsync(second, new TicketCommand.MarkSpam(Bia));

        var both = await life.Desk.ReportAsync(Dora, first.OpenedAt, second.OpenedAt + Duration.FromTicks(10));
        var one = await life.Desk.ReportAsync(Dora, first.OpenedAt, second.OpenedAt);

        Assert.Equal((1, 1), (both.Tickets, both.Spam));
        Assert.Equal((1, 0), (one.Tickets, one.Spam));
    }

    [Fact]
    public async Task A_reopened_ticket_counts_once_however_often_it_was()
    {
        await life.OpenAsync(Question());
        var ticket = await life.OpenAsync(Question());
        for (var i = 0; i < 2; i++)
        {
            await life.DoAsync(ticket, new TicketCommand.Fire(Bia, "resolve"));
            await life.DoAsync(ticket, new TicketCommand.Fire(Ana, "reopen"));
        }

        var row = Assert.Single((await life.Desk.ReportAsync(Dora, From, Before)).Volume);

        Assert.Equal((2, 1, 0.5), (row.Tickets, row.Reopened, row.ReopenedShare));
    }

    public static TheoryData<Actor, bool, bool> Readers =>
        new()
        {
            { Dora, true, true },
            { Actor.System, true, true },
            { Bia, false, true },
            { Bia, true, false },
            { Ana, false, false },
            { Tracker, false, false },
        };

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Only_who_may_see_all_tickets_reads_a_report(Actor actor, bool agentsSeeOwn, bool may)
    {
        var desk = new TicketLifeDeskFixture(
            TicketLifePolicies.With(agentsSeeOwn ? "\"privacy\": { \"agents\": \"own\" }" : "")
        );

        var error = await Record.ExceptionAsync(() => desk.Desk.ReportAsync(actor, From, Before));

        Assert.Equal(may ? null : "desk.report_forbidden", (error as SupportKitException)?.Code);
        Assert.Equal(may, error is null);
    }

    [Fact]
    public async Task Progress_is_told_and_a_cancelled_report_ends()
    {
        await life.OpenAsync(Question());
        var read = new List<long>();

        await life.Desk.ReportAsync(Dora, From, Before, progress: new Told(read));
        Assert.Equal([1], read);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            life.Desk.ReportAsync(Dora, From, Before, cancellationToken: new(canceled: true))
        );
        await Assert.ThrowsAsync<ArgumentException>(() => life.Desk.ReportAsync(Dora, From, From));
    }

    [Fact]
    public async Task A_report_goes_out_as_CSV_and_as_JSON()
    {
        var ticket = await life.OpenAsync(Question());
        await AnswerAsync(ticket);
        var report = await life.Desk.ReportAsync(Dora, From, Before);

        Assert.Equal(
            "month,queue,priority,metric,kind,met,breached,active,canceled,attainment\r\n"
                + "2026-03,desk,normal,first-response,Committed,1,0,0,0,1\r\n",
            report.AttainmentToCsv()
        );
        Assert.Equal(
            "month,queue,priority,tickets,reopened,reopened_share,answered,median_first_answer_minutes,p90_first_answer_minutes\r\n"
                + "2026-03,desk,normal,1,0,0,1,0,0\r\n",
            report.VolumeToCsv()
        );
        var json = JsonSerializer.SerializeToElement(report, JsonSerializerOptions.Web);
        Assert.Equal("2026-01-01T00:00:00Z", json.GetProperty("from").GetString());
        Assert.Equal(1, json.GetProperty("attainment")[0].GetProperty("attainment").GetDouble());
    }

    private Task AnswerAsync(Ticket ticket) => life.DoAsync(ticket, new TicketCommand.Reply(Bia, "So."));

    private sealed class Told(List<long> read) : IProgress<long>
    {
        public void Report(long value) => read.Add(value);
    }
}
