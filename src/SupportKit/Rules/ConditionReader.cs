using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Rules;

/// <summary>Reads match maps: <c>{ "environment": "PROD", "impact": ["total", "partial"], "workaround": false }</c>.</summary>
internal sealed class ConditionReader(FactCatalog facts, ProblemList problems)
{
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    // By the fact: a choice among many is asked of once for each rule.
    private readonly Dictionary<string, HashSet<string>> choices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> remedies = new(StringComparer.Ordinal);

    /// <summary>The facts that the conditions read so far refer to.</summary>
    public IReadOnlySet<string> Used => used;

    /// <summary>Has a fact derived like those of conditions, because something else asks for it; null when it is not declared.</summary>
    public FactDeclaration? Use(string fact)
    {
        used.Add(fact);
        return facts.Find(fact);
    }

    public Condition Read(SourceNode? node)
    {
        if (node is null)
            return Condition.Always;
        if (!node.IsObject)
        {
            problems.AddWrongKind(node, "an object of facts and values");
            return Condition.Always;
        }
        return All([.. node.Members.Select(member => ReadMember(member.Key, member.Value))]);
    }

    /// <summary>The fact has the value; both are checked as if they stood in a match map at that place.</summary>
    public Condition ReadEquality(string fact, string value, SourceNode at) =>
        ReadFact(fact, new SourceNode(JsonValueKind.String, at.At, at.Line) { Text = value });

    private Condition ReadMember(string name, SourceNode value) =>
        name switch
        {
            "all" => new Condition.AllOf(ReadList(value)),
            "any" => new Condition.AnyOf(ReadList(value)),
            "not" => Negate(Read(value)),
            "during" => ReadDerived(DerivedFacts.During, value, true),
            "entitledTo" => ReadDerived(DerivedFacts.Entitled, value, true),
            "weekday" => ReadFact(DerivedFacts.Weekday, value),
            "businessDay" => ReadBusinessDay(value),
            _ => ReadFact(name, value),
        };

    // "businessDay": { "office": "monday" } tests a fact that the desk derives for each calendar.
    private Condition ReadBusinessDay(SourceNode days)
    {
        if (!days.IsObject || days.Members.IsEmpty)
        {
            problems.AddWrongKind(days, "an object of a calendar and days, such as { \"office\": \"monday\" }");
            return Condition.Always;
        }
        return All([.. days.Members.Select(day => Test(day.Key, day.Value))]);

        Condition Test(string calendar, SourceNode wanted)
        {
            var fact = DerivedFacts.BusinessDay(calendar);
            if (facts.Find(fact) is not null)
                return ReadFact(fact, wanted);
            problems.AddName(
                SupportKitErrors.PolicyNameUnknown,
                calendar,
                wanted,
                $"\"{calendar}\" is not declared.",
                "\"businessDay\" takes calendars of the policy, each with days of the week."
            );
            return Condition.Always;
        }
    }

    private ImmutableArray<Condition> ReadList(SourceNode list)
    {
        if (!list.IsArray || list.Items.IsEmpty)
            problems.AddWrongKind(list, "a list of at least one object of facts and values");
        return [.. list.Items.Select(Read)];
    }

    // "during": "office" tests a fact that the desk derives; a list asks for any of them.
    private Condition ReadDerived(Func<string, string> fact, SourceNode names, bool wanted)
    {
        var list = names.IsArray ? names.Items : [names];
        if (list.IsEmpty || list.Any(item => !item.IsText))
            problems.AddWrongKind(names, "a name, or a list of names");
        var parts = list.Where(item => item.IsText).Select(item => Test(fact(item.Text), item)).ToImmutableArray();
        return parts.Length == 1 ? parts[0] : new Condition.AnyOf(parts);

        Condition Test(string name, SourceNode item)
        {
            used.Add(name);
            if (facts.Find(name) is not null)
                return new Condition.EqualsAny(name, [wanted]);
            problems.Add(
                SupportKitErrors.PolicyNameUnknown,
                item,
                $"\"{item.Text}\" is not declared.",
                $"\"during\" takes a calendar of the policy, \"entitledTo\" an entitlement of a plan{problems.OrWrite(name, facts.Names)}."
            );
            return Condition.Always;
        }
    }

    private Condition ReadFact(string name, SourceNode test)
    {
        if (facts.Find(name) is not { } fact)
        {
            problems.AddName(
                SupportKitErrors.PolicyFactUnknown,
                name,
                test,
                $"The fact \"{name}\" is not declared.",
                $"Declare it under \"facts\"{problems.OrWrite(name, facts.Names)}."
            );
            return Condition.Always;
        }
        used.Add(name);
        return test.Kind switch
        {
            JsonValueKind.Object => All([
                .. test.Members.Select(member => ReadOperator(fact, member.Key, member.Value)),
            ]),
            JsonValueKind.Array => new Condition.EqualsAny(
                fact.Name,
                [.. test.Items.Select(item => ReadValue(fact, item))]
            ),
            _ => new Condition.EqualsAny(fact.Name, [ReadValue(fact, test)]),
        };
    }

