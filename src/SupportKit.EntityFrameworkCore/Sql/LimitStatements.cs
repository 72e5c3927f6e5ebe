using NodaTime.Text;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// What must hold for a commit beside its own ticket, in statements: what its requester has done since an instant, in all their tickets, and
/// what its assignee has to do.
/// </summary>
internal static class LimitStatements
{
    /// <summary>
    /// For an engine that is sent all statements at once: those of one person wait for one another, and the statement after fails when what
    /// it counts is too much. None for a commit without a limit or a capacity.
    /// </summary>
    public static IEnumerable<Statement> Guards(CommitTexts texts, TicketCommit commit)
    {
        var ticket = commit.Ticket;
        // Locks are taken in one order, so that nobody waits for somebody who waits for them.
        foreach (var limit in commit.Limits.OrderBy(limit => limit.OfOrganization))
        {
            yield return new Statement(
                texts.LockPerson,
                limit.OfOrganization
                    ? $"supportkit\n{ticket.Tenant}\norganization\n{ticket.Organization}"
                    : $"supportkit\n{ticket.Tenant}\n{ticket.Requester}"
            );
            yield return new Statement(
                texts.Limit(limit),
                ticket.Tenant,
                WhoseOf(limit, ticket),
                After(limit),
                (long)limit.Most
            );
        }
        if (commit.AssigneeCapacity is { } capacity)
        {
            yield return new Statement(texts.LockPerson, $"supportkit\n{ticket.Tenant}\nagent\n{ticket.Assignee}");
            yield return Open(texts.Capacity, ticket, capacity);
        }
    }

    /// <summary>How much there is.</summary>
    public static Statement Count(CommitTexts texts, Ticket ticket, RequesterLimit limit) =>
        new(texts.Count(limit), ticket.Tenant, WhoseOf(limit, ticket), After(limit));

    private static string? WhoseOf(RequesterLimit limit, Ticket ticket) =>
        limit.OfOrganization ? ticket.Organization : ticket.Requester;

    /// <summary>How many new or open tickets the assignee of a ticket has besides it, counted up to the capacity.</summary>
    public static Statement CountOpen(CommitTexts texts, Ticket ticket, int capacity) =>
        Open(texts.CountOpenOf, ticket, capacity);

    private static Statement Open(string text, Ticket ticket, int capacity) =>
        new(text, ticket.Tenant, ticket.Assignee, ticket.Id.Value, (long)capacity);

    // As the column, or the ticket's text, has it.
    private static object After(RequesterLimit limit) =>
        limit.Activity == RequesterActivity.Invitation
            ? InstantPattern.ExtendedIso.Format(limit.After).TrimEnd('Z')
            : UnixMicroseconds.Floor(limit.After);
}
