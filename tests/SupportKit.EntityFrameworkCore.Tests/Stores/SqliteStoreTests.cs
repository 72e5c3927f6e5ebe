using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

public sealed class SqliteStoreTests(SqliteDatabase database) : StoreConformance, IClassFixture<SqliteDatabase>
{
    protected override async Task<ITicketStore> NewAsync() => (await database.EmptyAsync()).Store;
}
