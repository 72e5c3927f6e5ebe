using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.Privacy;

/// <summary>
/// Who sees what beyond the rule that holds everywhere: a request is its requester's and the desk's. Immutable.
/// </summary>
/// <param name="AgentsSeeOwn">Agents see only the tickets that are theirs; leads and systems see all.</param>
/// <param name="Sharing">Requesters may share a request with others who have an account.</param>
/// <param name="Visibility">What people outside the desk are not shown; null for nothing.</param>
internal sealed record PrivacyRules(bool AgentsSeeOwn, bool Sharing, VisibilityRule? Visibility);

/// <summary>What is shown only to some of those who see a ticket: what a customer's environment holds, for example. Immutable.</summary>
/// <param name="VisibleIf">What must be known of the person who reads for them to see it.</param>
/// <param name="Facts">The facts that are withheld.</param>
/// <param name="HidesMessages">Whether what people wrote is withheld too.</param>
internal sealed record VisibilityRule(Condition VisibleIf, ImmutableArray<string> Facts, bool HidesMessages);
