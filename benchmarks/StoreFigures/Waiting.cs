using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.EntityFrameworkCore;
using SupportKit.Storage;

namespace SupportKit.StoreFigures;

/// <summary>
/// What a claim of messages costs while very many wait behind a few that are in back-off, each committed by itself, so that none
/// is known to be behind another before a claim has looked at it: the worst that can be.
/// </summary>
internal static class Waiting
{
    private const int Tickets = 1_000;
    private const int BehindEach = 100;
    private static readonly Instant Now = Rows.Start + Duration.FromHours(1);

    public static async Task ReportAsync(string engine, EfTicketStore store, DbContext context, TextWriter report)
    {
        foreach (var backOff in (bool[])[false, true])
        {
            var (looking, after) = await MeasureAsync(engine, store, context, backOff);
            await report.WriteLineAsync(
                $"| {engine}, {Tickets * BehindEach:N0} behind {Tickets:N0}, {(backOff ? "committed afterwards, one by one" : "as they come to fail")} | "
                    + $"{looking.Count} claims until the free one was given, median {At(looking, 50):F1} ms, 95 % {At(looking, 95):F1} ms, "
                    + $"all {looking.Sum() / 1000:F1} s | then median {At(after, 50):F1} ms, 95 % {At(after, 95):F1} ms |"
            );
        }
    }

    /// <summary>What claims cost, in milliseconds: those until a free message was given, and 200 after it.</summary>
    /// <param name="engine"><c>PostgreSQL</c> or <c>SQLite</c>.</param>
    /// <param name="store">The store; its messages are deleted first.</param>
    /// <param name="context">A context over its database.</param>
    /// <param name="backOff">Whether the first are in back-off as they are stored; else each is claimed and fails.</param>
    public static async Task<(List<double> Looking, List<double> After)> MeasureAsync(
        string engine,
        EfTicketStore store,
        DbContext context,
        bool backOff
    )
    {
        await store.NextMessageAsync(null, default); // so that little is compiled while it is measured
        await SeedAsync(store, context, engine == "PostgreSQL", backOff);
        for (var failed = 0; !backOff && failed < Tickets; )
        {
            var claimed = await store.ClaimMessagesAsync(new(Now, Now + Duration.FromMinutes(2), 64), default);
            var result = new DeliveryResult.Retry(Now + Duration.FromHours(1), "down");
            await store.SettleAllAsync([.. claimed.Select(one => (one, (DeliveryResult)result))], default);
            failed += claimed.Length;
        }
        await store.CommitAsync(Rows.Open(), default);
        var looking = new List<double>();
        while (await ClaimAsync(looking) == 0) { }
        var after = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            await store.CommitAsync(Rows.Open(), default);
            await ClaimAsync(after);
        }
        return (looking, after);

        async Task<int> ClaimAsync(List<double> times)
        {
            var watch = Stopwatch.StartNew();
            var given = await store.ClaimMessagesAsync(new(Now, Now + Duration.FromMinutes(2), 64), default);
            times.Add(watch.Elapsed.TotalMilliseconds);
            foreach (var one in given)
                await store.SettleAsync(one, new DeliveryResult.Delivered(Now), default);
            return given.Length;
        }
    }

    /// <summary>The time that so many percent stayed under.</summary>
    public static double At(List<double> times, int percent) =>
        times.Order().ElementAt(Math.Min(times.Count - 1, times.Count * percent / 100));

    private static async Task SeedAsync(EfTicketStore store, DbContext context, bool isPostgres, bool backOff)
    {
        await context.Database.ExecuteSqlRawAsync("delete from supportkit_messages");
        var model = Rows.Open();
        await store.CommitAsync(model, default);
        var first = (backOff ? Now + Duration.FromHours(1) : Rows.Start - Duration.FromHours(1)).ToUnixTimeTicks() / 10;
        var numbers = isPostgres
            ? $"select n from generate_series(0, {Tickets * (BehindEach + 1) - 1}) n"
            : $"with recursive s(n) as (select 0 union all select n + 1 from s where n < {Tickets * (BehindEach + 1) - 1}) select n from s";
        var ticket = isPostgres
            ? $"lpad((n % {Tickets})::text, 32, '0')::uuid"
            : $"'00000000-0000-0000-0000-' || printf('%012d', n % {Tickets})";
        var hex = isPostgres ? $"lpad((n % {Tickets})::text, 32, '0')" : $"printf('%032d', n % {Tickets})";
        var seed = $"""
            insert into supportkit_messages (tenant, ticket, id, sequence, state, committed_at, not_before, template, body,
              destination, attempts, perhaps_delivered)
            select m.tenant, {ticket}, 'waiting/' || n, 1 + n / {Tickets}, 'Waiting', m.committed_at,
              case when n < {Tickets} then {first} else m.committed_at end, m.template,
              replace(replace(m.body, '{model.Messages[
                0
            ].Id}', 'waiting/' || n), '{model.Ticket.Id}', {hex}), '', 0, false
            from (select * from supportkit_messages where id = '{model.Messages[
                0
            ].Id}') m cross join ({numbers}) numbers
            """;
        await context.Database.ExecuteSqlRawAsync(seed);
        await context.Database.ExecuteSqlRawAsync("delete from supportkit_messages where id not like 'waiting/%'");
        await context.Database.ExecuteSqlRawAsync("analyze");
    }
}
