using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SupportKit.Rules;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>A generated policy, made of a list of numbers of which each is one choice; a shorter list is a simpler policy.</summary>
internal sealed record SmallPolicy(ImmutableArray<int> Choices)
{
    public static Gen<SmallPolicy> Any { get; } =
        from list in Gen.Choose(0, 1000).ListOf()
        select new SmallPolicy([.. list]);

    public Policy Make() => SmallPolicies.Make([.. Choices]);

    public override string ToString() => Make().ToJson();
}

/// <summary>Generated policies over a few facts, and every combination of those facts.</summary>
internal static class SmallPolicies
{
    private static readonly string[] Levels = ["P1", "P2"];
    private static readonly string[] Queues = ["desk", "lab"];

    // Bounds and names that the rules use, and what lies between them.
    private static readonly Dictionary<string, FactValue?[]> Values = new()
    {
        ["environment"] = ["a", "b", "c", null],
        ["flag"] = [true, false, null],
        ["seats"] = [5, 9, 9.5m, 10, 15, 20, 25, null],
        ["due"] = ["2026-01-01T00:00:00Z", "2026-01-20T00:00:00Z", Named, "2026-03-01T00:00:00Z", null],
        ["renewal"] = ["2026-01-31", "2026-02-01", "2026-02-02", "2026-02-15", null],
        ["note"] = ["u", "v", " ", "w", null],
        ["code"] = ["EU-1", "EU-2", "eu-95", "EU-94", "US", null],
        ["plan"] = ["x", "y", null],
    };

    private const string Named = "2026-02-01T00:00:00Z";

    public static Policy Make(int[] choices) => Policy.Parse(new Writer(choices).Document().ToJsonString());

    /// <summary>Every combination that a request may come in with: a fact of the form only where its form asks for it.</summary>
    public static IEnumerable<FactSet> Incoming(Policy policy)
    {
        foreach (var category in policy.Intake.Categories)
        {
            var sets = new List<FactSet>
            {
                Samples.Facts(("category", category.Id), ("channel", "web"), ("language", "en")),
            };
            var asked = policy.Intake.For(category.Id).Fields.Select(field => field.Name).ToHashSet();
            foreach (var (fact, values) in Values.Where(fact => fact.Key == "plan" || asked.Contains(fact.Key)))
                sets =
                [
                    .. from set in sets
                    from value in values
                    where value is not { } given || policy.Facts.Find(fact)!.Admits(given)
                    select value is { } v ? set.With(fact, v) : set,
                ];
            foreach (var set in sets)
                yield return set;
        }
    }

    /// <summary>The value among those tried that no generated rule tells from this one.</summary>
    public static FactValue Tried(FactValue value) =>
        value.Kind switch
        {
            FactValueKind.Number when value.Number is not (9 or 10 or 20) => value.Number < 9 ? 5
            : value.Number < 10 ? 9.5m
            : value.Number < 20 ? 15
            : 25,
            FactValueKind.Text when value.Text.Length == 10 && value.Text.StartsWith("20", StringComparison.Ordinal) =>
                string.CompareOrdinal(value.Text, "2026-02-01") < 0 ? "2026-01-31"
                : value.Text == "2026-02-01" ? value
                : string.CompareOrdinal(value.Text, "2026-02-15") < 0 ? "2026-02-02"
                : "2026-02-15",
            FactValueKind.Text when value.Text.StartsWith("20", StringComparison.Ordinal) && value != Named =>
                string.CompareOrdinal(value.Text, "2026-01-15") < 0 ? "2026-01-01T00:00:00Z"
                : string.CompareOrdinal(value.Text, "2026-02-15") < 0 ? "2026-01-20T00:00:00Z"
                : "2026-03-01T00:00:00Z",
            FactValueKind.Text when value.Text is "EU-1" or "eu-95" => value,
            FactValueKind.Text when value.Text.StartsWith("EU-9", StringComparison.OrdinalIgnoreCase) => "EU-94",
            FactValueKind.Text when value.Text.StartsWith("EU-", StringComparison.OrdinalIgnoreCase) => "EU-2",
            _ => value,
        };

    /// <summary>The same for one fact, of which other texts than the named ones are tried as one.</summary>
    public static FactValue Tried(string fact, FactValue value) =>
        value.Kind == FactValueKind.Text && value.Text.StartsWith("some ", StringComparison.Ordinal)
            ? fact == "code"
                ? "US"
                : "w"
            : Tried(value);

    private sealed class Writer(int[] choices)
    {
        private int at;

