using System.Collections.Immutable;

namespace SupportKit.PolicyAnalysis;

/// <summary>Some variables, each with the cells it may have; every other variable may have any. Immutable.</summary>
/// <param name="Choices">The variables in ascending order, and their cells.</param>
internal sealed record Combination(ImmutableArray<(int Variable, CellRuns Cells)> Choices)
{
    /// <summary>The set of combinations that this one describes.</summary>
    public int In(DecisionDiagram diagram) =>
        Choices.Reverse().Aggregate(DecisionDiagram.True, (then, c) => diagram.Literal(c.Variable, c.Cells, then));

    /// <summary>In words, e.g. <c>environment = TEST and impact = degraded</c>.</summary>
    public string Describe(FactSpace space) =>
        string.Join(
            " and ",
            from choice in Choices
            let dimension = space.Dimensions[choice.Variable]
            orderby dimension.Position
            select dimension.Describe(choice.Cells)
        );

    /// <summary>One value for each fact that it mentions, except those that are unknown.</summary>
    public FactSet Example(FactSpace space) =>
        FactSet.Of(
            from choice in Choices
            let value = space.Dimensions[choice.Variable].Example(choice.Cells)
            where value is not null
            select KeyValuePair.Create(space.Dimensions[choice.Variable].Name, value.Value)
        );
}
