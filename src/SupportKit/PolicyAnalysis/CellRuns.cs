using System.Collections.Immutable;

namespace SupportKit.PolicyAnalysis;

/// <summary>Some cells of one variable as runs of neighbors, in ascending order and with gaps between them. Immutable.</summary>
/// <param name="Runs">The first and the last cell of each run.</param>
internal readonly record struct CellRuns(ImmutableArray<(int From, int To)> Runs)
{
    public bool IsEmpty => Runs.IsEmpty;

    public int First => Runs[0].From;

    /// <summary>The cells that a test admits.</summary>
    public static CellRuns Where(int width, Func<int, bool> holds) => Of(Enumerable.Range(0, width).Where(holds));

    /// <summary>Cells in ascending order, none of them twice.</summary>
    public static CellRuns Of(IEnumerable<int> ascending)
    {
        var runs = ImmutableArray.CreateBuilder<(int From, int To)>();
        foreach (var cell in ascending)
        {
            if (runs.Count > 0 && runs[^1].To == cell - 1)
                runs[^1] = (runs[^1].From, cell);
            else
                runs.Add((cell, cell));
        }
        return new(runs.ToImmutable());
    }

    /// <summary>Runs in ascending order, which may touch or share cells.</summary>
    public static CellRuns Join(IEnumerable<(int From, int To)> ascending)
    {
        var runs = ImmutableArray.CreateBuilder<(int From, int To)>();
        foreach (var (from, to) in ascending)
        {
            if (runs.Count > 0 && runs[^1].To >= from - 1)
                runs[^1] = (runs[^1].From, Math.Max(runs[^1].To, to));
            else
                runs.Add((from, to));
        }
        return new(runs.ToImmutable());
    }

    public bool Contains(int cell)
    {
        foreach (var (from, to) in Runs)
        {
            if (from <= cell && cell <= to)
                return true;
        }
        return false;
    }

    /// <summary>Every cell, in ascending order.</summary>
    public IEnumerable<int> Cells() => Runs.SelectMany(run => Enumerable.Range(run.From, run.To - run.From + 1));
}
