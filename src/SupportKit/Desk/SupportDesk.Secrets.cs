using System.Collections.Immutable;
using SupportKit.Redaction;

namespace SupportKit;

/// <content>What was masked in error is brought back.</content>
public sealed partial class SupportDesk
{
    private readonly Desk.SecretKeeping secrets;

    /// <summary>
    /// Brings back what was masked in a message, for a lead alone and only as long as the policy has it kept (<c>redaction.keep</c>). That they were
    /// shown it becomes an event; the message stays masked.
    /// </summary>
    /// <param name="key">The ticket.</param>
    /// <param name="by">Who asks; authenticated by the host.</param>
    /// <param name="sequence">The sequence of the event that records the message.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>The secrets, or a refusal: <c>ticket.secrets_gone</c> when nothing is kept of that message, or no longer.</returns>
    /// <exception cref="SupportKitException"><c>redaction.secrets_unreadable</c>: the host's protector cannot decrypt them.</exception>
    public async Task<RevealResult> RevealSecretsAsync(
        TicketKey key,
        Actor by,
        long sequence,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        // Nobody else is told whether there is anything, not even by an error.
        var found =
            by.Kind == ActorKind.Lead
                ? await FindSecretsAsync(key, sequence, cancellationToken).ConfigureAwait(false)
                : null;
        var command = new TicketCommand.RevealSecrets(by, sequence) { AreKept = found is not null };
        return await ApplyAsync(key, command, cancellationToken: cancellationToken).ConfigureAwait(false) switch
        {
            DeskResult.Refused refused => new RevealResult.Refused(refused.Refusal),
            _ => new RevealResult.Revealed(found!.Value),
        };
    }

    // What was kept while its person was being erased is nobody's any more, although it has not expired.
    private async Task<ImmutableArray<MaskedSecret>?> FindSecretsAsync(
        TicketKey key,
        long sequence,
        CancellationToken cancellationToken
    )
    {
        var history = await store.HistoryAsync(key, Viewer.Desk, cancellationToken).ConfigureAwait(false);
        if (
            !history.Any(one => one.Event is TicketEvent.SecretsRedacted masked && masked.Sequence == sequence)
            || history.Any(one => one.Event is TicketEvent.PersonErased && one.Sequence > sequence)
        )
            return null;
        var now = await time.DecideAtAsync(cancellationToken).ConfigureAwait(false);
        return await secrets.FindAsync(key, sequence, now, cancellationToken).ConfigureAwait(false);
    }
}
