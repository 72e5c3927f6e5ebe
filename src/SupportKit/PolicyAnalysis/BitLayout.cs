using System.Collections.Immutable;
using System.Numerics;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// The bits in which the cells of each variable are written, the most significant first, one variable after the other. A number
/// that is too large for a cell stands for the last cell, so every assignment of bits is a combination of cells. Immutable.
/// </summary>
internal sealed class BitLayout
{
    private readonly ImmutableArray<int> widths;
    private readonly ImmutableArray<int> starts;
    private readonly ImmutableArray<int> variableOfBit;

    /// <param name="widths">How many cells each variable has.</param>
    public BitLayout(IEnumerable<int> widths)
    {
        this.widths = [.. widths];
        var firsts = ImmutableArray.CreateBuilder<int>(this.widths.Length + 1);
        var owners = ImmutableArray.CreateBuilder<int>();
        for (var variable = 0; variable < this.widths.Length; variable++)
        {
            firsts.Add(owners.Count);
            for (var bits = BitOperations.Log2((uint)this.widths[variable] * 2 - 1); bits > 0; bits--)
                owners.Add(variable);
        }
        firsts.Add(owners.Count);
        (starts, variableOfBit) = (firsts.ToImmutable(), owners.ToImmutable());
    }

    public int Variables => widths.Length;

    public int Bits => variableOfBit.Length;

    public int WidthOf(int variable) => widths[variable];

    public int VariableOf(int bit) => variableOfBit[bit];

    /// <summary>The first bit of a variable.</summary>
    public int StartOf(int variable) => starts[variable];

    /// <summary>The bit after the last of a variable.</summary>
    public int EndOf(int variable) => starts[variable + 1];

    /// <summary>Whether a bit is 1 in the number of a cell of its variable.</summary>
    public bool IsSet(int bit, int cell) => (cell >> (EndOf(variableOfBit[bit]) - 1 - bit) & 1) != 0;

    /// <summary>The cell that bits stand for.</summary>
    public int CellOf(int variable, Func<int, bool> isSet)
    {
        var number = 0;
        for (var bit = StartOf(variable); bit < EndOf(variable); bit++)
            number = number * 2 + (isSet(bit) ? 1 : 0);
        return Math.Min(number, widths[variable] - 1);
    }
}
