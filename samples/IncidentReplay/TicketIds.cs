using System.Security.Cryptography;
using System.Text;
using NodaTime;
using SupportKit;

namespace IncidentReplay;

/// <summary>The id of a ticket that stands for an incident: always the same one, and in the order of opening.</summary>
internal static class TicketIds
{
    /// <summary>A UUID version 7 whose random part is taken from the incident's number.</summary>
    public static TicketId Of(string number, Instant openedAt)
    {
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(number)).AsSpan(0, 16);
        var milliseconds = openedAt.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(milliseconds >> (8 * (5 - i)));
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new TicketId(new Guid(bytes, bigEndian: true));
    }
}
