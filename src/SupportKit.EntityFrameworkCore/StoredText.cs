using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SupportKit.EntityFrameworkCore;

/// <summary>Reads a stored text, or says why it cannot: a damaged text must not prevent others from being read.</summary>
internal static class StoredText
{
    /// <summary>Reads a text; false when it cannot be read.</summary>
    /// <param name="body">The text.</param>
    /// <param name="read">Reads it, and does nothing else.</param>
    /// <param name="value">What it says.</param>
    /// <param name="reason">Why it cannot be read, without anything that stands in it.</param>
    public static bool TryRead<TBody, T>(
        TBody body,
        Func<TBody, T> read,
        [MaybeNullWhen(false)] out T value,
        [NotNullWhen(false)] out string? reason
    )
    {
        try
        {
            (value, reason) = (read(body), null);
            return true;
        }
#pragma warning disable CA1031 // a reader of a damaged text throws whatever its parts do
        catch (Exception error)
#pragma warning restore CA1031
        {
            var place = (error as JsonException)?.LineNumber is { } line
                ? $" at line {line + 1}, byte {((JsonException)error).BytePositionInLine}"
                : "";
            (value, reason) = (default, $"{error.GetType().Name} was thrown while it was read{place}.");
            return false;
        }
    }

    /// <summary>Reads a text that the caller cannot do without.</summary>
    /// <exception cref="SupportKitException"><c>store.ticket_unreadable</c>.</exception>
    public static T ReadOf<T>(TicketKey key, string body, Func<string, T> read) =>
        TryRead(body, read, out var value, out var reason)
            ? value
            : throw new SupportKitException(
                SupportKitErrors.StoreTicketUnreadable,
                $"What is stored of ticket {key.Ticket} of tenant \"{key.Tenant}\" cannot be read: {reason}",
                "Run the version of SupportKit that wrote it, or restore the ticket from a backup."
            );
}
