using System.Collections.Immutable;
using System.Numerics;

namespace SupportKit.Rules;

/// <summary>
/// Finds the first condition that holds among many, without trying them one by one. For each fact and each of its
/// values, a row of bits says which conditions that value leaves possible; the rows of the present values are combined
/// with AND. Parts that are not an equality on one fact are then tested on the conditions that remain.
/// </summary>
internal sealed class RuleIndex
{
    private readonly ImmutableArray<Condition> conditions;
    private readonly ImmutableArray<FactColumn> columns;
    private readonly int words;
    private readonly ulong[] tryEach;

    public RuleIndex(ImmutableArray<Condition> conditions)
    {
        this.conditions = conditions;
        words = (conditions.Length + 63) / 64;
        tryEach = new ulong[words];

        var tests = new SortedDictionary<string, List<(int Rule, Condition Test)>>(StringComparer.Ordinal);
        for (var rule = 0; rule < conditions.Length; rule++)
        {
            foreach (var part in Conjuncts(conditions[rule]))
            {
                if (SingleFact.Of(part) is not { } fact)
                    tryEach[rule / 64] |= 1UL << rule;
                else if (tests.TryGetValue(fact, out var known))
                    known.Add((rule, part));
                else
                    tests.Add(fact, [(rule, part)]);
            }
        }
        columns = [.. tests.Select(test => new FactColumn(test.Key, test.Value, conditions.Length))];
    }

    /// <summary>The place of the first condition that holds; -1 when none does. Allocates nothing.</summary>
    public int First(FactSet facts)
    {
        Span<int> rows = stackalloc int[columns.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = columns[i].RowOf(facts);
        Span<int> passed = stackalloc int[columns.Length];

        for (var word = 0; word < words; word++)
        {
            var left =
                word == words - 1 && conditions.Length % 64 != 0 ? (1UL << conditions.Length) - 1 : ulong.MaxValue;
            for (var i = 0; i < rows.Length && left != 0; i++)
                left &= columns[i].IsWide
                    ? columns[i].WordOf(rows[i], word, ref passed[i])
                    : columns[i].Bits[rows[i] + word];
            for (; left != 0; left &= left - 1)
            {
                var rule = word * 64 + BitOperations.TrailingZeroCount(left);
                if ((tryEach[word] >> rule & 1) == 0 || conditions[rule].Holds(facts))
                    return rule;
            }
        }
        return -1;
    }

    private static IEnumerable<Condition> Conjuncts(Condition condition) =>
        condition is Condition.AllOf all ? all.Parts.SelectMany(Conjuncts) : [condition];
}
