using System.Text.Json;
using NodaTime;
using SupportKit.Quotas;
using SupportKit.Tests.Shared;
using SupportKit.Workflows;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Quotas;

/// <summary>What holds of every quota, in whatever order things happen.</summary>
public class QuotaLaws
{
    private static readonly string[] People = ["ana", "rui", "eve"];
    private static readonly string[] Spans = ["day", "week", "month", "year", "5h", "3d"];

    // Each step is a number: who, what they do, and how much time has passed.
    [Law(40, 1000)]
    public void A_quota_admits_exactly_what_is_left_and_tells_what_the_store_counts(byte limits, ushort[] steps) =>
        FollowAsync(limits, steps).GetAwaiter().GetResult();

    [Law(200, 20_000)]
    public void Every_instant_lies_in_its_span_and_a_new_one_begins_when_it_is_said_to(int seconds, byte kind)
    {
        foreach (var id in (string[])["UTC", "America/Sao_Paulo", "Pacific/Apia", "Australia/Lord_Howe"])
        {
            var zone = BusinessTime.TimeZoneData.Provider[id];
            var now = Instant.FromUtc(2011, 6, 1, 0, 0) + Duration.FromSeconds(seconds % 500_000_000);
            var span = new QuotaSpan((QuotaPeriod)(kind % 4), Duration.Zero);

            var (after, next) = (span.After(now, zone), span.FreeFrom(now, now, zone));

            Assert.True(after < now && now < next);
            Assert.Equal(after, span.After(next - Duration.FromTicks(10), zone));
            Assert.Equal(next - Duration.FromTicks(10), span.After(next, zone));
        }
    }

    private static async Task FollowAsync(byte limits, ushort[] steps)
    {
        var (most, open, within) = (1 + limits % 4, 1 + limits / 4 % 3, Spans[limits / 12 % Spans.Length]);
        var life = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                $$""" "quotas": [{ "id": "all", "then": { "tickets": {{most}}, "within": "{{within}}", "open": {{open}} } }] """
            )
        );
        var zone = DateTimeZone.Utc;
        var span = life.Policies.For(Tenant).Quotas.Rules[0].Then.Within!;
        var tickets = new List<Ticket>();
        foreach (var step in steps)
        {
            var person = People[step % 3];
            life.Time.Advance(Duration.FromMinutes(step / 16 % 600));
            var now = Instant.FromDateTimeOffset(life.Time.GetUtcNow());
            var theirs = tickets.Where(ticket => ticket.Requester == person).ToList();
            var recent = theirs.Count(ticket => ticket.OpenedAt > span.After(now, zone));
            var stillOpen = theirs.Count(ticket => ticket.StateCategory != StateCategory.Closed);
            switch (step / 3 % 4)
            {
                case 0 when theirs.FindIndex(ticket => ticket.StateCategory != StateCategory.Closed) is var at and >= 0:
                    var closed = await life.DoAsync(theirs[at], new TicketCommand.Fire(Bia, Triggers.Close));
                    tickets[tickets.FindIndex(ticket => ticket.Id == closed.Ticket.Id)] = closed.Ticket;
                    break;
                case 1:
                    tickets.Add(await life.OpenAsync(Question(person) with { OnBehalf = Bia }));
                    break;
                default:
                    var result = await life.Desk.OpenAsync(Question(person));
                    Assert.Equal(recent < most && stillOpen < open, result is DeskResult.Succeeded);
                    if (result is DeskResult.Succeeded done)
                    {
                        tickets.Add(done.Ticket);
                        AssertUsed(done.Decision!.Explain().ToJson(), recent + 1, stillOpen + 1);
                    }
                    else if (((DeskResult.Refused)result).Decision is { } refused)
                        AssertUsed(refused.Explain().ToJson(), recent, stillOpen);
                    break;
            }
        }
    }

    private static void AssertUsed(string explanation, int tickets, int open)
    {
        using var json = JsonDocument.Parse(explanation);
        var quota = json.RootElement.GetProperty("quota");
        Assert.Equal(
            (tickets, open),
            (quota.GetProperty("ticketsUsed").GetInt32(), quota.GetProperty("openUsed").GetInt32())
        );
    }
}
