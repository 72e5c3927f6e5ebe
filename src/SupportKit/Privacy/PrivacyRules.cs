using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.Privacy;

/// <summary>
/// Who sees what, beyond the general rule that a request is visible to its requester and the desk. Immutable.
/// </summary>
/// <param name="AgentsSeeOwn">Whether agents see only tickets assigned to them; leads and systems see all.</param>
/// <param name="Sharing">Whether requesters may share a request with others who have an account.</param>
/// <param name="Visibility">What people outside the desk are not shown; null for nothing.</param>
internal sealed record PrivacyRules(bool AgentsSeeOwn, bool Sharing, VisibilityRule? Visibility);

/// <summary>What only some of those who see a ticket are shown, such as details of a customer's environment. Immutable.</summary>
/// <param name="VisibleIf">What must be known about the reader for them to see it.</param>
/// <param name="Facts">The facts that are withheld.</param>
/// <param name="HidesMessages">Whether what people wrote is withheld too.</param>
internal sealed record VisibilityRule(Condition VisibleIf, ImmutableArray<string> Facts, bool HidesMessages);
