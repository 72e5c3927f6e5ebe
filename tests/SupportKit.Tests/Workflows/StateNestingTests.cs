using SupportKit.Workflows;

namespace SupportKit.Tests.Workflows;

/// <summary>How states lie in each other, whatever a document says of it.</summary>
public class StateNestingTests
{
    [Fact]
    public void A_state_lies_as_deep_as_there_are_states_around_it()
    {
        var nesting = Of("b in a, c in b, d in a");

        Assert.Equal([0, 1, 2, 1], "abcd".Select(state => nesting.DepthOf($"{state}")));
        Assert.DoesNotContain("abcd", state => nesting.IsCircular($"{state}"));
    }

    [Theory]
    [InlineData("a in a", "a")]
    [InlineData("a in b, b in a", "a")]
    [InlineData("x in b, a in b, b in c, c in a", "a")] // from outside a circle into it
    [InlineData("a in b, b in a, c in c, d in a", "ac")]
    public void Of_each_circle_the_first_state_is_told_and_cut_out(string nested, string circular)
    {
        var nesting = Of(nested);

        Assert.Equal(circular, string.Concat("abcdx".Where(state => nesting.IsCircular($"{state}"))));
        Assert.All(circular, state => Assert.Equal(0, nesting.DepthOf($"{state}")));
    }

    [Fact]
    public void A_hundred_thousand_states_one_in_the_other_are_walked_over_once()
    {
        const int States = 100_000;
        var nesting = new StateNesting(
            Enumerable.Range(1, States).Select(i => KeyValuePair.Create($"s{i}", $"s{i - 1}"))
        );

        // A walk up for each would be five thousand million steps.
        for (var i = States; i > 0; i--)
            Assert.Equal(i, nesting.DepthOf($"s{i}"));
    }

    private static StateNesting Of(string nested) =>
        new(nested.Split(", ").Select(one => one.Split(" in ")).Select(one => KeyValuePair.Create(one[0], one[1])));
}
