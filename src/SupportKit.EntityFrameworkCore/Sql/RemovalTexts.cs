using System.Globalization;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// The texts of the statements that remove tickets. The ticket goes first, if it is in the version given; what belongs to it goes only
/// where it is gone. Immutable.
/// </summary>
internal sealed class RemovalTexts(Tables tables)
{
    /// <summary>How terms are given.</summary>
    public CommitTexts Commits => tables.Texts;

    public string Ticket { get; } = $"delete from {tables.Tickets} where tenant = $1 and id = $2 and version = $3";

    /// <summary>What has the ticket in its key.</summary>
    public IEnumerable<string> OfTicket { get; } =
    [
        .. new[] { tables.Events, tables.Deadlines, tables.Viewers }.Select(table =>
            $"delete from {table} where tenant = $1 and ticket = $2 and not exists ({Left(tables, "$2")})"
        ),
    ];

    public string Terms { get; } = $"{tables.Texts.RemoveTerms} and not exists ({Left(tables, "$3")})";

    /// <summary>What has not, of so many tickets at once.</summary>
    public IEnumerable<string> OfTickets(int count)
    {
        var places = string.Join(
            ", ",
            Enumerable.Range(2, count).Select(place => string.Create(CultureInfo.InvariantCulture, $"${place}"))
        );
        foreach (var table in (string[])[tables.Messages, tables.Commands])
            yield return $"delete from {table} as gone where tenant = $1 and ticket in ({places}) and not exists ({Left(tables, "gone.ticket")})";
    }

    private static string Left(Tables tables, string ticket) =>
        $"select 1 from {tables.Tickets} as kept where kept.tenant = $1 and kept.id = {ticket}";
}
