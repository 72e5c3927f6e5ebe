using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace SupportKit;

/// <content>A cursor as a token: the place in binary, in the alphabet of URLs.</content>
public sealed partial record TicketCursor : IParsable<TicketCursor>
{
    private const byte Form = 1;

    // The same, and behind it the instant of the last change.
    private const byte UpdateForm = 2;

    private const int Length = 1 + 4 + 8 + 8 + 16;
    private const int UpdateLength = Length + 8;

    // Later than any instant that a promise is due by.
    private const long NothingDue = long.MaxValue;

    /// <summary>The cursor as a token, which <see cref="Parse"/> reads: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[UpdateLength];
        bytes[0] = UpdatedAt is null ? Form : UpdateForm;
        BinaryPrimitives.WriteInt32BigEndian(bytes[1..], Rank);
        BinaryPrimitives.WriteInt64BigEndian(bytes[5..], Due?.ToUnixTimeTicks() ?? NothingDue);
        BinaryPrimitives.WriteInt64BigEndian(bytes[13..], OpenedAt.ToUnixTimeTicks());
        Ticket.Value.TryWriteBytes(bytes[21..], bigEndian: true, out _);
        if (UpdatedAt is not { } updated)
            return Base64Url.EncodeToString(bytes[..Length]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[Length..], updated.ToUnixTimeTicks());
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not a cursor.</exception>
    public static TicketCursor Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var cursor)
            ? cursor
            : throw new FormatException("A cursor is the text that a page gave as its next.");
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">The text; null is not a cursor.</param>
    /// <param name="cursor">The cursor; null when the method returns false.</param>
    /// <returns>False when the text is not a cursor.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TicketCursor? cursor)
    {
        cursor = null;
        Span<byte> bytes = stackalloc byte[UpdateLength];
        if (
            text is null
            || !(
                text.Length == Base64Url.GetEncodedLength(Length)
                || text.Length == Base64Url.GetEncodedLength(UpdateLength)
            )
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || (bytes[0], written) is not ((Form, Length) or (UpdateForm, UpdateLength))
        )
            return false;
        var due = BinaryPrimitives.ReadInt64BigEndian(bytes[5..]);
        var opened = BinaryPrimitives.ReadInt64BigEndian(bytes[13..]);
        var updated = written == Length ? opened : BinaryPrimitives.ReadInt64BigEndian(bytes[Length..]);
        if (!IsInstant(opened) || !IsInstant(updated) || (due != NothingDue && !IsInstant(due)))
            return false;
        cursor = new TicketCursor(
            BinaryPrimitives.ReadInt32BigEndian(bytes[1..]),
            due == NothingDue ? null : Instant.FromUnixTimeTicks(due),
            Instant.FromUnixTimeTicks(opened),
            new TicketId(new Guid(bytes[21..Length], bigEndian: true))
        )
        {
            UpdatedAt = written == Length ? null : Instant.FromUnixTimeTicks(updated),
        };
        // One token for one place: spare bits that say nothing are not taken.
        return cursor.ToString() == text;
    }

    static TicketCursor IParsable<TicketCursor>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<TicketCursor>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [MaybeNullWhen(false)] out TicketCursor result
    ) => TryParse(s, out result);

    private static bool IsInstant(long ticks) =>
        ticks >= Instant.MinValue.ToUnixTimeTicks() && ticks <= Instant.MaxValue.ToUnixTimeTicks();
}
