using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.Testing.Tests;

/// <summary>A store that only passes on keeps every promise that the inner one keeps.</summary>
public sealed class DelegatingTicketStoreConformanceTests : StoreConformance
{
    protected override Task<ITicketStore> NewAsync() => Task.FromResult<ITicketStore>(new Altered());
}

public class DelegatingTicketStoreTests
{
    // A member with a body in the interface would otherwise be left out without a word.
    [Fact]
    public void Every_member_of_a_ticket_store_is_passed_on_and_can_be_overridden()
    {
        var targets = typeof(DelegatingTicketStore).GetInterfaceMap(typeof(ITicketStore)).TargetMethods;

        Assert.All(
            targets,
            method =>
            {
                Assert.Equal(typeof(DelegatingTicketStore), method.DeclaringType);
                Assert.True(method is { IsVirtual: true, IsFinal: false, IsPublic: true }, method.Name);
            }
        );
    }
}
