using System.Collections.Immutable;
using System.Security.Cryptography;
using SupportKit.Storage;

namespace SupportKit.Testing;

/// <summary>Every promise of <see cref="IAttachmentStore"/>; used as <see cref="TicketStoreCases"/> is.</summary>
public static class AttachmentStoreCases
{
    /// <summary>All cases. They are independent of each other and of their order.</summary>
    public static ImmutableArray<ConformanceCase<IAttachmentStore>> All { get; } =
    [
        new("content comes back byte for byte, with its length and hash", RoundTripAsync),
        new("empty content is content", EmptyAsync),
        new("content that comes in pieces is stored whole", PiecesAsync),
        new("the same content stored twice has two ids", TwiceAsync),
        new("content is found only under its own ticket and tenant", ApartAsync),
        new("an id that was never given finds nothing, whatever it looks like", UnknownAsync),
        new("deleted content is gone, and deleting it again does nothing", DeleteAsync),
        new("content stored at once does not mix", AtOnceAsync),
        new("tenants are told apart to the letter, and keep to themselves whatever they are called", TenantsAsync),
        .. AttachmentReadingCases.All,
    ];

    internal static readonly TicketKey Ticket = new(
        ConformanceDeskFixture.Tenant,
        TicketId.New(ConformanceDeskFixture.Morning)
    );

    /// <summary>The case of that name.</summary>
    /// <param name="name">A <see cref="ConformanceCase{TPort}.Name"/>.</param>
    /// <exception cref="SupportKitException"><c>testing.case_unknown</c>: there is none.</exception>
    public static ConformanceCase<IAttachmentStore> Get(string name) => CaseNames.Find(All, name);

    private static Task RoundTripAsync(IAttachmentStore store, CancellationToken stop) =>
        ExpectKeptAsync(store, Bytes(300_000, 1), stop);

    private static Task EmptyAsync(IAttachmentStore store, CancellationToken stop) => ExpectKeptAsync(store, [], stop);

