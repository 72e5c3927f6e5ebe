using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.Priority;

/// <summary>How urgent a request is: the levels, most urgent first, and the rules that choose one. Immutable.</summary>
/// <param name="Levels">The levels' ids, most urgent first.</param>
/// <param name="Rules">The rules; their outcome is a level.</param>
internal sealed record PriorityRules(ImmutableArray<string> Levels, RuleSet<string> Rules);
