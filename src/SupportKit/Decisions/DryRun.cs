using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>
/// What the dry runs of one question, what somebody can do with a ticket now, have in common. A dry run decides all that can refuse a command,
/// its clocks included, since a calendar may have ended; it leaves out who is told. Not thread-safe: one question has one.
/// </summary>
internal sealed class DryRun
{
    private (Workflow Workflow, string State, FactSet Facts, string Names)? last;

    /// <summary>The triggers that lead somewhere from a state, as a refusal names them; a dash for none.</summary>
    public string PermittedIn(Workflow workflow, string state, FactSet facts)
    {
        if (
            last is { } known
            && ReferenceEquals(known.Workflow, workflow)
            && known.State == state
            && ReferenceEquals(known.Facts, facts)
        )
            return known.Names;
        var names = string.Join(", ", workflow.PermittedIn(state, facts));
        last = (workflow, state, facts, names.Length == 0 ? "–" : names);
        return last.Value.Names;
    }
}