    private Condition ReadOperator(FactDeclaration fact, string name, SourceNode operand)
    {
        switch (name)
        {
            case "not":
                return new Condition.Negated(ReadFact(fact.Name, operand), fact.Name);
            case "exists" when operand.Kind is JsonValueKind.True or JsonValueKind.False:
                return new Condition.Exists(fact.Name, operand.Kind == JsonValueKind.True);
            case "atLeast" when fact.Type == FactType.Number:
                return new Condition.InRange(fact.Name, ReadBound(operand), null);
            case "atMost" when fact.Type == FactType.Number:
                return new Condition.InRange(fact.Name, null, ReadBound(operand));
            case "moreThan" when fact.Type == FactType.Number:
                return new Condition.InRange(fact.Name, ReadBound(operand), null) { IsAbove = true };
            case "lessThan" when fact.Type == FactType.Number:
                return new Condition.InRange(fact.Name, null, ReadBound(operand)) { IsBelow = true };
            case "startsWith" or "contains" when IsText(fact) && operand.IsText:
                return new Condition.TextMatch(fact.Name, operand.Text, AtStart: name == "startsWith");
            case "from" when fact.Type == FactType.Instant:
                return new Condition.InInterval(fact.Name, ReadInstant(operand), null);
            case "before" when fact.Type == FactType.Instant:
                return new Condition.InInterval(fact.Name, null, ReadInstant(operand));
            case "from" when fact.Type == FactType.Date:
                return new Condition.InDates(fact.Name, ReadDate(fact, operand), null);
            case "before" when fact.Type == FactType.Date:
                return new Condition.InDates(fact.Name, null, ReadDate(fact, operand));
            default:
                problems.Add(
                    SupportKitErrors.PolicyOperatorUnknown,
                    operand,
                    $"\"{name}\" with {operand.Describe()} is not a valid test for a fact that is {fact.DescribeDomain()}.",
                    "Use a value, a list of values, \"not\", \"exists\": true or false; for numbers also \"atLeast\", \"atMost\", \"moreThan\" and \"lessThan\", for texts \"startsWith\" and \"contains\", for instants and dates \"from\" and \"before\"."
                );
                return Condition.Always;
        }
    }

    private static bool IsText(FactDeclaration fact) => fact.Type is FactType.Text or FactType.Email or FactType.Url;

    private Instant? ReadInstant(SourceNode node)
    {
        if (node.IsText && InstantPattern.ExtendedIso.Parse(node.Text) is { Success: true, Value: var instant })
            return instant;
        problems.AddWrongKind(node, "an instant such as \"2026-03-02T09:00:00Z\"");
        return null;
    }

    private LocalDate? ReadDate(FactDeclaration fact, SourceNode node)
    {
        if (node.IsText && fact.Admits(node.Text))
            return LocalDatePattern.Iso.Parse(node.Text).Value;
        problems.AddWrongKind(node, "a date such as \"2026-03-02\"");
        return null;
    }

    // A bound may lie outside of the fact's domain: the checker tells when nothing can meet it.
    private decimal ReadBound(SourceNode node)
    {
        if (
            node.Kind == JsonValueKind.Number
            && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        )
            return number;
        problems.Add(
            SupportKitErrors.PolicyValueUnknown,
            node,
            $"{node.Describe()} is not a number.",
            "Write a number, such as 10."
        );
        return 0;
    }

    private FactValue ReadValue(FactDeclaration fact, SourceNode node)
    {
        FactValue? value = node.Kind switch
        {
            JsonValueKind.String => node.Text,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number
                when decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                number,
            _ => null,
        };
        if (value is { } read && Admits(fact, read))
            return read;
        if (!remedies.TryGetValue(fact.Name, out var remedy))
            remedies.Add(
                fact.Name,
                remedy = $"Write {fact.DescribeDomain()}, or add the value to the fact's declaration."
            );
        problems.Add(
            SupportKitErrors.PolicyValueUnknown,
            node,
            $"{node.Describe()} is not a valid value for the fact \"{fact.Name}\".",
            remedy
        );
        return default;
    }

    private bool Admits(FactDeclaration fact, FactValue value)
    {
        if (fact.Type != FactType.Choice)
            return fact.Admits(value);
        if (!choices.TryGetValue(fact.Name, out var values))
            choices.Add(fact.Name, values = fact.Values.ToHashSet(StringComparer.Ordinal));
        return value.Kind == FactValueKind.Text && values.Contains(value.Text);
    }

    // A single part is not wrapped, so that explanations show no needless brackets.
    private static Condition All(ImmutableArray<Condition> parts) =>
        parts.Length == 1 ? parts[0] : new Condition.AllOf(parts);

    private static Condition.Negated Negate(Condition part) => new(part, FirstFact(part));

    private static string FirstFact(Condition condition) =>
        condition switch
        {
            Condition.OfFact test => test.Fact,
            Condition.Negated not => not.Fact,
            Condition.AllOf { Parts: [var first, ..] } => FirstFact(first),
            Condition.AnyOf { Parts: [var first, ..] } => FirstFact(first),
            _ => "",
        };
}
