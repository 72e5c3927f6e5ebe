using System.Diagnostics;
using NodaTime;
using SupportKit.EntityFrameworkCore;
using SupportKit.Storage;

namespace SupportKit.StoreFigures;

/// <summary>What a health check asks of the store, beside the same asked once for each tenant, as it was before.</summary>
internal static class Health
{
    public static async Task ReportAsync(string engine, EfTicketStore store, TextWriter report)
    {
        var now = Rows.Start + Duration.FromHours(1);
        foreach (var tenants in (int[])[1_000, 5_000])
        {
            await store.BacklogAsync(now, default); // so that little is compiled while it is measured
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < tenants; i++)
                await store.DeadLettersAsync(new DeadLetterFilter($"tenant-{i}"), 100, default);
            var before = watch.Elapsed;
            watch.Restart();
            await store.BacklogAsync(now, default);
            await report.WriteLineAsync(
                $"| {engine}, {tenants:N0} tenants | one by one {before.TotalMilliseconds:F0} ms | at once {watch.Elapsed.TotalMilliseconds:F1} ms |"
            );
        }
    }
}
