using System.Collections.Immutable;
using NodaTime;
using SupportKit.Screening;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>A ticket moves to the version of the policy in force.</content>
public sealed partial class SupportDesk
{
    /// <summary>Moves a ticket to the version of the policy in force.</summary>
    /// <param name="key">The ticket.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="mode">What becomes of promises that still run.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task<DeskResult> MigratePolicyAsync(
        TicketKey key,
        Actor by,
        PolicyMigrationMode mode,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(by);
        return ApplyAsync(
            key,
            new TicketCommand.MigratePolicy(by, policies.For(key.Tenant), mode),
            cancellationToken: cancellationToken
        );
    }

    // The version a ticket was promised under is lost: its promises stay, and the one in force decides what comes next. Null when
    // none is lost; else what became of the first that is, and then all is to be read anew.
    private async Task<DeskResult?> ReplaceLostPolicyAsync(
        ImmutableArray<Ticket> tickets,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        foreach (var ticket in tickets)
        {
            if (await versions.OfAsync(ticket, cancellationToken).ConfigureAwait(false) is not null)
                continue;
            var policy = versions.InForce(ticket.Tenant);
            var move = new TicketCommand.MigratePolicy(Actor.System, policy, PolicyMigrationMode.Keep);
            return await DecideAsync(
                        policy,
                        ticket,
                        move,
                        ticket.Facts,
                        now,
                        RequesterHistory.None,
                        null,
                        [],
                        cancellationToken
                    )
                    .ConfigureAwait(false)
                ?? new DeskResult.Succeeded(ticket, null);
        }
        return null;
    }
}
