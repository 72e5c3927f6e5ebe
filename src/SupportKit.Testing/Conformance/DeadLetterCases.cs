using NodaTime;
using SupportKit.Storage;
using static SupportKit.Testing.MessageCases;

namespace SupportKit.Testing;

internal static class DeadLetterCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("dead letters are found by all that a filter says", FoundAsync),
            new("dead letters are requeued in bulk, those that a filter means and no others", BulkAsync),
            new("that a message was perhaps delivered is kept with it", PerhapsAsync),
        ];

    private static readonly Instant Now = ConformanceDeskFixture.Morning;
    private static readonly Instant LongAfter = Now + Duration.FromDays(1);
    private static readonly DeadLetterFilter North = new(ConformanceDeskFixture.Tenant);

    private static async Task FoundAsync(ITicketStore store, CancellationToken stop)
    {
        var (older, younger) = await BuryAsync(store, stop).ConfigureAwait(false);
        var (first, second) = (older.Messages[0], older.Messages[1]);
        var third = younger.Messages[0];

        await ExpectAsync(North, first.Id, second.Id, third.Id).ConfigureAwait(false);
        await ExpectAsync(North with { MessageId = second.Id }, second.Id).ConfigureAwait(false);
        await ExpectAsync(North with { Destination = "crm" }, third.Id).ConfigureAwait(false);
        await ExpectAsync(North with { Destination = "" }, first.Id, second.Id).ConfigureAwait(false);
        await ExpectAsync(North with { Template = second.Template }, second.Id).ConfigureAwait(false);
        await ExpectAsync(North with { Code = SupportKitErrors.DeliveryAddressRefused }, first.Id)
            .ConfigureAwait(false);
        await ExpectAsync(North with { Code = "" }, second.Id).ConfigureAwait(false);
        var boundary = younger.Ticket.UpdatedAt;
        await ExpectAsync(North with { CommittedBefore = boundary }, first.Id, second.Id).ConfigureAwait(false);
        await ExpectAsync(North with { CommittedFrom = boundary }, third.Id).ConfigureAwait(false);
        await ExpectAsync(North with { CommittedFrom = boundary + ConformanceDeskFixture.Microsecond })
            .ConfigureAwait(false);
        await ExpectAsync(North with { Template = second.Template, Code = SupportKitErrors.DeliveryAddressRefused })
            .ConfigureAwait(false);
        await ExpectAsync(new(ConformanceDeskFixture.OtherTenant)).ConfigureAwait(false);

        async Task ExpectAsync(DeadLetterFilter filter, params string[] expected)
        {
            var found = await store.DeadLettersAsync(filter, 10, stop).ConfigureAwait(false);
            ConformanceAssert.Same(
                expected,
                found.Select(letter => letter.Message.Id),
                $"the dead letters of {filter}"
            );
            foreach (var letter in found)
                ConformanceAssert.Equal(
                    true,
                    filter.Matches(ConformanceDeskFixture.Tenant, letter),
                    $"whether {filter} means what it found"
                );
        }
    }

    private static async Task BulkAsync(ITicketStore store, CancellationToken stop)
    {
        var (older, younger) = await BuryAsync(store, stop).ConfigureAwait(false);
        var boundary = younger.Ticket.UpdatedAt;
        var requeued = await store
            .RequeueAsync(North with { CommittedBefore = boundary }, LongAfter, stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(2, requeued, "the number of dead letters requeued");
        var left = await DeliverAllAsync(store, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            older.Messages.Select(message => message.Id),
            left.Select(message => message.Id),
            "what leaves then, in its order"
        );
        var still = await store.DeadLettersAsync(North, 10, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            [younger.Messages[0].Id],
            still.Select(letter => letter.Message.Id),
            "what is still dead"
        );
    }

    private static async Task PerhapsAsync(ITicketStore store, CancellationToken stop)
    {
        await ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Incident(), stop).ConfigureAwait(false);
        var first = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
        await SettleAsync(store, first, new DeliveryResult.Retry(Now, "silent", PerhapsDelivered: true), stop)
            .ConfigureAwait(false);
        var again = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
        await SettleAsync(store, again, new DeliveryResult.DeadLettered("down"), stop).ConfigureAwait(false);
        var second = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
        await SettleAsync(store, second, new DeliveryResult.DeadLettered("down"), stop).ConfigureAwait(false);

        var dead = await store.DeadLettersAsync(North, 10, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            [true, false],
            dead.Select(letter => letter.PerhapsDelivered),
            "which were perhaps delivered"
        );
    }

    // Three dead letters: one that was refused, one for no reason given, and a younger one of a destination with a name.
    private static async Task<(TicketCommit Older, TicketCommit Younger)> BuryAsync(
        ITicketStore store,
        CancellationToken stop
    )
    {
        var older = ConformanceDeskFixture.Incident(Now);
        await ConformanceAssert.CommittedAsync(store, older, stop).ConfigureAwait(false);
        foreach (var code in (string[])[SupportKitErrors.DeliveryAddressRefused, ""])
        {
            var claimed = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
            await SettleAsync(store, claimed, new DeliveryResult.DeadLettered("no", code), stop).ConfigureAwait(false);
        }
        var younger = ConformanceDeskFixture.Incident(Now + Duration.FromMinutes(5));
        await ConformanceAssert.CommittedAsync(store, younger, stop).ConfigureAwait(false);
        var routed = await ClaimOneAsync(store, LongAfter, stop).ConfigureAwait(false);
        await SettleAsync(store, routed, new DeliveryResult.Routed(["crm"]), stop).ConfigureAwait(false);
        var claim = new MessageClaim(LongAfter, LongAfter + Lease, 10) { Destination = "crm" };
        var last = ConformanceAssert.Present(
            (await store.ClaimMessagesAsync(claim, stop).ConfigureAwait(false)).FirstOrDefault(),
            "the message to the destination"
        );
        await SettleAsync(
                store,
                last,
                new DeliveryResult.DeadLettered("no", SupportKitErrors.DeliveryAttemptTimedOut, true),
                stop
            )
            .ConfigureAwait(false);
        await DeliverAllAsync(store, stop).ConfigureAwait(false);
        return (older, younger);
    }
}
