using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <content>What agents have to do.</content>
public sealed partial class EfTicketStore
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<AgentLoad>> AgentLoadsAsync(
        string tenant,
        ImmutableArray<string> agents,
        CancellationToken cancellationToken
    )
    {
        if (agents.IsEmpty)
            return [];
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var tickets = lease.Context.Set<TicketRow>().Where(row => row.Tenant == tenant);
        string?[] people = [.. agents];
        // What is not closed is a small part of all there ever was, and has indexes of its own.
        var open = await tickets
            .Where(row => row.State != StateCategory.Closed)
            .Where(row => row.State == StateCategory.New || row.State == StateCategory.Open)
            .Where(row => people.Contains(row.Assignee))
            .GroupBy(row => row.Assignee)
            .Select(of => new { Agent = of.Key, Count = of.LongCount() })
            .ToDictionaryAsync(of => of.Agent!, of => of.Count, StringComparer.Ordinal, cancellationToken)
            .ConfigureAwait(false);
        // The end of each agent's range of an index.
        var last = await people
            .Select(agent =>
                tickets
                    .Where(row => row.Assignee == agent)
                    .OrderByDescending(row => row.OpenedAt)
                    .Select(row => new { row.Assignee, row.OpenedAt })
                    .Take(1)
            )
            .Aggregate((some, others) => some.Concat(others))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. last.Select(of => new AgentLoad(
                of.Assignee!,
                open.GetValueOrDefault(of.Assignee!),
                UnixMicroseconds.ToInstant(of.OpenedAt)
            )),
        ];
    }
}
