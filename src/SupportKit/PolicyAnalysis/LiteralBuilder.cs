namespace SupportKit.PolicyAnalysis;

/// <summary>Makes the nodes of "this variable has one of these cells": only numbers at the ends of a run are looked into.</summary>
internal readonly struct LiteralBuilder(DecisionDiagramNodes nodes, BitLayout layout, int variable, int then)
{
    public int Build(CellRuns cells) =>
        cells.IsEmpty
            ? DecisionDiagram.False
            : Build(
                layout.StartOf(variable),
                0,
                1 << (layout.EndOf(variable) - layout.StartOf(variable)),
                cells.Runs.AsSpan()
            );

    // The numbers from "from" and below "until"; runs that lie outside of them may be among those given.
    private int Build(int bit, int from, int until, ReadOnlySpan<(int From, int To)> runs)
    {
        while (!runs.IsEmpty && End(runs[0]) < from)
            runs = runs[1..];
        if (runs.IsEmpty || runs[0].From >= until)
            return DecisionDiagram.False;
        if (runs[0].From <= from && End(runs[0]) >= until - 1)
            return then;
        var middle = from + (until - from) / 2;
        var low = Build(bit + 1, from, middle, runs);
        var high = Build(bit + 1, middle, until, After(runs, middle));
        return nodes.Get(bit, low, high);
    }

    // A number too large for a cell stands for the last one.
    private int End((int From, int To) run) => run.To == layout.WidthOf(variable) - 1 ? int.MaxValue : run.To;

    private ReadOnlySpan<(int From, int To)> After(ReadOnlySpan<(int From, int To)> runs, int from)
    {
        var (low, high) = (0, runs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (End(runs[middle]) < from)
                low = middle + 1;
            else
                high = middle;
        }
        return runs[low..];
    }
}
