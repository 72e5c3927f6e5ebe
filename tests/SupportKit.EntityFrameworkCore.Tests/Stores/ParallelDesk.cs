using Microsoft.Extensions.DependencyInjection;
using SupportKit.Hosting;
using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A desk over a store that others use at the same time; its clock stands still, and everybody is known.</summary>
internal static class ParallelDesk
{
    public static SupportDesk Over(ITicketStore store, Policy policy, Action<SupportKitBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(store).AddSingleton<IPolicyArchive>(new InMemoryPolicyArchive());
        services.AddSingleton<TimeProvider>(new ManualTimeProvider(SampleTickets.Morning));
        var desk = services
            .AddSupportKit()
            .AddPolicy(policy)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)));
        configure?.Invoke(desk);
        return services.BuildServiceProvider().GetRequiredService<SupportDesk>();
    }
}
