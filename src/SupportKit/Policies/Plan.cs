using System.Collections.Immutable;

namespace SupportKit.Policies;

/// <summary>What a customer has bought, and what it entitles them to. Immutable.</summary>
/// <param name="Id">Unique in the policy; the value of the fact <c>plan</c>, which the host's directory states.</param>
/// <param name="Entitlements">What rules may ask for with <c>entitledTo</c>.</param>
internal sealed record Plan(string Id, ImmutableArray<string> Entitlements);
