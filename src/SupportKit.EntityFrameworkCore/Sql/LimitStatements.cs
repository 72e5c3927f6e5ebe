using NodaTime.Text;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>The limit of a commit in statements: what its requester has done since an instant, in all their tickets.</summary>
internal static class LimitStatements
{
    /// <summary>
    /// For an engine that is sent all statements at once: first those of one requester wait for one another, then the second
    /// statement fails when the limit does not hold. None for a commit without a limit.
    /// </summary>
    public static IEnumerable<Statement> Guards(CommitTexts texts, TicketCommit commit)
    {
        if (commit.Limit is not { } limit)
            yield break;
        var (tenant, requester) = (commit.Ticket.Tenant, commit.Ticket.Requester);
        yield return new Statement(texts.LockRequester, $"supportkit\n{tenant}\n{requester}");
        yield return new Statement(texts.Limit(limit.Activity), tenant, requester, After(limit), (long)limit.Most);
    }

    /// <summary>How much there is.</summary>
    public static Statement Count(CommitTexts texts, Ticket ticket, RequesterLimit limit) =>
        new(texts.Count(limit.Activity), ticket.Tenant, ticket.Requester, After(limit));

    // As the column, or the ticket's text, has it.
    private static object After(RequesterLimit limit) =>
        limit.Activity == RequesterActivity.Opening
            ? UnixMicroseconds.Floor(limit.After)
            : InstantPattern.ExtendedIso.Format(limit.After).TrimEnd('Z');
}
