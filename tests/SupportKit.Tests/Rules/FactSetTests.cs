using System.Globalization;
using System.Text.Json;
using SupportKit.Rules;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Rules;

/// <summary>Facts and their values: one value for each, in the order of the names, of three kinds that are never mixed up.</summary>
public class FactSetTests
{
    [Fact]
    public void The_later_of_two_values_is_the_one_that_is_known()
    {
        var facts = Facts(("b", 1), ("a", 2), ("b", 3));

        Assert.Equal(["a", "b"], facts.Select(fact => fact.Key));
        Assert.Equal((2, (FactValue)3), (facts.Count, facts["b"]!.Value));
        Assert.Equal(["a", "b"], facts.With(Facts(("a", 9))).Select(fact => fact.Key));
        Assert.Equal((FactValue)9, facts.With(Facts(("a", 9)))["a"]);
    }

    [Theory]
    [InlineData("a b c", "a b c")]
    [InlineData("c a b", "a b c")]
    [InlineData("a a", "a")]
    [InlineData("B a", "B a")] // capitals before small letters, as bytes are
    public void Names_that_come_unsorted_or_twice_are_put_in_order(string given, string kept)
    {
        var names = given.Split(' ');

        var facts = FactSet.Of(names, [.. names.Select((_, i) => (FactValue)i)]);

        Assert.Equal(kept.Split(' '), facts.Select(fact => fact.Key));
        Assert.All(facts, fact => Assert.Equal(Array.LastIndexOf(names, fact.Key), (int)fact.Value.Number));
    }

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

    [Fact]
    public void A_set_that_would_not_change_is_the_same_one()
    {
        var facts = Facts(("a", 1), ("b", "x"));

        Assert.Same(facts, facts.With("b", "x"));
        Assert.Same(facts, facts.With(FactSet.Empty));
        Assert.Same(facts, FactSet.Empty.With(facts));
        Assert.Same(facts, facts.Without(["c"]));
        Assert.Equal(["b"], facts.Without(["a", "c"]).Select(fact => fact.Key));
    }

    [Fact]
    public void A_fact_that_is_added_stands_at_its_place_and_the_first_set_is_left_as_it_was()
    {
        var facts = Facts(("b", 1), ("d", 2));

        Assert.Equal(["a", "b", "d"], facts.With("a", true).Select(fact => fact.Key));
        Assert.Equal(["b", "c", "d"], facts.With("c", true).Select(fact => fact.Key));
        Assert.Equal((FactValue)5, facts.With("d", 5)["d"]);
        Assert.Equal((FactValue)2, facts["d"]);
    }

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("\"\"")]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("12.50")]
    public void A_value_is_written_as_it_is_read(string json)
    {
        var text = $$"""{"a":{{json}},"b":1}""";

        var facts = JsonSerializer.Deserialize<FactSet>(text)!;

        Assert.Equal(text, JsonSerializer.Serialize(facts));
        Assert.Equal(json.Trim('"'), facts["a"].ToString());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void A_value_of_another_form_is_refused(string json) =>
        Assert.Contains(
            "text",
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FactSet>($$"""{"a":{{json}}}""")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Values_of_different_kinds_are_never_equal_however_they_are_written()
    {
        FactValue[] values = ["", "true", "1", "0", true, false, 1, 0];

        Assert.Equal(values.Length, values.Distinct().Count());
        Assert.Equal(default, (FactValue)"");
        Assert.Equal(default(FactValue).GetHashCode(), ((FactValue)"").GetHashCode());
        Assert.Equal((FactValue)1.0m, (FactValue)1);
    }

    [Fact]
    public void A_value_has_the_content_of_its_kind_and_nothing_of_the_others()
    {
        Assert.Equal((FactValueKind.Text, "x", 0m, false), Contents("x"));
        Assert.Equal((FactValueKind.Text, "true", 0m, false), Contents("true"));
        Assert.Equal((FactValueKind.Boolean, "", 0m, true), Contents(true));
        Assert.Equal((FactValueKind.Boolean, "", 0m, false), Contents(false));
        Assert.Equal((FactValueKind.Number, "", 1.5m, false), Contents(1.5m));

        static (FactValueKind, string, decimal, bool) Contents(FactValue value) =>
            (value.Kind, value.Text, value.Number, value.IsTrue);
    }
}
