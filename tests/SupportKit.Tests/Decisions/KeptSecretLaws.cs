using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Redaction;
using SupportKit.Tests.Redaction;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>Laws of what is kept of secrets, over generated texts.</summary>
public class KeptSecretLaws
{
    private static readonly Policy Off = TicketLifePolicies.Plain;
    private static readonly Policy Keeping = TicketLifePolicies.With(""" "redaction": { "keep": "24h" } """);

    [Law(200, 2_000, EndSize = 30)]
    internal bool Secrets_put_back_at_their_places_give_the_text_as_it_was_written(Message message)
    {
        var reply = new TicketCommand.Reply(TicketLifeDeskFixture.Bia, message.Text);
        var secrets = MaskedSecretBytes.Read(
            MaskedSecretBytes.Write(RedactedCommand.SecretsOf(Keeping, reply, FactSet.Empty))
        );
        var masked = SecretRedactor.Redact(message.Text);
        var (text, count) = (masked.Text, 0);
        foreach (var secret in secrets)
        {
            var (marker, place) = (SecretRedactor.Marker(secret.Kind), secret.Position);
            if (!text.AsSpan(place).StartsWith(marker, StringComparison.Ordinal))
                return false;
            text = string.Concat(text.AsSpan(0, place), secret.Value, text.AsSpan(place + marker.Length));
            count++;
        }
        return count == masked.Secrets.Length && text == message.Text;
    }

    [Law(100, 1_000, EndSize = 30)]
    internal bool What_is_recorded_is_the_same_whether_secrets_are_kept_or_not(Message message)
    {
        var (ticket, reply) = (
            Opened(Off, SmallQuestion),
            new TicketCommand.Reply(TicketLifeDeskFixture.Bia, message.Text)
        );
        return Recorded(Off) == Recorded(Keeping);

        string Recorded(Policy policy) =>
            Decider.Decide(policy, ticket, reply, ticket.Facts, Monday) is Decision.Accepted accepted
                ? string.Join('\n', accepted.Events.Select(TicketJson.Write))
                : "refused";
    }
}
