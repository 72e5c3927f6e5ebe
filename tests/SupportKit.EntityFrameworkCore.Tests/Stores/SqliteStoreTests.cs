using Microsoft.EntityFrameworkCore;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore.Tests;

public sealed class SqliteStoreTests : StoreConformance, IAsyncDisposable
{
    private readonly TemporaryFile file = new();
    private TestDatabase? database;

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
        file.Dispose();
    }

    protected override async Task<ITicketStore> NewAsync()
    {
        database = await TestDatabase.OpenAsync(options => options.UseSqlite(file.Connection));
        return database.Store;
    }
}
