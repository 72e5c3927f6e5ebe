namespace SupportKit.Rules;

/// <summary>
/// What the values of one fact leave possible of many rules. There is a row of bits for "not known" and one for "another value". Of
/// a fact with few mentioned values, each of these has a row too; of one with many, which would be a square of bits, a mentioned
/// value has the list of the rules of which it says something else than "another value".
/// </summary>
internal sealed class FactColumn
{
    private const int MostWords = 1 << 15; // of all rows together, 256 KB
    private const int Few = 16; // so many values are compared faster than they are hashed

    // A value that no policy can mention: it stands for all that are not mentioned.
    private static readonly FactValue AnyOther = "\0";

    private readonly string fact;
    private readonly int hash;
    private readonly FactValue[] mentioned;
    private readonly int[][] differing;
    private readonly Dictionary<FactValue, int>? places;
    private readonly int words;

    public FactColumn(string fact, List<(int Rule, Condition Test)> tests, int rules)
    {
        this.fact = fact;
        hash = fact.GetHashCode(StringComparison.Ordinal);
        words = (rules + 63) / 64;
        var (unknown, other) = (new ulong[words], new ulong[words]);
        Array.Fill(unknown, ulong.MaxValue);
        Array.Fill(other, ulong.MaxValue);

        // Of a value that a test does not mention, the test says what it says of any other; so only those that it does are asked for.
        var differences = new Dictionary<FactValue, List<int>>();
        var otherwise = FactSet.Empty.With(fact, AnyOther);
        foreach (var (rule, test) in PerRule(tests))
        {
            var any = test.Holds(otherwise);
            Restrict(unknown, rule, test.Holds(FactSet.Empty));
            Restrict(other, rule, any);
            foreach (var value in SingleFact.Mentioned(test).Distinct())
            {
                if (!differences.TryGetValue(value, out var list))
                    differences.Add(value, list = []);
                if ((test is Condition.EqualsAny || test.Holds(FactSet.Empty.With(fact, value))) != any)
                    list.Add(rule);
            }
        }
        mentioned = [.. differences.Keys];
        differing = [.. differences.Values.Select(list => list.ToArray())];
        if (mentioned.Length > Few)
            places = Enumerable.Range(0, mentioned.Length).ToDictionary(place => mentioned[place]);
        IsWide = (long)words * (mentioned.Length + 2) > MostWords;
        Bits = IsWide
            ? [.. unknown, .. other]
            : [.. unknown, .. other, .. differing.SelectMany(list => RowOf(list, other))];
    }

    /// <summary>The rows, concatenated; of a wide column only the first two.</summary>
    public ulong[] Bits { get; }

    /// <summary>Whether the mentioned values have lists, and not rows.</summary>
    public bool IsWide { get; }

    /// <summary>
    /// Where the row of the fact's value begins; in a wide column, which row it is. A value that no rule mentions has place -1, which
    /// selects row 1.
    /// </summary>
    public int RowOf(FactSet facts) => (PlaceOf(facts) is { } place ? 2 + place : 0) * (IsWide ? 1 : words);

    /// <summary>Of a wide column: a word of the fact's row. Words are asked for in ascending order.</summary>
    /// <param name="row">Which row it is.</param>
    /// <param name="word">Which word.</param>
    /// <param name="passed">How many rules of the row's list lie before the word; 0 to begin with.</param>
    public ulong WordOf(int row, int word, ref int passed)
    {
        if (row < 2)
            return Bits[row * words + word];
        var (list, bits) = (differing[row - 2], Bits[words + word]);
        for (; passed < list.Length && list[passed] / 64 <= word; passed++)
        {
            if (list[passed] / 64 == word)
                bits ^= 1UL << list[passed];
        }
        return bits;
    }

    private int? PlaceOf(FactSet facts) =>
        facts.Find(fact, hash) is not { } value ? null
        : places is null ? Array.IndexOf(mentioned, value)
        : places.GetValueOrDefault(value, -1);

    private static void Restrict(ulong[] row, int rule, bool possible)
    {
        if (!possible)
            row[rule / 64] &= ~(1UL << rule);
    }

    private static ulong[] RowOf(int[] list, ulong[] other)
    {
        var row = (ulong[])other.Clone();
        foreach (var rule in list)
            row[rule / 64] ^= 1UL << rule;
        return row;
    }

    // A rule may test the fact more than once, and all its tests must hold. The tests of a rule stand together.
    private static IEnumerable<(int Rule, Condition Test)> PerRule(List<(int Rule, Condition Test)> tests)
    {
        for (var from = 0; from < tests.Count; )
        {
            var to = from + 1;
            while (to < tests.Count && tests[to].Rule == tests[from].Rule)
                to++;
            yield return to - from == 1
                ? tests[from]
                : (tests[from].Rule, new Condition.AllOf([.. tests[from..to].Select(test => test.Test)]));
            from = to;
        }
    }
}
