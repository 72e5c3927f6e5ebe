using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.EntityFrameworkCore;
using SupportKit.EntityFrameworkCore.Tests;

namespace SupportKit.Reliability.Attacks;

internal sealed class DeferredTransaction()
    : Attack(
        "20",
        "A host opens a ticket in its own deferred transaction, which has read while somebody else wrote.",
        "30 s with its thread blocked",
        "Milliseconds until the refusal, and its code."
    )
{
    public override IReadOnlyList<string> Engines => [Place.Sqlite];

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        await using var services = Services(place);
        var contexts = services.GetRequiredService<IDbContextFactory<ShopContext>>();
        await using var context = await contexts.CreateDbContextAsync(stop);
        await context.Database.ExecuteSqlRawAsync(
            "create table Orders (Id integer primary key, Note text not null)",
            stop
        );
        await context.Database.OpenConnectionAsync(stop);
        var own = (SqliteConnection)context.Database.GetDbConnection();
        await using var transaction = await context.Database.UseTransactionAsync(
            own.BeginTransaction(deferred: true),
            stop
        );
        await context.Orders.CountAsync(stop);
        await using (var others = await contexts.CreateDbContextAsync(stop))
            await others.Database.ExecuteSqlRawAsync("insert into Orders (Note) values ('theirs')", stop);

        var watch = Stopwatch.StartNew();
        var code = "accepted";
        using var join = context.EnlistSupportKit();
        try
        {
            await services
                .GetRequiredService<SupportDesk>()
                .OpenAsync(
                    new OpenRequest
                    {
                        Requester = "ana",
                        Category = "incident",
                        Channel = "portal",
                        Title = "Down",
                        Body = "All of it",
                    },
                    stop
                );
        }
        catch (SupportKitException error)
        {
            code = error.Code;
        }
        return new(
            $"{watch.Elapsed.TotalMilliseconds:F0} ms, `{code}`",
            code == "store.transaction_deferred" && watch.Elapsed.TotalSeconds < 5
        );
    }

    private static ServiceProvider Services(Place place)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(place.Time).AddDbContextFactory<ShopContext>(place.Use);
        services
            .AddSupportKit()
            .AddPolicy(SampleTickets.Policy)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .UseTransport((_, _) => Task.CompletedTask)
            .UseEntityFrameworkStore<ShopContext>();
        return services.BuildServiceProvider();
    }
}
