using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>The statements that record the outcome of a message; they change nothing when its lease has passed to another worker.</summary>
internal static class SettlementStatements
{
    public static IEnumerable<Statement> Of(MessageTexts texts, ClaimedMessage claimed, DeliveryResult result)
    {
        object[] key = [claimed.Tenant, claimed.Message.Id, claimed.Destination, claimed.Lease];
        switch (result)
        {
            case DeliveryResult.Delivered(var at):
                return [new(texts.Deliver, [.. key, UnixMicroseconds.Floor(at)]), Of(texts.Next)];
            case DeliveryResult.Retry(var at, var error, var perhaps):
                var retry = new Statement(texts.Retry, [.. key, UnixMicroseconds.Ceiling(at), error, perhaps]);
                return texts.IsPostgres ? [retry] : [retry, Of(texts.SetRestBehind)];
            case DeliveryResult.DeadLettered(var error, var code, var perhaps) { KeepsOrder: true }:
                return [new(texts.DeadLetterInPlace, [.. key, error, code, perhaps])];
            case DeliveryResult.DeadLettered(var error, var code, var perhaps):
                return [new(texts.DeadLetter, [.. key, error, code, perhaps]), Of(texts.Next)];
            case DeliveryResult.Released(var at):
                return [new(texts.Release, [.. key, UnixMicroseconds.Ceiling(at)])];
            case DeliveryResult.Routed(var destinations):
                return
                [
                    .. destinations.Select(name => new Statement(texts.Route, [.. key, name])),
                    new(texts.Routed, key),
                    Of(texts.Next),
                ];
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(result),
                    result,
                    "A result that this version does not know."
                );
        }

        // About all that goes the same way.
        Statement Of(string text) => new(text, claimed.Tenant, claimed.Message.Ticket.Value, claimed.Destination);
    }
}
