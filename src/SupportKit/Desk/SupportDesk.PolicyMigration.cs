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
    ) =>
        ApplyAsync(
            key,
            new TicketCommand.MigratePolicy(by, policies.For(key.Tenant), mode),
            cancellationToken: cancellationToken
        );
}
