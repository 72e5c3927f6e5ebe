using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;

namespace SupportKit.Testing;

/// <summary>Every promise of <see cref="IKeptSecretStore"/>; used as <see cref="TicketStoreCases"/> is.</summary>
public static class KeptSecretCases
{
    /// <summary>All cases. They are independent of each other and of their order.</summary>
    public static ImmutableArray<ConformanceCase<IKeptSecretStore>> All { get; } =
    [
        new("what is kept of a message is found to the byte, and of no other message, ticket or tenant", KeptAsync),
        new("what is kept of a message is never replaced", AgainAsync),
        new("what has expired is not found, from that very instant", ExpiredAsync),
        new("what has expired is deleted for every tenant, and nothing else", SweptAsync),
        new("whatever is kept of a ticket is deleted, and of no other ticket or tenant", RemovedAsync),
    ];

    private static readonly Instant Now = ConformanceDeskFixture.Morning;
    private static readonly TicketKey Ticket = new(ConformanceDeskFixture.Tenant, TicketId.New(Now));
    private static readonly KeptSecrets Kept = new(
        Ticket,
        3,
        [.. Enumerable.Range(0, 300).Select(i => (byte)i)],
        Now + Duration.FromHours(1) + ConformanceDeskFixture.Microsecond
    );
    private static readonly KeptSecrets Second = Kept with { Sequence = 4, Until = Kept.Until + Duration.FromHours(1) };
    private static readonly KeptSecrets Beside = Kept with { Ticket = Ticket with { Ticket = TicketId.New(Now) } };
    private static readonly KeptSecrets Elsewhere = Kept with
    {
        Ticket = Ticket with { Tenant = ConformanceDeskFixture.OtherTenant },
    };

    /// <summary>The case of that name.</summary>
    /// <param name="name">A <see cref="ConformanceCase{TPort}.Name"/>.</param>
    /// <exception cref="SupportKitException"><c>testing.case_unknown</c>: there is none.</exception>
    public static ConformanceCase<IKeptSecretStore> Get(string name) => CaseNames.Find(All, name);

    private static async Task KeptAsync(IKeptSecretStore store, CancellationToken stop)
    {
        await ExpectAsync(store, Kept, isKept: false, stop).ConfigureAwait(false);
        await store.KeepAsync(Kept, stop).ConfigureAwait(false);
        await ExpectAsync(store, Kept, isKept: true, stop).ConfigureAwait(false);
        foreach (var other in (KeptSecrets[])[Second, Beside, Elsewhere])
            await ExpectAsync(store, other, isKept: false, stop).ConfigureAwait(false);
        foreach (var other in (KeptSecrets[])[Second, Beside, Elsewhere])
            await store.KeepAsync(other, stop).ConfigureAwait(false);
        foreach (var each in (KeptSecrets[])[Kept, Second, Beside, Elsewhere])
            await ExpectAsync(store, each, isKept: true, stop).ConfigureAwait(false);
    }

    private static async Task AgainAsync(IKeptSecretStore store, CancellationToken stop)
    {
        await store.KeepAsync(Kept, stop).ConfigureAwait(false);
        var again = Kept with { Protected = [7], Until = Kept.Until + Duration.FromDays(1) };
        await store.KeepAsync(again, stop).ConfigureAwait(false);
        await ExpectAsync(store, Kept, isKept: true, stop).ConfigureAwait(false);
    }

    private static async Task ExpiredAsync(IKeptSecretStore store, CancellationToken stop)
    {
        await store.KeepAsync(Kept, stop).ConfigureAwait(false);
        var before = Kept.Until - ConformanceDeskFixture.Microsecond;
        var found = await store.FindAsync(Ticket, Kept.Sequence, before, stop).ConfigureAwait(false);
        ConformanceAssert.Present(found, "what expires a microsecond later");
        found = await store.FindAsync(Ticket, Kept.Sequence, Kept.Until, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(null, found, "what expires at this instant");
    }

    private static async Task SweptAsync(IKeptSecretStore store, CancellationToken stop)
    {
        foreach (var each in (KeptSecrets[])[Kept, Second, Elsewhere])
            await store.KeepAsync(each, stop).ConfigureAwait(false);
        var before = Kept.Until - ConformanceDeskFixture.Microsecond;
        var none = await store.RemoveExpiredAsync(before, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, none, "how many had expired a microsecond before they do");
        var count = await store.RemoveExpiredAsync(Kept.Until, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(2, count, "how many had expired");
        await ExpectAsync(store, Kept, isKept: false, stop).ConfigureAwait(false);
        await ExpectAsync(store, Elsewhere, isKept: false, stop).ConfigureAwait(false);
        await ExpectAsync(store, Second, isKept: true, stop).ConfigureAwait(false);
    }

    private static async Task RemovedAsync(IKeptSecretStore store, CancellationToken stop)
    {
        foreach (var each in (KeptSecrets[])[Kept, Second, Beside, Elsewhere])
            await store.KeepAsync(each, stop).ConfigureAwait(false);
        await store.RemoveAsync(Ticket, stop).ConfigureAwait(false);
        foreach (var gone in (KeptSecrets[])[Kept, Second])
            await ExpectAsync(store, gone, isKept: false, stop).ConfigureAwait(false);
        foreach (var left in (KeptSecrets[])[Beside, Elsewhere])
            await ExpectAsync(store, left, isKept: true, stop).ConfigureAwait(false);
    }

    private static async Task ExpectAsync(IKeptSecretStore store, KeptSecrets one, bool isKept, CancellationToken stop)
    {
        var found = await store.FindAsync(one.Ticket, one.Sequence, Now, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(isKept ? Show(one) : null, found is null ? null : Show(found), "what is kept");
    }

    private static string Show(KeptSecrets one) =>
        $"{one.Ticket} {one.Sequence} {Convert.ToHexString(one.Protected.AsSpan())} {one.Until}";
}
