using System.Diagnostics;
using Npgsql;
using SupportKit.Deadlines;
using SupportKit.EntityFrameworkCore;
using SupportKit.Tickets;

namespace SupportKit.StoreFigures;

/// <summary>Many open tickets, and the deadlines of some of them due together; lists among them.</summary>
internal static class Deadlines
{
    /// <summary>Fills the tables with copies of one ticket, a share of them due now and the rest in a year.</summary>
    public static async Task SeedAsync(NpgsqlDataSource source, int open, int due)
    {
        var commit = Rows.Open();
        var ticket = commit.Ticket;
        var (at, next) = (Micros(ticket.OpenedAt), Micros(ticket.NextSlaDue()!.Value));
        var wake = Micros(ticket.NextDeadline()!.Value);
        var id = ticket.Id.ToString();
        await using var connection = await source.OpenConnectionAsync();
        await RunAsync(
            "truncate supportkit_tickets, supportkit_events, supportkit_deadlines, supportkit_messages, supportkit_ticket_access, supportkit_command_ids, supportkit_search_terms"
        );
        await RunAsync(
            "create temporary table made on commit drop as select n, gen_random_uuid() as id from generate_series(1, $1) n",
            open
        );
        await RunAsync(
            """
            insert into supportkit_tickets (tenant, id, version, requester, queue, state, opened_at, rank, next_due, body, state_name, channel, held, updated_at)
            select 'default', id, $1, 'person-' || n % 50000, $2, $3, $4 + n, n % 4, $5 + n,
                replace(replace(replace($6, $7, replace(id::text, '-', '')), '"rank":0', '"rank":' || n % 4),
                    '"due":"' || $8 || 'Z"', '"due":"' || $8 || '.' || lpad(n::text, 6, '0') || 'Z"'), lower($3), 'platform', false, $4 + n
            from made
            """,
            ticket.Version,
            ticket.Queue!,
            ticket.StateCategory.ToString(),
            at,
            next,
            TicketJson.Write(ticket),
            id,
            "2026-03-02T11:10:00"
        );
        await RunAsync(
            """
            insert into supportkit_ticket_access (tenant, ticket, person, opened_at, closed, rank, next_due)
            select tenant, id, requester, opened_at, 0, rank, next_due from supportkit_tickets
            """
        );
        await RunAsync(
            "insert into supportkit_deadlines (tenant, ticket, due_at, wake_at, attempts) select 'default', id, case when n <= $1 then $2 else $2 + 31536000000000 end, case when n <= $1 then $2 else $2 + 31536000000000 end, 0 from made",
            due,
            wake
        );
        await RunAsync("commit");
        await RunAsync("vacuum analyze");

        static long Micros(NodaTime.Instant at) => at.ToUnixTimeTicks() / 10;

        async Task RunAsync(string text, params object[] values)
        {
            await using var command = new NpgsqlCommand(text, connection);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            if (text.StartsWith("create temporary", StringComparison.Ordinal))
                await new NpgsqlCommand("begin", connection).ExecuteNonQueryAsync();
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Fires all that is due; the rate, and the time of each batch.</summary>
    public static async Task<(double PerSecond, double P99)> ProcessAsync(
        Func<DeadlineProcessor> processor,
        int workers
    )
    {
        var batches = new List<double>();
        var fired = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, workers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        var own = processor();
                        while (true)
                        {
                            var began = watch.Elapsed;
                            var count = await own.ProcessAsync();
                            if (count == 0)
                                return;
                            lock (batches)
                            {
                                batches.Add((watch.Elapsed - began).TotalMilliseconds);
                                fired += count;
                            }
                        }
                    })
                )
        );
        batches.Sort();
        return (fired / watch.Elapsed.TotalSeconds, batches[(int)(batches.Count * 0.99)]);
    }

    /// <summary>The median of asking for what is due when nothing is, in milliseconds.</summary>
    public static Task<double> EmptyPollAsync(EfTicketStore store) =>
        MedianAsync(async () =>
            await store.ClaimDueAsync(Rows.Start, Rows.Start + NodaTime.Duration.FromMinutes(2), 500, default)
        );

    /// <summary>The median of a page's question, in milliseconds, the reading of its tickets included.</summary>
    public static Task<double> PageAsync(EfTicketStore store, TicketQuery query) =>
        MedianAsync(async () => await store.ListAsync(query, default));

    private static async Task<double> MedianAsync(Func<Task> work)
    {
        var times = new List<double>();
        for (var i = 0; i < 60; i++)
        {
            var watch = Stopwatch.StartNew();
            await work();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return times[10..].Order().ElementAt(25);
    }
}
