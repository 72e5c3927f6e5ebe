using System.Collections.Immutable;
using SupportKit.Storage;

namespace SupportKit.Testing.Tests.Conformance;

/// <summary>Stores of attachments that each break one promise, in the way a plausible implementation would.</summary>
internal static class BrokenAttachments
{
    private const string Kept = "content comes back byte for byte, with its length and hash";
    private const string Apart = "content is found only under its own ticket and tenant";
    private const string Unknown = "an id that was never given finds nothing, whatever it looks like";
    private const string Tenants =
        "tenants are told apart to the letter, and keep to themselves whatever they are called";
    private const string Pieces = "content may be read in pieces of any size, and asking for nothing is not its end";
    private const string Broken = "an upload that breaks off fails, and harms nothing that is stored";

    /// <summary>The broken stores by what is wrong with them, each with the promise that must be found broken.</summary>
    public static readonly ImmutableSortedDictionary<string, (Func<IAttachmentStore> Make, string Promise)> All =
        new Dictionary<string, (Func<IAttachmentStore>, string)>
        {
            ["writes its hash in capitals"] = (() => new Capitals(), Kept),
            ["leaves content at its end"] = (() => new Opened(AtItsEnd), Kept),
            ["has nothing where nothing was in it"] = (() => new NoEmpty(), "empty content is content"),
            ["takes the first piece for the whole"] = (
                () => new FirstPiece(),
                "content that comes in pieces is stored whole"
            ),
            ["names content by its hash"] = (() => new NamedByHash(), "the same content stored twice has two ids"),
            ["forgets the tenant"] = (() => new Keyed(key => key with { Tenant = "" }), Apart),
            ["forgets the ticket"] = (() => new Keyed(key => key with { Ticket = default }), Apart),
            ["ignores the case of an id"] = (() => new Ids(id => id.ToLowerInvariant()), Unknown),
            ["takes the end of a path for an id"] = (() => new Ids(id => id.Split('/')[^1]), Unknown),
            ["refuses an id it does not know"] = (() => new RefusesIds(), Unknown),
            ["deletes nothing"] = (
                () => new DeletesNothing(),
                "deleted content is gone, and deleting it again does nothing"
            ),
            ["shares one buffer"] = (() => new OneBuffer(), "content stored at once does not mix"),
            ["ignores the case of a tenant"] = (
                () => new Keyed(key => Called(key, t => t.ToLowerInvariant())),
                Tenants
            ),
            ["trims a tenant"] = (() => new Keyed(key => Called(key, t => t.TrimEnd(' ', '.'))), Tenants),
            ["takes a tenant for a path"] = (() => new Keyed(key => Called(key, Path.GetFileName)), Tenants),
            ["loses a last part that is full"] = (
                () => new LosesFull(),
                "content of any length is kept whole, about a round number of bytes too"
            ),
            ["ends where nothing is asked for"] = (() => new Opened(bytes => new EndsAtNothing(bytes)), Pieces),
            ["reads in one way only"] = (() => new Opened(bytes => new OneWay(bytes)), Pieces),
            ["has one place for all readers"] = (
                () => new OnePlace(),
                "content may be read by several at once, each from its start"
            ),
            ["keeps what came before a failure"] = (() => new KeepsHalf(), Broken),
            ["does not hear that it is called off"] = (
                () => new Deaf(),
                "an upload that is called off fails as called off"
            ),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static TicketKey Called(TicketKey key, Func<string, string?> name) =>
        key with
        {
            Tenant = name(key.Tenant) ?? "",
        };

    private static MemoryStream AtItsEnd(byte[] bytes)
    {
        var stream = new MemoryStream();
        stream.Write(bytes);
        return stream;
    }

    private class Wrapped : IAttachmentStore
    {
        protected IAttachmentStore Inner { get; } = new InMemoryAttachmentStore();

        public virtual Task<StoredAttachment> SaveAsync(TicketKey ticket, Stream content, CancellationToken stop) =>
            Inner.SaveAsync(ticket, content, stop);

        public virtual Task<Stream?> OpenAsync(TicketKey ticket, string id, CancellationToken stop) =>
            Inner.OpenAsync(ticket, id, stop);

        public virtual Task DeleteAsync(TicketKey ticket, string id, CancellationToken stop) =>
            Inner.DeleteAsync(ticket, id, stop);

        protected static async Task<byte[]> AllAsync(Stream content, CancellationToken stop)
        {
            using var all = new MemoryStream();
            await content.CopyToAsync(all, stop);
            return all.ToArray();
        }

        protected Task<StoredAttachment> SaveBytesAsync(TicketKey ticket, byte[] bytes, CancellationToken stop) =>
            Inner.SaveAsync(ticket, new MemoryStream(bytes), stop);
    }

    private sealed class Capitals : Wrapped
    {
        public override async Task<StoredAttachment> SaveAsync(TicketKey key, Stream content, CancellationToken stop)
        {
            var stored = await base.SaveAsync(key, content, stop);
            return stored with { Sha256 = stored.Sha256.ToUpperInvariant() };
        }
    }

    private sealed class Opened(Func<byte[], Stream> make) : Wrapped
    {
        public override async Task<Stream?> OpenAsync(TicketKey key, string id, CancellationToken stop) =>
            await base.OpenAsync(key, id, stop) is { } content ? make(await AllAsync(content, stop)) : null;
    }

    private sealed class NoEmpty : Wrapped
    {
        public override async Task<Stream?> OpenAsync(TicketKey key, string id, CancellationToken stop) =>
            await base.OpenAsync(key, id, stop) is { Length: > 0 } content ? content : null;
    }

    private sealed class FirstPiece : Wrapped
    {
        public override async Task<StoredAttachment> SaveAsync(TicketKey key, Stream content, CancellationToken stop)
        {
            var buffer = new byte[1_000_000];
            return await SaveBytesAsync(key, buffer[..await content.ReadAsync(buffer, stop)], stop);
        }
    }

    private sealed class NamedByHash : Wrapped
    {
        private readonly Dictionary<string, string> ids = [];

        public override async Task<StoredAttachment> SaveAsync(TicketKey key, Stream content, CancellationToken stop)
        {
            var stored = await base.SaveAsync(key, content, stop);
            ids.TryAdd(stored.Sha256, stored.Id);
            return stored with { Id = ids[stored.Sha256] };
        }
    }

    private sealed class Keyed(Func<TicketKey, TicketKey> change) : Wrapped
    {
        public override Task<StoredAttachment> SaveAsync(TicketKey key, Stream content, CancellationToken stop) =>
            base.SaveAsync(change(key), content, stop);

        public override Task<Stream?> OpenAsync(TicketKey key, string id, CancellationToken stop) =>
            base.OpenAsync(change(key), id, stop);

        public override Task DeleteAsync(TicketKey key, string id, CancellationToken stop) =>
            base.DeleteAsync(change(key), id, stop);
    }

    private sealed class Ids(Func<string, string> change) : Wrapped
    {
        public override Task<Stream?> OpenAsync(TicketKey key, string id, CancellationToken stop) =>
            base.OpenAsync(key, change(id), stop);
    }

    private sealed class RefusesIds : Wrapped
    {
        public override Task<Stream?> OpenAsync(TicketKey key, string id, CancellationToken stop) =>
            base.OpenAsync(key, Guid.Parse(id).ToString("N"), stop);
    }

    private sealed class DeletesNothing : Wrapped
    {
        public override Task DeleteAsync(TicketKey ticket, string id, CancellationToken stop) => Task.CompletedTask;
    }

    private sealed class OneBuffer : Wrapped
    {
        private readonly Meeting meeting = new(16);
        private readonly byte[] buffer = new byte[400_000];

        public override async Task<StoredAttachment> SaveAsync(TicketKey key, Stream content, CancellationToken stop)
        {
            var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
            await meeting.ComeAsync();
            return await SaveBytesAsync(key, buffer[..length], stop);
        }
    }

    private sealed class LosesFull : Wrapped
    {
        public override async Task<StoredAttachment> SaveAsync(TicketKey key, Stream content, CancellationToken stop)
        {
            var all = await AllAsync(content, stop);
            return await SaveBytesAsync(key, all.Length % 65_536 == 0 && all.Length > 0 ? all[..^65_536] : all, stop);
        }
    }

    private sealed class OnePlace : Wrapped
    {
        private readonly Dictionary<string, Stream?> opened = [];

        public override async Task<Stream?> OpenAsync(TicketKey key, string id, CancellationToken stop)
        {
            var content = await base.OpenAsync(key, id, stop);
            lock (opened)
            {
                if (opened.TryAdd(id, content))
                    return content;
                opened[id]!.Position = 0;
                return opened[id];
            }
        }
    }

    private sealed class KeepsHalf : Wrapped
    {
        public override async Task<StoredAttachment> SaveAsync(TicketKey key, Stream content, CancellationToken stop)
        {
            using var half = new MemoryStream();
            try
            {
                await content.CopyToAsync(half, stop);
            }
            catch (IOException)
            {
                // What came is better than nothing, thinks this store.
            }
            return await SaveBytesAsync(key, half.ToArray(), stop);
        }
    }

    private sealed class Deaf : Wrapped
    {
        public override async Task<StoredAttachment> SaveAsync(TicketKey key, Stream content, CancellationToken stop)
        {
            using var half = new MemoryStream();
            try
            {
                await content.CopyToAsync(half, stop);
            }
            catch (OperationCanceledException)
            {
                // Whoever called it off will not look.
            }
            return await SaveBytesAsync(key, half.ToArray(), default);
        }
    }

    private sealed class EndsAtNothing(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty)
                Position = Length;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }

    private sealed class OneWay(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => throw new NotSupportedException("Only by itself.");
    }
}
