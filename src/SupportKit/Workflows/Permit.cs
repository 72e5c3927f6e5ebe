using SupportKit.Rules;

namespace SupportKit.Workflows;

/// <summary>One way out of a state. Immutable.</summary>
/// <param name="State">The state that declares it; its substates inherit it.</param>
/// <param name="Trigger">What is pulled, e.g. <c>resolve</c>.</param>
/// <param name="To">The state it leads to.</param>
/// <param name="Guard">What must hold of the ticket's facts; null when nothing must.</param>
/// <param name="Otherwise">What a person is told when the guard does not hold; null when the condition itself is told.</param>
internal sealed record Permit(
    string State,
    string Trigger,
    string To,
    Condition? Guard = null,
    LocalizedText? Otherwise = null
);
