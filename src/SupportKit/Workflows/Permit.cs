using SupportKit.Rules;

namespace SupportKit.Workflows;

/// <summary>One way out of a state. Immutable.</summary>
/// <param name="State">The state that declares it; its substates inherit it.</param>
/// <param name="Trigger">The trigger that takes it, e.g. <c>resolve</c>.</param>
/// <param name="To">The state it leads to.</param>
/// <param name="Guard">The condition on the ticket's facts; null for none.</param>
/// <param name="Otherwise">What a person is told when the guard does not hold; null to show the condition itself.</param>
internal sealed record Permit(
    string State,
    string Trigger,
    string To,
    Condition? Guard = null,
    LocalizedText? Otherwise = null
);
