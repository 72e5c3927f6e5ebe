using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace SupportKit.Mail;

/// <summary>
/// A ticket's id with a signature, in 42 letters and digits that survive every mail server: in Message-IDs, and after the plus of an
/// address. Whoever quotes one has had a mail of the ticket; that they take part in it is a question of its own. Thread-safe.
/// </summary>
internal sealed class TicketToken
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";
    private const int IdLength = 26; // 16 bytes
    private const int CodeLength = 16; // 10 bytes

    private readonly byte[][] keys;

    /// <summary>Takes the keys of the host: the first signs, and each of them verifies.</summary>
    public TicketToken(IEnumerable<string> keys) => this.keys = [.. keys.Select(Convert.FromBase64String)];

    /// <summary>How long a token is.</summary>
    public static int Length => IdLength + CodeLength;

    /// <summary>The token of a ticket.</summary>
    public string Of(TicketKey ticket)
    {
        Span<byte> id = stackalloc byte[16];
        ticket.Ticket.Value.TryWriteBytes(id, bigEndian: true, out _);
        return Base32(id) + Base32(Sign(keys[0], ticket));
    }

    /// <summary>The ticket of a token that this desk made for the tenant.</summary>
    public bool TryRead(string tenant, string text, out TicketKey ticket)
    {
        ticket = default;
        if (text.Length != Length || Bytes(text) is not { } bytes)
            return false;
        var named = new TicketKey(tenant, new TicketId(new Guid(bytes.AsSpan(0, 16), bigEndian: true)));
        var known = false;
        foreach (var key in keys)
            known |= CryptographicOperations.FixedTimeEquals(Sign(key, named), bytes.AsSpan(16));
        ticket = named;
        return known;
    }

    /// <summary>The ticket that a Message-ID of this desk belongs to: its part before the @ ends with the token.</summary>
    public bool TryReadMessageId(string tenant, string id, out TicketKey ticket)
    {
        var at = id.IndexOf('@', StringComparison.Ordinal);
        ticket = default;
        return at >= Length && TryRead(tenant, id[(at - Length)..at], out ticket);
    }

    /// <summary>
    /// What of a Message-ID stands before its @: the id of the mail, a signature of the address that it goes to, and the token.
    /// </summary>
    public string MessageIdOf(TicketKey ticket, string mail, string address) =>
        $"{mail}.{Base32(Sign(keys[0], ticket, mail, address))}.{Of(ticket)}";

    /// <summary>Whether the mail of this Message-ID, which belongs to the ticket, went to this address.</summary>
    public bool IsSentTo(TicketKey ticket, string id, string address)
    {
        var parts = id.Split('.', '@');
        if (parts.Length < 3 || parts[1].Length != CodeLength)
            return false;
        var code = new byte[10];
        if (!TryFill(parts[1], code))
            return false;
        var known = false;
        foreach (var key in keys)
            known |= CryptographicOperations.FixedTimeEquals(Sign(key, ticket, parts[0], address), code);
        return known;
    }

    /// <summary>What stands between the plus and the @ of an address; null for nothing.</summary>
    public static string? DetailOf(string address)
    {
        var (plus, at) = (address.IndexOf('+', StringComparison.Ordinal), address.LastIndexOf('@'));
        return plus >= 0 && at > plus ? address[(plus + 1)..at] : null;
    }

    /// <summary>The address without what stands after its plus.</summary>
    public static string WithoutDetail(string address) =>
        DetailOf(address) is { } detail
            ? address.Remove(address.IndexOf('+', StringComparison.Ordinal), detail.Length + 1)
            : address;

    /// <summary>The address with something after a plus.</summary>
    public static string WithDetail(string address, string detail) =>
        address.Insert(address.LastIndexOf('@'), $"+{detail}");

    private static byte[] Sign(byte[] key, TicketKey ticket) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"supportkit-mail\n{ticket}")).AsSpan(0, 10).ToArray();

    private static byte[] Sign(byte[] key, TicketKey ticket, string mail, string address) =>
        HMACSHA256
            .HashData(
                key,
                Encoding.UTF8.GetBytes($"supportkit-mail-to\n{ticket}\n{mail}\n{address.ToUpperInvariant()}")
            )
            .AsSpan(0, 10)
            .ToArray();

    // RFC 4648, 6, in lower case and without padding: mail servers may change the case.
    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var one in bytes)
        {
            (bits, count) = ((bits << 8) | one, count + 8);
            while (count >= 5)
            {
                text.Append(Digits[(bits >> (count - 5)) & 31]);
                count -= 5;
            }
            bits &= (1 << count) - 1;
        }
        if (count > 0)
            text.Append(Digits[(bits << (5 - count)) & 31]);
        return text.ToString();
    }

    [SuppressMessage("Performance", "CA1859", Justification = "Null says that it is no token.")]
    private static byte[]? Bytes(string token)
    {
        var bytes = new byte[26];
        return
            TryFill(token.AsSpan(0, IdLength), bytes.AsSpan(0, 16)) && TryFill(token.AsSpan(IdLength), bytes.AsSpan(16))
            ? bytes
            : null;
    }

    private static bool TryFill(ReadOnlySpan<char> text, Span<byte> into)
    {
        var (bits, count, at) = (0, 0, 0);
        foreach (var letter in text)
        {
            var value = Digits.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
            if (value < 0)
                return false;
            (bits, count) = ((bits << 5) | value, count + 5);
            if (count >= 8 && at < into.Length)
            {
                into[at++] = (byte)(bits >> (count - 8));
                count -= 8;
                bits &= (1 << count) - 1;
            }
        }
        return at == into.Length;
    }
}
