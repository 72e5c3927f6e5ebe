using System.Globalization;
using SupportKit.Rules;

namespace SupportKit.Tests.Rules;

/// <summary>Facts stand in the order of their names, however many there are, and a later value replaces an earlier one.</summary>
public sealed class FactSetTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(500)]
    public void Facts_are_in_order_and_the_later_value_counts(int count)
    {
        var names = Enumerable.Range(0, count).Select(at => at.ToString("x", CultureInfo.InvariantCulture)).ToList();
        var old = names.Select(name => KeyValuePair.Create(name, (FactValue)"old"));
        var now = names.Select(name => KeyValuePair.Create(name, (FactValue)name)).Reverse();

        var facts = FactSet.Of(old.Concat(now));

        Assert.Equal(names.Order(StringComparer.Ordinal), facts.Select(fact => fact.Key));
        Assert.All(facts, fact => Assert.Equal(fact.Key, fact.Value.Text));
        Assert.All(names, name => Assert.Equal(name, facts[name]?.Text));
    }
}
