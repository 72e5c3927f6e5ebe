using System.Collections.Immutable;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>What new tickets are found by, as columns: see <see cref="CommitColumns"/>.</summary>
internal static class TermColumns
{
    private readonly record struct Row(string Term, int Commit, bool Internal);

    /// <summary>Tenant, when it was opened, ticket, term, whether the term is the desk's alone; in the order of an index.</summary>
    public static object?[] Of(ImmutableArray<TicketCommit> commits)
    {
        var rows = Rows(commits);
        return
        [
            CommitColumns.Of(rows, row => commits[row.Commit].Key.Tenant),
            CommitColumns.Of(rows, row => UnixMicroseconds.Floor(commits[row.Commit].Ticket.OpenedAt)),
            CommitColumns.Of(rows, row => commits[row.Commit].Key.Ticket.Value),
            CommitColumns.Of(rows, row => row.Term),
            CommitColumns.Of(rows, row => row.Internal),
        ];
    }

    // Each term of a ticket once: what everybody may read is nobody's alone.
    private static Row[] Rows(ImmutableArray<TicketCommit> commits)
    {
        var rows = new List<Row>(32 * commits.Length);
        for (var i = 0; i < commits.Length; i++)
        {
            var (open, noted) = SearchTerms.Words(commits[i].Events);
            Add(i, open, isInternal: false);
            Add(i, SearchTerms.Of(commits[i].Ticket.Facts), isInternal: false);
            Add(i, SearchTerms.Of(commits[i].Ticket.Number), isInternal: false);
            Add(i, noted, isInternal: true);
        }
        rows.Sort(Compare);
        var kept = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (kept == 0 || rows[kept - 1].Commit != rows[i].Commit || rows[kept - 1].Term != rows[i].Term)
                rows[kept++] = rows[i];
        }
        rows.RemoveRange(kept, rows.Count - kept);
        return [.. rows];

        void Add(int commit, IEnumerable<string> terms, bool isInternal)
        {
            foreach (var term in terms)
                rows.Add(new Row(term, commit, isInternal));
        }
    }

    private static int Compare(Row one, Row other)
    {
        var order = string.CompareOrdinal(one.Term, other.Term);
        return order != 0 ? order
            : one.Commit != other.Commit ? one.Commit.CompareTo(other.Commit)
            : one.Internal.CompareTo(other.Internal);
    }
}
