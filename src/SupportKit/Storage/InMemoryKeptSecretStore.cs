using NodaTime;

namespace SupportKit.Storage;

/// <summary>The protected secrets, in this process' memory: none when it starts.</summary>
internal sealed class InMemoryKeptSecretStore : IKeptSecretStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(TicketKey Ticket, long Sequence), KeptSecrets> all = [];

    public Task KeepAsync(KeptSecrets secrets, CancellationToken cancellationToken)
    {
        lock (gate)
            all.TryAdd((secrets.Ticket, secrets.Sequence), secrets);
        return Task.CompletedTask;
    }

    public Task<KeptSecrets?> FindAsync(
        TicketKey ticket,
        long sequence,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        lock (gate)
            return Task.FromResult(
                all.GetValueOrDefault((ticket, sequence)) is { } kept && kept.Until > now ? kept : null
            );
    }

    public Task RemoveAsync(TicketKey ticket, CancellationToken cancellationToken)
    {
        Remove(kept => kept.Ticket == ticket);
        return Task.CompletedTask;
    }

    public Task<int> RemoveExpiredAsync(Instant now, CancellationToken cancellationToken) =>
        Task.FromResult(Remove(kept => kept.Until <= now));

    private int Remove(Func<KeptSecrets, bool> isGone)
    {
        lock (gate)
        {
            var gone = all.Where(one => isGone(one.Value)).Select(one => one.Key).ToList();
            gone.ForEach(key => all.Remove(key));
            return gone.Count;
        }
    }
}
