using Microsoft.EntityFrameworkCore;
using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

public sealed class PostgresStoreTests(PostgresServer server) : StoreConformance, IAsyncDisposable
{
    private TestDatabase? database;

    public ValueTask DisposeAsync() => database?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task<ITicketStore> NewAsync()
    {
        var connection = await server.ConnectAsync();
        database = await TestDatabase.OpenAsync(options => options.UseNpgsql(connection));
        await using var context = await database.NewContextAsync();
        // One database for all cases, which run one after the other: a new one for each would want new connections.
        await context.Database.ExecuteSqlRawAsync(
            "truncate supportkit_tickets, supportkit_events, supportkit_messages, supportkit_commands, "
                + "supportkit_viewers, supportkit_deadlines, supportkit_terms"
        );
        return database.Store;
    }
}
