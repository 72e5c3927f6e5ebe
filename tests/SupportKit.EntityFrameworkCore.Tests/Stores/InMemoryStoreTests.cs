using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

public sealed class InMemoryStoreTests : StoreConformance
{
    protected override Task<ITicketStore> NewAsync() => Task.FromResult<ITicketStore>(new InMemoryTicketStore());
}
