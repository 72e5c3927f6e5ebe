namespace SupportKit.Rules;

/// <summary>One rule: when the condition holds, the outcome. Immutable.</summary>
/// <typeparam name="T">The outcome: a verdict, a priority, a queue, a target.</typeparam>
/// <param name="Id">Unique in its rule set; explanations and events name the rule by it.</param>
/// <param name="When">The condition.</param>
/// <param name="Then">The outcome.</param>
/// <param name="Origin">Where the rule comes from, e.g. <c>published</c> or <c>sample</c>; null when the policy does not say.</param>
internal sealed record Rule<T>(string Id, Condition When, T Then, string? Origin)
{
    /// <summary>The JSONPath it was read at, e.g. <c>$.scope[2]</c>; null for a rule that was made in code.</summary>
    public string? Path { get; init; }

    /// <summary>Whether the policy says that the rule meets earlier ones on purpose: <c>"overlaps": "meant"</c>.</summary>
    public bool OverlapsAreMeant { get; init; }
}
