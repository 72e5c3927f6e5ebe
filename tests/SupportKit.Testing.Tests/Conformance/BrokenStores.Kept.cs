using NodaTime;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that give back something else than they were given.</content>
internal static partial class BrokenStores
{
    private static Faults Kept =>
        new()
        {
            ["knows no links"] = (
                () => Remembering(recorded => recorded.Event is not TicketEvent.Linked),
                "every kind of event comes back as it was stored"
            ),
            ["keeps milliseconds"] = (
                () => Finding(ticket => ticket with { OpenedAt = ToTheMillisecond(ticket.OpenedAt) }),
                "instants are kept to the microsecond, far ones too"
            ),
            ["cuts long titles"] = (
                () => Finding(ticket => ticket with { Title = ticket.Title[..Math.Min(ticket.Title.Length, 4000)] }),
                "texts of any script and length come back as they were stored"
            ),
            ["writes accents in one sign"] = (
                () => Finding(ticket => ticket with { Title = ticket.Title.Normalize() }),
                "texts of any script and length come back as they were stored"
            ),
            ["remembers only what people did"] = (
                () => Remembering(recorded => recorded.By != Actor.System),
                "a history amounts to its ticket"
            ),
        };

    private static Altered Finding(Func<Ticket, Ticket> change) =>
        new()
        {
            Find = async (inner, key, viewer) =>
                await inner.FindAsync(key, viewer, default) is { } ticket ? change(ticket) : null,
        };

    private static Altered Remembering(Func<RecordedEvent, bool> which) =>
        new()
        {
            History = async (inner, key, viewer) => [.. (await inner.HistoryAsync(key, viewer, default)).Where(which)],
        };

    private static Instant ToTheMillisecond(Instant at) =>
        Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
