using SupportKit.Rules;

namespace SupportKit.Workflows;

/// <summary>One state while its workflow is being written down; without a category it takes its parent's.</summary>
internal sealed class WorkflowState(string name, StateCategory? category = null, string? parent = null)
{
    private readonly List<Permit> permits = [];
    private readonly HashSet<string> ignored = new(StringComparer.Ordinal);

    public string Name => name;

    public StateCategory? Category => category;

    public string? Parent => parent;

    /// <summary>What people call it; null when nothing is said.</summary>
    public LocalizedText? Title { get; init; }

    /// <summary>In the order in which they were declared.</summary>
    public IReadOnlyList<Permit> Permits => permits;

    public IReadOnlySet<string> Ignored => ignored;

    public WorkflowState Permit(string trigger, string to) => PermitIf(trigger, to, null);

    public WorkflowState PermitIf(string trigger, string to, Condition? guard, LocalizedText? otherwise = null)
    {
        permits.Add(new Permit(name, trigger, to, guard, otherwise));
        return this;
    }

    public WorkflowState Ignore(params ReadOnlySpan<string> triggers)
    {
        foreach (var trigger in triggers)
            ignored.Add(trigger);
        return this;
    }
}
