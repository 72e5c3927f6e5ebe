using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

public sealed class PostgresStoreTests(PostgresDatabase database) : StoreConformance, IClassFixture<PostgresDatabase>
{
    protected override async Task<ITicketStore> NewAsync() => (await database.EmptyAsync()).Store;
}
