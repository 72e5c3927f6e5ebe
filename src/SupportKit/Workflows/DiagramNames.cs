using System.Collections.Frozen;

namespace SupportKit.Workflows;

/// <summary>
/// The names that both kinds of diagrams use. States get generated ids, because a state may be called anything, even a
/// keyword of the diagram's language.
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

    /// <summary>The trigger, and its guard in brackets; <c>else</c> where other ways are tried before.</summary>
    public string LabelOf(Permit permit) =>
        permit.Guard is { } guard ? $"{permit.Trigger} [{guard}]"
        : IsLastOfSeveral(permit) ? $"{permit.Trigger} [else]"
        : permit.Trigger;

    private bool IsLastOfSeveral(Permit permit) =>
        workflow.Permits.Any(other =>
            other.Guard is not null && other.State == permit.State && other.Trigger == permit.Trigger
        );
}
