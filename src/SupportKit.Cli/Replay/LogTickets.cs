using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SupportKit.Cli;

/// <summary>Puts the rows of a log together by ticket, each ticket's in the order of their instants and each row once.</summary>
internal static class LogTickets
{
    /// <param name="rows">The rows in the order of the log.</param>
    /// <param name="grouped">Whether the rows of a ticket stand together: then one ticket is held at a time.</param>
    /// <param name="broken">Takes the rows of tickets that come back, and rows that stand in the log before.</param>
    public static IEnumerable<IReadOnlyList<LogRow>> Of(IEnumerable<LogRow> rows, bool grouped, BrokenRows broken)
    {
        foreach (
            var group in grouped ? Grouped(rows, broken) : rows.GroupBy(row => row.Ticket).Select(one => one.ToList())
        )
        {
            var ordered = InOrder(group);
            DropRepeated(ordered, broken);
            yield return ordered;
        }
    }

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

    // Those of one instant stay in the order of the log.
    private static List<LogRow> InOrder(List<LogRow> rows)
    {
        for (var i = 1; i < rows.Count; i++)
            if (rows[i].At < rows[i - 1].At)
                return [.. rows.OrderBy(row => row.At)];
        return rows;
    }

    // The same row has the same instant, so that only rows of one instant, which stand together, have to be compared.
    private static void DropRepeated(List<LogRow> rows, BrokenRows broken)
    {
        HashSet<ulong>? seen = null;
        var kept = 1;
        for (var i = 1; i < rows.Count; i++)
        {
            var (before, row) = (rows[kept - 1], rows[i]);
            if (row.At != before.At)
                seen = null;
            else if (!(seen ??= [before.Hash]).Add(row.Hash))
            {
                broken.Add(row.Line, "the row stands in the log before", row.Ticket);
                continue;
            }
            rows[kept++] = row;
        }
        rows.RemoveRange(kept, rows.Count - kept);
    }

    /// <summary>A number that a name always has, and that no two names share in practice.</summary>
    public static UInt128 Hash(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(name.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
