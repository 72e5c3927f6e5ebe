using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Priority;

/// <summary>
/// Reads the table of impact by urgency that ITIL describes. Each cell becomes a rule of its own, so that
/// explanations and checks handle rules only.
/// </summary>
internal static class PriorityMatrixReader
{
    /// <summary>
    /// Reads <c>{ "rows": "impact", "columns": "urgency", "cells": { "high": { "high": "P1", "low": "P3" }, … } }</c>.
    /// </summary>
    public static ImmutableArray<Rule<string>> Read(
        SourceNode node,
        HashSet<string> levels,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        string? remedy = null;
        var matrix = ObjectReader.Of(node, problems);
        var rows = matrix.RequiredText("rows");
        var columns = matrix.RequiredText("columns");
        var cells = ImmutableArray.CreateBuilder<Rule<string>>();
        foreach (var (row, line) in matrix.MembersOf("cells"))
        {
            if (!line.IsObject)
                problems.AddWrongKind(line, "an object with a priority per column");
            foreach (var (column, cell) in line.Members)
                cells.Add(
                    new Rule<string>($"{row} × {column}", When(row, column, cell), Level(cell), null)
                    {
                        Path = cell.Path,
                    }
                );
        }
        matrix.RejectUnknownProperties();
        return cells.ToImmutable();

        Condition When(string row, string column, SourceNode at) =>
            new Condition.AllOf([conditions.ReadEquality(rows, row, at), conditions.ReadEquality(columns, column, at)]);

        string Level(SourceNode cell)
        {
            if (!cell.IsText || !levels.Contains(cell.Text))
                problems.Add(
                    SupportKitErrors.PolicyPriorityUnknown,
                    cell,
                    $"There is no priority {cell.Describe()}.",
                    remedy ??= $"Use one of: {Spelling.List(levels)}."
                );
            return cell.Text;
        }
    }
}