    private static async Task PiecesAsync(IAttachmentStore store, CancellationToken stop)
    {
        var bytes = Bytes(1000, 2);
        using var trickle = new TrickleStream(bytes);
        var stored = await store.SaveAsync(Ticket, trickle, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(bytes.Length, stored.Length, "the length");
        await ExpectContentAsync(store, stored.Id, bytes, stop).ConfigureAwait(false);
    }

    private static async Task TwiceAsync(IAttachmentStore store, CancellationToken stop)
    {
        var first = await SaveAsync(store, Bytes(10, 3), stop).ConfigureAwait(false);
        var second = await SaveAsync(store, Bytes(10, 3), stop).ConfigureAwait(false);
        await store.DeleteAsync(Ticket, first.Id, stop).ConfigureAwait(false);
        await ExpectContentAsync(store, second.Id, Bytes(10, 3), stop).ConfigureAwait(false);
    }

    private static async Task ApartAsync(IAttachmentStore store, CancellationToken stop)
    {
        var stored = await SaveAsync(store, Bytes(10, 4), stop).ConfigureAwait(false);
        TicketKey[] others =
        [
            Ticket with
            {
                Tenant = ConformanceDeskFixture.OtherTenant,
            },
            Ticket with
            {
                Ticket = TicketId.New(ConformanceDeskFixture.Morning),
            },
        ];
        foreach (var other in others)
        {
            await ExpectNothingAsync(store, other, stored.Id, stop).ConfigureAwait(false);
            await store.DeleteAsync(other, stored.Id, stop).ConfigureAwait(false);
        }
        await ExpectContentAsync(store, stored.Id, Bytes(10, 4), stop).ConfigureAwait(false);
    }

    private static async Task UnknownAsync(IAttachmentStore store, CancellationToken stop)
    {
        var stored = await SaveAsync(store, Bytes(10, 5), stop).ConfigureAwait(false);
        string[] plain = ["nothing", "", ".", "../..", "/etc/hosts", "a\\b", "' or 1=1 --", "NUL", "a\0b"];
        // The true one in other letters, or in another place.
        string[] near =
        [
            stored.Id.ToUpperInvariant(),
            $" {stored.Id}",
            $"./{stored.Id}",
            $"{stored.Id}/",
            stored.Id + stored.Id,
        ];
        foreach (var id in plain.Concat(near).Append(new string('a', 5000)).Except([stored.Id]))
        {
            await ExpectNothingAsync(store, Ticket, id, stop).ConfigureAwait(false);
            await store.DeleteAsync(Ticket, id, stop).ConfigureAwait(false);
        }
        await ExpectContentAsync(store, stored.Id, Bytes(10, 5), stop).ConfigureAwait(false);
    }

    private static async Task DeleteAsync(IAttachmentStore store, CancellationToken stop)
    {
        var stored = await SaveAsync(store, Bytes(10, 6), stop).ConfigureAwait(false);
        await store.DeleteAsync(Ticket, stored.Id, stop).ConfigureAwait(false);
        await ExpectNothingAsync(store, Ticket, stored.Id, stop).ConfigureAwait(false);
        await store.DeleteAsync(Ticket, stored.Id, stop).ConfigureAwait(false);
    }

    private static Task AtOnceAsync(IAttachmentStore store, CancellationToken stop) =>
        Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => Task.Run(() => ExpectKeptAsync(store, Bytes(5000 + i, i), stop), stop))
        );

    private static async Task TenantsAsync(IAttachmentStore store, CancellationToken stop)
    {
        string[] tenants =
        [
            "north",
            "North",
            "north ",
            "north.",
            "../north",
            "/north",
            "no/rth",
            "CON",
            ".",
            "..",
            new('n', 300),
        ];
        var stored = new List<(TicketKey Key, string Id)>();
        foreach (var tenant in tenants)
        {
            var key = Ticket with { Tenant = tenant };
            using var content = new MemoryStream(Bytes(10, stored.Count));
            stored.Add((key, (await store.SaveAsync(key, content, stop).ConfigureAwait(false)).Id));
        }
        foreach (var (key, id) in stored)
        {
            foreach (var other in tenants.Where(tenant => tenant != key.Tenant))
                await ExpectNothingAsync(store, key with { Tenant = other }, id, stop).ConfigureAwait(false);
            var content = await store.OpenAsync(key, id, stop).ConfigureAwait(false);
            await using var _ = ConformanceAssert
                .Present(content, $"the content of tenant \"{key.Tenant}\"")
                .ConfigureAwait(false);
        }
    }

    internal static async Task ExpectKeptAsync(IAttachmentStore store, byte[] bytes, CancellationToken stop)
    {
        var stored = await SaveAsync(store, bytes, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(bytes.Length, stored.Length, "the length");
        ConformanceAssert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), stored.Sha256, "the hash");
        await ExpectContentAsync(store, stored.Id, bytes, stop).ConfigureAwait(false);
    }

    internal static async Task<StoredAttachment> SaveAsync(IAttachmentStore store, byte[] bytes, CancellationToken stop)
    {
        using var content = new MemoryStream(bytes);
        return await store.SaveAsync(Ticket, content, stop).ConfigureAwait(false);
    }

    internal static async Task ExpectContentAsync(
        IAttachmentStore store,
        string id,
        byte[] expected,
        CancellationToken stop
    )
    {
        var content = await store.OpenAsync(Ticket, id, stop).ConfigureAwait(false);
        await using var opened = ConformanceAssert.Present(content, "the content").ConfigureAwait(false);
        using var read = new MemoryStream();
        await content!.CopyToAsync(read, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            true,
            read.ToArray().AsSpan().SequenceEqual(expected),
            "whether the content is the same"
        );
    }

    private static async Task ExpectNothingAsync(
        IAttachmentStore store,
        TicketKey ticket,
        string id,
        CancellationToken stop
    )
    {
        var content = await store.OpenAsync(ticket, id, stop).ConfigureAwait(false);
        if (content is null)
            return;
        await content.DisposeAsync().ConfigureAwait(false);
        throw new UnmetExpectation($"there was content under \"{id}\".");
    }

    internal static byte[] Bytes(int length, int seed) =>
        [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31 + i / 251 + seed * 7))];
}
