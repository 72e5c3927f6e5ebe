using System.Diagnostics;
using SupportKit.Localization;

namespace SupportKit;

/// <summary>
/// The host's knowledge of who asks and what they are entitled to. Called for each request that is opened, and when a
/// request is shared or access is granted; where the policy's <c>privacy.organization</c> shows tickets to colleagues, also when somebody
/// outside the desk reads or acts. Never called from inside a decision. Implementations are thread-safe.
/// </summary>
public interface IRequesterDirectory
{
    /// <summary>The requester; null when the host knows nobody of that id, and the request is refused.</summary>
    /// <param name="tenant">Whose desk is asked.</param>
    /// <param name="requester">The host's own id of the person.</param>
    /// <param name="cancellationToken">Ends the lookup.</param>
    Task<Requester?> FindAsync(string tenant, string requester, CancellationToken cancellationToken);
}

/// <summary>A person who asks, as the host knows them. Immutable.</summary>
/// <param name="Id">The host's own id.</param>
/// <param name="Language">The language they read, a two-letter code or a culture name.</param>
/// <param name="Facts">
/// What the host knows of them: plan, contract, role… Facts that the policy does not declare are left aside, and a plan that it does not list
/// entitles to nothing; both are logged once, and counted in <c>DeskBacklog.UnknownFacts</c>.
/// </param>
/// <param name="Terms">The terms of use that they have accepted last; null for none.</param>
/// <exception cref="ArgumentException">The id is null or blank, or holds a NUL or an unpaired surrogate (<c>host.id_invalid</c>).</exception>
[DebuggerDisplay("{Id,nq} {Language,nq}")]
public sealed record Requester(string Id, string Language, FactSet Facts, AcceptedTerms? Terms = null)
{
    /// <summary>The host's own id.</summary>
    public string Id
    {
        get;
        init => field = HostId.Require(value);
    } = HostId.Require(Id);

    /// <summary>
    /// Their own time zone, a name of the tz database such as <c>Europe/Paris</c>, in which they are told times; null, the default,
    /// for the desk's.
    /// </summary>
    public string? TimeZone { get; init; }

    /// <summary>
    /// The host's own id of the organization that they belong to, such as the customer's company; null or blank, the default, for none.
    /// A ticket keeps that of its opening. Who sees it for that is the policy's <c>privacy.organization</c>.
    /// </summary>
    /// <exception cref="ArgumentException">It holds a NUL or an unpaired surrogate (<c>host.id_invalid</c>).</exception>
    public string? Organization
    {
        get;
        init => field = HostId.Optional(value);
    }
}
