using System.Collections.Immutable;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit;

/// <content>Deadlines that come due together are decided together and stored together.</content>
public sealed partial class SupportDesk
{
    /// <summary>Processes what is due on tickets as they were claimed.</summary>
    /// <returns>Those that this could not do: somebody else changed them, or they cannot be decided so.</returns>
    internal async Task<ImmutableArray<TicketKey>> ProcessDueAsync(
        ImmutableArray<Ticket> due,
        CancellationToken cancellationToken
    )
    {
        var now = await time.DecideAtAsync(cancellationToken).ConfigureAwait(false);
        var left = ImmutableArray.CreateBuilder<TicketKey>();
        var commits = ImmutableArray.CreateBuilder<TicketCommit>(due.Length);
        foreach (var ticket in due)
        {
            try
            {
                if (await DecideDueAsync(ticket, cancellationToken).ConfigureAwait(false) is { } commit)
                    commits.Add(commit);
                else
                    left.Add(ticket.Key);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // whatever is wrong with one ticket, the others are decided; by itself it shows what it is
            catch (Exception)
#pragma warning restore CA1031
            {
                left.Add(ticket.Key);
            }
        }
        var started = time.GetTimestamp();
        ImmutableArray<CommitOutcome> outcomes;
        try
        {
            outcomes = await store.CommitAllAsync(commits.ToImmutable(), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // one of them may be at fault; by itself each shows which, and what was stored is not done twice
        catch (Exception)
#pragma warning restore CA1031
        {
            return [.. left, .. commits.Select(commit => commit.Key)];
        }
        DeskTelemetry.Committed(time.GetElapsedTime(started), outcomes.AsSpan());
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] == CommitOutcome.Committed)
            {
                DeskTelemetry.Count(nameof(TicketCommand.ProcessDeadlines), "accepted", null);
                signals.After(commits[i]);
            }
            else
                left.Add(commits[i].Key);
        }
        return left.ToImmutable();

        async ValueTask<TicketCommit?> DecideDueAsync(Ticket ticket, CancellationToken stop)
        {
            if (
                !policies.Tenants.Contains(ticket.Tenant)
                || await versions.OfAsync(ticket, stop).ConfigureAwait(false) is not { } policy
            )
                return null;
            return
                Decider.Decide(policy, ticket, new TicketCommand.ProcessDeadlines(), ticket.Facts, now)
                    is Decision.Accepted { Events.IsEmpty: false } accepted
                // Who might get what a timer has moved to another queue is gathered on the usual path.
                && AutoAssignment.QueueOf(policy, accepted) is null
                ? new TicketCommit(accepted.Ticket, accepted.Events, MessagesOf(accepted), ticket.Version, null)
                {
                    At = now,
                }
                : null;
        }
    }
}
