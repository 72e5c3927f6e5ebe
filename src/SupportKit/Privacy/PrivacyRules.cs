using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.Privacy;

/// <summary>
/// Who sees what, beyond the general rule that a request is visible to its requester and the desk. Immutable.
/// </summary>
/// <param name="AgentsSeeOwn">Whether agents see only tickets assigned to them; leads and systems see all.</param>
/// <param name="Sharing">How requesters share a request with others who have an account; null when they may not.</param>
/// <param name="Visibility">What people outside the desk are not shown; null for nothing.</param>
/// <param name="Organization">What people may do with the tickets of their organization that are not their own.</param>
internal sealed record PrivacyRules(
    bool AgentsSeeOwn,
    SharingRules? Sharing,
    VisibilityRule? Visibility,
    OrganizationAccess Organization = OrganizationAccess.None
);

/// <summary>What somebody from outside the desk may do with a ticket for the sake of their organization alone.</summary>
internal enum OrganizationAccess
{
    /// <summary>Nothing, and they do not see it.</summary>
    None,

    /// <summary>Read it, as a participant does.</summary>
    See,

    /// <summary>Whatever a participant may.</summary>
    TakePart,
}

/// <summary>How a request is shared. Immutable.</summary>
/// <param name="AsksConsent">Whoever it is shared with is invited, and told of nothing else until they accept.</param>
/// <param name="InvitationsPerDay">The most people a requester brings in within 24 hours, in all their tickets together.</param>
internal sealed record SharingRules(bool AsksConsent, int InvitationsPerDay)
{
    /// <summary>What holds where a policy says nothing: everybody is asked.</summary>
    public static SharingRules Default { get; } = new(true, 50);

    /// <summary>The highest number of <see cref="InvitationsPerDay"/> that a policy may set.</summary>
    public const int MostPerDay = 1000;
}

/// <summary>What only some of those who see a ticket are shown, such as details of a customer's environment. Immutable.</summary>
/// <param name="VisibleIf">What must be known about the reader for them to see it.</param>
/// <param name="Facts">The facts that are withheld.</param>
/// <param name="HidesMessages">Whether what people wrote is withheld too.</param>
internal sealed record VisibilityRule(Condition VisibleIf, ImmutableArray<string> Facts, bool HidesMessages);
