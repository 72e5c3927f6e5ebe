using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SupportKit.Reading;

namespace SupportKit.Rules;

/// <summary>Reads match maps: <c>{ "environment": "PROD", "impact": ["total", "partial"], "workaround": false }</c>.</summary>
internal sealed class ConditionReader(FactCatalog facts, ProblemList problems)
{
    public Condition Read(SourceNode? node)
    {
        if (node is null)
            return Condition.Always;
        if (!node.IsObject)
        {
            ObjectReader.WrongKind(node, problems, "an object of facts and values");
            return Condition.Always;
        }
        return All([.. node.Members.Select(member => ReadMember(member.Key, member.Value))]);
    }

    private Condition ReadMember(string name, SourceNode value) =>
        name switch
        {
            "all" => new Condition.AllOf(ReadList(value)),
            "any" => new Condition.AnyOf(ReadList(value)),
            "not" => Negate(Read(value)),
            _ => ReadFact(name, value),
        };

    private ImmutableArray<Condition> ReadList(SourceNode list)
    {
        if (!list.IsArray || list.Items.IsEmpty)
            ObjectReader.WrongKind(list, problems, "a list of at least one object of facts and values");
        return [.. list.Items.Select(Read)];
    }

    private Condition ReadFact(string name, SourceNode test)
    {
        if (facts.Find(name) is not { } fact)
        {
            problems.Add(
                "policy.fact_unknown",
                test,
                $"The fact \"{name}\" is not declared.",
                $"Declare it under \"facts\", or write \"{facts.Nearest(name)}\" if that was meant."
            );
            return Condition.Always;
        }
        return test.Kind switch
        {
            JsonTokenType.StartObject => All([
                .. test.Members.Select(member => ReadOperator(fact, member.Key, member.Value)),
            ]),
            JsonTokenType.StartArray => new Condition.Is(
                fact.Name,
                [.. test.Items.Select(item => ReadValue(fact, item))]
            ),
            _ => new Condition.Is(fact.Name, [ReadValue(fact, test)]),
        };
    }

    private Condition ReadOperator(FactDeclaration fact, string name, SourceNode operand)
    {
        switch (name)
        {
            case "not":
                return new Condition.Not(ReadFact(fact.Name, operand), fact.Name);
            case "exists" when operand.Kind is JsonTokenType.True or JsonTokenType.False:
                return new Condition.Exists(fact.Name, operand.Kind == JsonTokenType.True);
            case "atLeast" when fact.Type == FactType.Number:
                return new Condition.InRange(fact.Name, ReadValue(fact, operand).Number, null);
            case "atMost" when fact.Type == FactType.Number:
                return new Condition.InRange(fact.Name, null, ReadValue(fact, operand).Number);
            default:
                problems.Add(
                    "policy.operator_unknown",
                    operand,
                    $"\"{name}\" with {operand.Describe()} is no test for a fact that is {fact.DescribeDomain()}.",
                    "Use a value, a list of values, \"not\", \"exists\": true or false; for numbers also \"atLeast\" and \"atMost\"."
                );
                return Condition.Always;
        }
    }

    private FactValue ReadValue(FactDeclaration fact, SourceNode node)
    {
        FactValue? value = node.Kind switch
        {
            JsonTokenType.String => node.Text,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Number
                when decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                number,
            _ => null,
        };
        if (value is { } read && fact.Admits(read))
            return read;
        problems.Add(
            "policy.value_unknown",
            node,
            $"The fact \"{fact.Name}\" is never {node.Describe()}.",
            $"Write {fact.DescribeDomain()}, or add the value to the fact's declaration."
        );
        return default;
    }

    // A single part stands for itself, so that explanations show no needless brackets.
    private static Condition All(ImmutableArray<Condition> parts) =>
        parts.Length == 1 ? parts[0] : new Condition.AllOf(parts);

    private static Condition.Not Negate(Condition part) => new(part, FirstFact(part));

    private static string FirstFact(Condition condition) =>
        condition switch
        {
            Condition.Is test => test.Fact,
            Condition.Exists test => test.Fact,
            Condition.InRange test => test.Fact,
            Condition.Not not => not.Fact,
            Condition.AllOf { Parts: [var first, ..] } => FirstFact(first),
            Condition.AnyOf { Parts: [var first, ..] } => FirstFact(first),
            _ => "",
        };
}
