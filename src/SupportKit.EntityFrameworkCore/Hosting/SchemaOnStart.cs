using Microsoft.Extensions.Hosting;

namespace SupportKit.EntityFrameworkCore;

/// <summary>Makes the tables before any other service starts, so that the workers find them.</summary>
internal sealed class SchemaOnStart(StoreContexts contexts) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        if (lease.Context is not SupportKitDbContext own)
            throw new SupportKitException(
                SupportKitErrors.HostingSchemaForeign,
                $"SupportKit's tables stand in the model of {lease.Context.GetType().Name}, which is the host's to create.",
                "Leave out CreateSchemaOnStart, and apply the host's own migrations before the host starts."
            );
        await own.CreateSchemaAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
