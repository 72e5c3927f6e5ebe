namespace SupportKit.Rules;

/// <summary>The rows of bits of one fact: one for "not known", one for "another value", one for each mentioned value.</summary>
internal sealed class FactColumn
{
    // A value that no policy can mention: it stands for all that are not mentioned.
    private static readonly FactValue AnyOther = "\0";

    private readonly string fact;
    private readonly int hash;
    private readonly FactValue[] mentioned;
    private readonly int words;

    public FactColumn(string fact, List<(int Rule, Condition Test)> tests, int rules)
    {
        this.fact = fact;
        hash = fact.GetHashCode(StringComparison.Ordinal);
        mentioned = [.. tests.SelectMany(test => SingleFact.Mentioned(test.Test)).Distinct()];
        words = (rules + 63) / 64;
        Bits = new ulong[(mentioned.Length + 2) * words];
        Array.Fill(Bits, ulong.MaxValue);

        FactSet[] samples =
        [
            FactSet.Empty,
            FactSet.Empty.With(fact, AnyOther),
            .. mentioned.Select(value => FactSet.Empty.With(fact, value)),
        ];
        for (var row = 0; row < samples.Length; row++)
        {
            foreach (var (rule, test) in tests)
            {
                if (!test.Holds(samples[row]))
                    Bits[row * words + rule / 64] &= ~(1UL << rule);
            }
        }
    }

    /// <summary>All rows, concatenated.</summary>
    public ulong[] Bits { get; }

    /// <summary>Where the row of the fact's value begins. A value that no rule mentions has place -1, which selects row 1.</summary>
    public int RowOf(FactSet facts) =>
        facts.Find(fact, hash) is { } value ? (2 + Array.IndexOf(mentioned, value)) * words : 0;
}
