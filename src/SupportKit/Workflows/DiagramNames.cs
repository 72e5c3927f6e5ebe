using System.Collections.Frozen;

namespace SupportKit.Workflows;

/// <summary>
/// What both kinds of diagrams call things. States get ids of their own, because their names may be anything, even a
/// word that means something to the language of the diagram.
/// </summary>
internal sealed class DiagramNames(Workflow workflow)
{
    private readonly FrozenDictionary<string, string> ids = workflow
        .States.Select((state, i) => KeyValuePair.Create(state, FormattableString.Invariant($"s{i + 1}")))
        .ToFrozenDictionary(StringComparer.Ordinal);

    public string IdOf(string state) => ids[state];

    /// <summary>The substates right below a state, or the states at the top.</summary>
    public IEnumerable<string> Below(string? parent) =>
        workflow.States.Where(state => workflow.ParentOf(state) == parent);

    /// <summary>The trigger, and in brackets what must hold; <c>else</c> where other ways are tried before.</summary>
    public string LabelOf(Permit permit) =>
        permit.Guard is { } guard ? $"{permit.Trigger} [{guard}]"
        : IsLastOfSeveral(permit) ? $"{permit.Trigger} [else]"
        : permit.Trigger;

    private bool IsLastOfSeveral(Permit permit) =>
        workflow.Permits.Any(other =>
            other.Guard is not null && other.State == permit.State && other.Trigger == permit.Trigger
        );
}
