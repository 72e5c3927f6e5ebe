using System.Collections.Immutable;
using System.Text.Json;
using SupportKit.Decisions;
using SupportKit.Tickets;

namespace SupportKit.Storage;

public sealed partial class InMemoryTicketStore : IPersonalDataStore
{
    /// <inheritdoc/>
    public Task<ImmutableArray<TicketId>> TicketsNamingAsync(
        string tenant,
        string person,
        CancellationToken cancellationToken
    )
    {
        var value = $"\"{JsonEncodedText.Encode(person)}\"";
        return Read(() =>
            tickets
                .Where(row => row.Key.Tenant == tenant)
                .Where(row =>
                    row.Value.History.Any(recorded =>
                        TicketJson.Write(recorded).Contains(value, StringComparison.Ordinal)
                    )
                )
                .Select(row => row.Key.Ticket)
                .ToImmutableArray()
        );
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<OutboundMessage>> MessagesAsync(TicketKey key, CancellationToken cancellationToken) =>
        Read(() => outbox.Of(key));

    /// <inheritdoc/>
    public Task<bool> RewriteAsync(TicketRewrite rewrite, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        return Read(() =>
        {
            if (tickets.GetValueOrDefault(rewrite.Key)?.Ticket.Version != rewrite.ExpectedVersion)
                return false;
            Put(rewrite.Key, new Row(rewrite.Ticket, rewrite.History));
            outbox.Remove(rewrite.Key, rewrite.RemovedMessages);
            outbox.Add(rewrite.Ticket, rewrite.AddedMessages, rewrite.Ticket.UpdatedAt);
            return true;
        });
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<TicketId>> RemoveAsync(
        ImmutableArray<Ticket> tickets,
        CancellationToken cancellationToken
    ) =>
        Read(() =>
        {
            var removed = ImmutableArray.CreateBuilder<TicketId>();
            foreach (var gone in tickets)
            {
                if (this.tickets.GetValueOrDefault(gone.Key)?.Ticket.Version != gone.Version)
                    continue;
                Drop(gone.Key);
                outbox.Remove(gone.Key, [.. outbox.Of(gone.Key).Select(message => message.Id)]);
                foreach (var (command, used) in commands.ToList())
                    if (command.Tenant == gone.Tenant && used.Ticket == gone.Id)
                        commands.Remove(command);
                removed.Add(gone.Id);
            }
            return removed.ToImmutable();
        });
}
