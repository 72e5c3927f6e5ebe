using System.Collections.Immutable;
using SupportKit.Storage;

namespace SupportKit.Testing;

/// <summary>How content is read, and what becomes of an upload that does not come to its end.</summary>
internal static class AttachmentReadingCases
{
    public static ImmutableArray<ConformanceCase<IAttachmentStore>> All { get; } =
    [
        new("content of any length is kept whole, about a round number of bytes too", LengthsAsync),
        new("content may be read in pieces of any size, and asking for nothing is not its end", PieceByPieceAsync),
        new("content may be read by several at once, each from its start", ReadAtOnceAsync),
        new("an upload that breaks off fails, and harms nothing that is stored", BrokenAsync),
        new("an upload that is called off fails as called off", CalledOffAsync),
    ];

    private static async Task LengthsAsync(IAttachmentStore store, CancellationToken stop)
    {
        int[] rounds = [1, 4096, 65_536, 81_920, 262_144, 524_288, 1_048_576];
        foreach (var length in rounds.SelectMany(round => (int[])[round - 1, round, round + 1]))
            await AttachmentStoreCases
                .ExpectKeptAsync(store, AttachmentStoreCases.Bytes(length, 8), stop)
                .ConfigureAwait(false);
    }

    private static async Task PieceByPieceAsync(IAttachmentStore store, CancellationToken stop)
    {
        var bytes = AttachmentStoreCases.Bytes(300_000, 9);
        var stored = await AttachmentStoreCases.SaveAsync(store, bytes, stop).ConfigureAwait(false);
        var opened = await store.OpenAsync(AttachmentStoreCases.Ticket, stored.Id, stop).ConfigureAwait(false);
        await using var content = ConformanceAssert.Present(opened, "the content").ConfigureAwait(false);
        using var read = new MemoryStream();
        int[] sizes = [0, 1, 0, 7, 4096, 100_000, 0];
        var buffer = new byte[100_000];
        for (var turn = 0; ; turn++)
        {
            var asked = buffer.AsMemory(0, sizes[turn % sizes.Length]);
            // Both ways that a stream has: by itself, and without waiting.
            var got = turn % 2 == 0 ? await opened!.ReadAsync(asked, stop).ConfigureAwait(false) : ReadNow(asked);
            read.Write(buffer, 0, got);
            if (got == 0 && asked.Length > 0)
                break;
        }
        ConformanceAssert.Equal(true, read.ToArray().AsSpan().SequenceEqual(bytes), "whether the content is the same");
        ConformanceAssert.Equal(0, ReadNow(buffer), "what comes after the end");

        int ReadNow(Memory<byte> asked) => opened!.Read(asked.Span);
    }

    private static async Task ReadAtOnceAsync(IAttachmentStore store, CancellationToken stop)
    {
        var bytes = AttachmentStoreCases.Bytes(400_000, 10);
        var stored = await AttachmentStoreCases.SaveAsync(store, bytes, stop).ConfigureAwait(false);
        var first = await store.OpenAsync(AttachmentStoreCases.Ticket, stored.Id, stop).ConfigureAwait(false);
        await using var _ = ConformanceAssert.Present(first, "the content").ConfigureAwait(false);
        await first!.ReadExactlyAsync(new byte[1000], stop).ConfigureAwait(false);
        var others = Enumerable.Range(0, 8).Select(_ => Task.Run(ReadAsync, stop));
        await Task.WhenAll(others).ConfigureAwait(false);
        using var rest = new MemoryStream();
        await first.CopyToAsync(rest, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            true,
            rest.ToArray().AsSpan().SequenceEqual(bytes.AsSpan(1000)),
            "whether the first reader's rest is the same"
        );

        Task ReadAsync() => AttachmentStoreCases.ExpectContentAsync(store, stored.Id, bytes, stop);
    }

    private static async Task BrokenAsync(IAttachmentStore store, CancellationToken stop)
    {
        var before = AttachmentStoreCases.Bytes(10, 11);
        var stored = await AttachmentStoreCases.SaveAsync(store, before, stop).ConfigureAwait(false);
        foreach (var length in (int[])[0, 10, 300_000])
        {
            using var broken = new BrokenStream(AttachmentStoreCases.Bytes(length, 12), waits: false);
            var told = false;
            try
            {
                await store.SaveAsync(AttachmentStoreCases.Ticket, broken, stop).ConfigureAwait(false);
            }
            catch (IOException error) when (error.Message == BrokenStream.Message)
            {
                told = true;
            }
            ConformanceAssert.Equal(true, told, $"whether a line that broke after {length} bytes was told of");
        }
        await AttachmentStoreCases.ExpectContentAsync(store, stored.Id, before, stop).ConfigureAwait(false);
    }

    private static async Task CalledOffAsync(IAttachmentStore store, CancellationToken stop)
    {
        using var off = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var slow = new BrokenStream(AttachmentStoreCases.Bytes(300_000, 13), waits: true);
        var upload = store.SaveAsync(AttachmentStoreCases.Ticket, slow, off.Token);
        // A store that does not read on has mistaken a part for the whole.
        await Task.WhenAny(slow.Waiting.Task, upload).ConfigureAwait(false);
        await off.CancelAsync().ConfigureAwait(false);
        var told = false;
        try
        {
            await upload.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            told = true;
        }
        ConformanceAssert.Equal(true, told, "whether an upload that was called off was told of");
    }
}
