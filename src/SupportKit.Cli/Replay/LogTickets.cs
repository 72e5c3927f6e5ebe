using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SupportKit.Cli;

/// <summary>Puts the rows of a log together by ticket, each ticket's in the order of their instants.</summary>
internal static class LogTickets
{
    /// <param name="rows">The rows in the order of the log.</param>
    /// <param name="grouped">Whether the rows of a ticket stand together: then one ticket is held at a time.</param>
    /// <param name="broken">Takes the rows of tickets that come back.</param>
    public static IEnumerable<IReadOnlyList<LogRow>> Of(IEnumerable<LogRow> rows, bool grouped, BrokenRows broken) =>
        (grouped ? Grouped(rows, broken) : rows.GroupBy(row => row.Ticket).Select(group => group.ToList())).Select(
            group => (IReadOnlyList<LogRow>)[.. group.OrderBy(row => row.At)]
        );

    private static IEnumerable<List<LogRow>> Grouped(IEnumerable<LogRow> rows, BrokenRows broken)
    {
        // Sixteen bytes of a hash in place of each name: millions of tickets fit.
        var seen = new HashSet<UInt128>();
        var current = new List<LogRow>();
        foreach (var row in rows)
        {
            if (current.Count > 0 && current[0].Ticket != row.Ticket)
            {
                yield return current;
                current = [];
            }
            if (current.Count == 0 && !seen.Add(Hash(row.Ticket)))
                broken.Add(row.Line, "the ticket comes back although the log is said to be grouped", row.Ticket);
            else
                current.Add(row);
        }
        if (current.Count > 0)
            yield return current;
    }

    /// <summary>A number that a name always has, and that no two names share in practice.</summary>
    public static UInt128 Hash(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(name.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
