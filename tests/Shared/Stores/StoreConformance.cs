using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.Tests.Shared;

/// <summary>The one theory that all stores go through: a case added to the list reaches each of them by itself.</summary>
public abstract class StoreConformance
{
    public static TheoryData<string> Promises => [.. TicketStoreCases.All.Select(promise => promise.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task The_store_promises_that(string promise)
    {
        var store = await NewAsync();
        await TicketStoreCases.Get(promise).RunAsync(store, TestContext.Current.CancellationToken);
    }

    public static TheoryData<string> ArchivePromises => [.. PersonalDataStoreCases.All.Select(promise => promise.Name)];

    [Theory]
    [MemberData(nameof(ArchivePromises))]
    public async Task The_store_promises_of_persons_that(string promise)
    {
        var store = await NewAsync();
        await PersonalDataStoreCases.Get(promise).RunAsync(store, TestContext.Current.CancellationToken);
    }

    /// <summary>An empty store.</summary>
    protected abstract Task<ITicketStore> NewAsync();
}
