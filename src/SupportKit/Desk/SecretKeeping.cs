using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Redaction;
using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>
/// Keeps what a committed command had masked, protected by the host, for as long as the policy says; and brings it back. Thread-safe.
/// </summary>
/// <param name="store">Where it is kept.</param>
/// <param name="protector">The host's; null when it has none, and then nothing is kept.</param>
internal sealed class SecretKeeping(IKeptSecretStore store, ISecretProtector? protector)
{
    public static SecretKeeping None { get; } = new(new InMemoryKeptSecretStore(), null);

    /// <summary>Keeps what was masked. Nobody's command fails because of it: what cannot be kept is masked all the same, which a metric tells.</summary>
    public async Task KeepAsync(Decision.Accepted accepted, TicketCommand command, FactSet facts)
    {
        var policy = accepted.Basis.Policy;
        if (policy.Redaction.Keep is not { } span)
            return;
        foreach (var masked in accepted.Events.Select(recorded => recorded.Event).OfType<TicketEvent.SecretsRedacted>())
        {
            try
            {
                if (protector is null)
                    throw PolicyCatalog.ProtectorMissing(accepted.Ticket.Tenant);
                var (key, sequence) = (accepted.Ticket.Key, masked.Sequence);
                var bytes = MaskedSecretBytes.Write(RedactedCommand.SecretsOf(policy, command, facts));
                var safe = ImmutableCollectionsMarshal.AsImmutableArray(protector.Protect(bytes, key, sequence));
                var kept = new KeptSecrets(key, sequence, safe, accepted.Basis.At + span);
                // The command is committed: who gave it no longer waits for anything that could be ended.
                await store.KeepAsync(kept, CancellationToken.None).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // whatever a host's protector or store throws, the command was carried out
            catch (Exception error)
#pragma warning restore CA1031
            {
                DeskTelemetry.SecretsNotKept(accepted.Ticket.Tenant, error);
            }
        }
    }

    /// <summary>The secrets of a message; null when none are kept, or no longer.</summary>
    /// <exception cref="SupportKitException"><c>redaction.secrets_unreadable</c>: the host's protector cannot decrypt them.</exception>
    public async Task<ImmutableArray<MaskedSecret>?> FindAsync(
        TicketKey ticket,
        long sequence,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        if (
            protector is null
            || await store.FindAsync(ticket, sequence, now, cancellationToken).ConfigureAwait(false) is not { } kept
        )
            return null;
        try
        {
            return MaskedSecretBytes.Read(protector.Unprotect([.. kept.Protected], ticket, sequence));
        }
#pragma warning disable CA1031 // what a host's protector throws may hold anything, so it is not passed on
        catch (Exception error)
#pragma warning restore CA1031
        {
            throw new SupportKitException(
                SupportKitErrors.RedactionSecretsUnreadable,
                $"The host's protector cannot decrypt the secrets of event {sequence} of ticket {ticket.Ticket}: {error.GetType().Name}.",
                "Give the protector the key that they were encrypted with. Without it they cannot be brought back."
            );
        }
    }
}