        public JsonObject Document() =>
            new()
            {
                ["id"] = "small",
                ["channels"] = new JsonObject { ["web"] = new JsonObject() },
                ["categories"] = new JsonObject { ["one"] = new JsonObject(), ["two"] = new JsonObject() },
                ["facts"] = new JsonObject
                {
                    ["environment"] = new JsonObject { ["values"] = new JsonArray("a", "b", "c") },
                    ["flag"] = new JsonObject { ["type"] = "boolean" },
                    ["seats"] = Seats(),
                    ["due"] = new JsonObject { ["type"] = "instant" },
                    ["renewal"] = new JsonObject { ["type"] = "date" },
                    ["code"] = new JsonObject(),
                    ["note"] = new JsonObject { ["type"] = "text" },
                    ["plan"] = new JsonObject { ["values"] = new JsonArray("x", "y"), ["from"] = "requester" },
                },
                ["forms"] = new JsonObject
                {
                    ["one"] = Form("environment", "seats", "due"),
                    ["two"] = Form("note", Next(2) == 0 ? "flag" : "renewal", "code"),
                },
                ["scope"] = Rules(
                    1 + Next(3),
                    () => Next(3) == 0 ? new JsonObject { ["refuse"] = "No." } : "accept",
                    mayAsk: 7
                ),
                ["priority"] = new JsonObject
                {
                    ["levels"] = new JsonArray([.. Levels]),
                    ["rules"] = Rules(1 + Next(5), () => Levels[Next(2)], mayAsk: 7),
                },
                ["routing"] = new JsonObject
                {
                    ["queues"] = new JsonObject(
                        Queues.Select(q => KeyValuePair.Create(q, (JsonNode?)new JsonObject()))
                    ),
                    ["rules"] = Rules(1 + Next(4), () => Queues[Next(2)], mayAsk: 8),
                },
                ["sla"] = Rules(Next(6), null, mayAsk: 9),
            };

        private int Next(int options) => at < choices.Length ? choices[at++] % options : 0;

        private JsonObject Seats() =>
            Next(4) switch
            {
                0 => new() { ["type"] = "integer" },
                1 => new()
                {
                    ["type"] = "integer",
                    ["min"] = 9,
                    ["max"] = 20,
                },
                2 => new() { ["type"] = "number", ["max"] = 10 },
                _ => new() { ["type"] = "number" },
            };

        private JsonObject Form(string first, string second, string third) =>
            new()
            {
                [Next(2) == 0 ? "required" : "optional"] = new JsonArray(first),
                ["recommended"] = new JsonArray(second, third),
            };

        private JsonArray Rules(int count, Func<JsonNode>? outcome, int mayAsk)
        {
            var rules = new JsonArray();
            for (var i = 0; i < count; i++)
            {
                var rule = new JsonObject { ["id"] = $"r{i}", ["when"] = When(mayAsk, depth: 2) };
                if (outcome is not null)
                    rule["then"] = outcome();
                else
                {
                    rule["metric"] = Next(2) == 0 ? "resolution" : "first-response";
                    rule["within"] = Next(2) == 0 ? "4h" : "8h";
                }
                rules.Add(rule);
            }
            return rules;
        }

        private JsonObject When(int mayAsk, int depth)
        {
            var when = new JsonObject();
            for (var tests = Next(3); tests > 0; tests--)
            {
                switch (depth > 0 ? Next(8) : 7)
                {
                    case 0:
                        when["any"] = new JsonArray(When(mayAsk, depth - 1), When(mayAsk, depth - 1));
                        break;
                    case 1:
                        when["not"] = When(mayAsk, depth - 1);
                        break;
                    default:
                        var (fact, test) = Test(Next(mayAsk));
                        when[fact] = Next(5) switch
                        {
                            0 => new JsonObject { ["not"] = test },
                            1 => new JsonObject { ["exists"] = Next(2) == 0 },
                            _ => test,
                        };
                        break;
                }
            }
            return when;
        }

        private (string Fact, JsonNode Test) Test(int fact) =>
            fact switch
            {
                0 => ("environment", Next(2) == 0 ? new JsonArray("a", "b") : "abc"[Next(3)].ToString()),
                2 when Next(3) == 0 => ("seats", 10),
                2 => (
                    "seats",
                    new JsonObject
                    {
                        [new[] { "atLeast", "atMost", "moreThan", "lessThan" }[Next(4)]] = new[] { 9, 10, 20 }[Next(3)],
                    }
                ),
                3 => ("note", "uv "[Next(3)].ToString()),
                4 => ("plan", Next(2) == 0 ? "x" : "y"),
                1 when Next(2) == 0 => ("renewal", "2026-02-01"),
                1 when Next(3) > 0 => (
                    "renewal",
                    new JsonObject { [Next(2) == 0 ? "from" : "before"] = $"2026-02-{(Next(2) == 0 ? "02" : "15")}" }
                ),
                1 => ("flag", Next(2) == 0),
                5 when Next(3) == 0 => ("due", Named),
                5 => (
                    "due",
                    new JsonObject { [Next(2) == 0 ? "from" : "before"] = $"2026-0{1 + Next(2)}-15T00:00:00Z" }
                ),
                6 when Next(2) == 0 => ("code", new JsonArray("EU-1", Next(2) == 0 ? "eu-95" : "EU-1")),
                6 => ("code", new JsonObject { ["startsWith"] = Next(2) == 0 ? "eu-" : "EU-9" }),
                7 => ("priority", Levels[Next(2)]),
                _ => ("queue", Queues[Next(2)]),
            };
    }
}
