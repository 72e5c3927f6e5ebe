using System.Buffers;
using System.Text.Json;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// The JSON of many values as UTF-8, one behind another in memory of the pool: what PostgreSQL is sent as bytes needs no string in
/// between. Not thread-safe.
/// </summary>
#pragma warning disable CA1001 // the writer holds nothing but this buffer
internal sealed class JsonBuffer : IBufferWriter<byte>
#pragma warning restore CA1001
{
    private const int FirstSize = 32 * 1024;

    // What is full is kept: texts that were given stand in it.
    private readonly List<byte[]> rented = [];
    private readonly Utf8JsonWriter writer;
    private int begin;
    private int end;

    public JsonBuffer() => writer = new Utf8JsonWriter(this);

    /// <summary>Writes each value; the texts are valid until <see cref="Return"/>.</summary>
    public ReadOnlyMemory<byte>[] Write<T>(IReadOnlyList<T> values, Action<Utf8JsonWriter, T> write)
    {
        var lengths = new int[values.Count];
        begin = end;
        for (var i = 0; i < lengths.Length; i++)
        {
            var before = end - begin;
            write(writer, values[i]);
            writer.Flush();
            writer.Reset();
            lengths[i] = end - begin - before;
        }
        // Only now: until the last is written, they may move to a larger array.
        var texts = new ReadOnlyMemory<byte>[lengths.Length];
        var at = begin;
        for (var i = 0; i < texts.Length; at += lengths[i++])
            texts[i] = rented[^1].AsMemory(at, lengths[i]);
        return texts;
    }

    /// <summary>Writes one value; the text is valid until <see cref="Return"/>.</summary>
    public ReadOnlyMemory<byte> Write<T>(T value, Action<Utf8JsonWriter, T> write) => Write([value], write)[0];

    /// <summary>
    /// Gives the memory back, once nobody reads it any more. After an error a connection may still be sending from it: then it is left to
    /// the garbage collector.
    /// </summary>
    public void Return()
    {
        foreach (var bytes in rented)
            ArrayPool<byte>.Shared.Return(bytes);
        rented.Clear();
        (begin, end) = (0, 0);
    }

    void IBufferWriter<byte>.Advance(int count) => end += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => Room(sizeHint);

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => Room(sizeHint).Span;

    private Memory<byte> Room(int wanted)
    {
        wanted = Math.Max(wanted, 1);
        if (rented.Count > 0 && rented[^1].Length - end >= wanted)
            return rented[^1].AsMemory(end);
        var written = end - begin;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, 2 * (written + wanted)));
        if (rented.Count > 0)
            rented[^1].AsSpan(begin, written).CopyTo(larger);
        rented.Add(larger);
        (begin, end) = (0, written);
        return larger.AsMemory(end);
    }
}
