using System.Collections.Immutable;
using IncidentReplay;
using NodaTime;

namespace SupportKit.Benchmarks;

/// <summary>
/// A log of incidents as it might be, the same one on every machine: mostly moderate, three to a dozen rows each, some that
/// wait, a few whose impact changes, one in a hundred reopened.
/// </summary>
internal static class MadeUpIncidents
{
    private static readonly string[] Values = ["1 - High", "2 - Medium", "3 - Low"];

    private static readonly string[,] Priorities =
    {
        { "1 - Critical", "2 - High", "3 - Moderate" },
        { "2 - High", "3 - Moderate", "4 - Low" },
        { "3 - Moderate", "4 - Low", "4 - Low" },
    };

    private static readonly string[] Waits = ["Awaiting User Info", "Awaiting Vendor", "Awaiting Problem"];

    public static IEnumerable<Incident> Of(int count)
    {
        var random = new Random(20160229);
        for (var number = 1; number <= count; number++)
            yield return One(random, number);
    }

    private static Incident One(Random random, int number)
    {
        var opened = Instant.FromUtc(2016, 2, 29, 8, 0) + Duration.FromMinutes(random.Next(100_000));
        var (impact, urgency) = random.Next(20) == 0 ? (random.Next(3), random.Next(3)) : (1, 1);
        var (at, reopened, assignee) = (opened, 0, default(string));
        var rows = ImmutableArray.CreateBuilder<IncidentRow>();
        Add("New");
        assignee = $"Resolver {random.Next(200)}";
        Add("Active");
        for (var again = random.Next(6); again > 0; again--)
        {
            if (random.Next(20) == 0)
                impact = random.Next(3);
            if (random.Next(4) == 0)
                assignee = $"Resolver {random.Next(200)}";
            Add(random.Next(3) == 0 ? Waits[random.Next(3)] : "Active");
        }
        Add("Resolved");
        if (random.Next(100) == 0)
        {
            reopened = 1;
            Add("Active");
            Add("Resolved");
        }
        at += Duration.FromDays(5);
        Add("Closed");
        return Incident.Of(rows);

        void Add(string state)
        {
            rows.Add(
                new IncidentRow(
                    number,
                    $"INC{number:D7}",
                    state,
                    reopened,
                    rows.Count,
                    true,
                    $"Caller {number % 997}",
                    opened,
                    assignee ?? "Clerk",
                    at,
                    "phone",
                    Values[impact],
                    Values[urgency],
                    Priorities[impact, urgency],
                    assignee,
                    null
                )
            );
            at += Duration.FromMinutes(Math.Floor(Math.Exp(random.NextDouble() * 8)));
        }
    }
}
