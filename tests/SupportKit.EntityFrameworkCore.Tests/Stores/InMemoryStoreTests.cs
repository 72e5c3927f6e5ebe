using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.EntityFrameworkCore.Tests;

public sealed class InMemoryStoreTests : StoreConformance
{
    protected override Task<ITicketStore> NewAsync() => Task.FromResult<ITicketStore>(new InMemoryTicketStore());
}

public sealed class InMemoryAttachmentsTests
{
    public static TheoryData<string> Promises => [.. AttachmentStoreCases.All.Select(promise => promise.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task The_store_promises_that(string promise) =>
        AttachmentStoreCases
            .Named(promise)
            .RunAsync(new InMemoryAttachmentStore(), TestContext.Current.CancellationToken);
}
