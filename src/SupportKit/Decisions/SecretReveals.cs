namespace SupportKit.Decisions;

/// <summary>A lead is shown what was masked: who, when and of which message is recorded, never the secret.</summary>
internal static class SecretReveals
{
    public static Decision Decide(Given given)
    {
        var (draft, reveal) = (given.Draft, (TicketCommand.RevealSecrets)given.Command);
        if (!reveal.AreKept)
            return draft.Refuse(SupportKitErrors.TicketSecretsGone);
        draft.Record(new TicketEvent.SecretsRevealed(reveal.Sequence));
        return draft.Complete();
    }
}
