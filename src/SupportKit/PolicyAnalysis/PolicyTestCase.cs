namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Facts of a request, and the rule that decides on it in one section: a starting point for a test of the policy. Immutable.
/// </summary>
/// <param name="Section">The section: <c>scope</c>, <c>priority</c>, <c>routing</c>, or the id of a metric of <c>sla</c>.</param>
/// <param name="Rule">The rule that the case is about.</param>
/// <param name="Condition">
/// The part of the rule's condition whose effect the case shows, e.g. <c>impact = total</c>; null when it shows that the rule wins.
/// </param>
/// <param name="Facts">
/// What is known of the request when the section is asked, facts that the desk derives included. Every other fact is not known.
/// </param>
/// <param name="Winner">The rule that wins; null when none does.</param>
public sealed record PolicyTestCase(string Section, string Rule, string? Condition, FactSet Facts, string? Winner);
