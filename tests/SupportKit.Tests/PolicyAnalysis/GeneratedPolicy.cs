using System.Globalization;
using System.Text.Json.Nodes;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>Makes the JSON of policies of a given size from a seed: the same one on every machine.</summary>
internal static class GeneratedPolicy
{
    /// <summary>
    /// A desk whose priority rules have some conditions each over the facts, which are choices, booleans, numbers and
    /// texts in turn; a last rule covers what is left.
    /// </summary>
    public static string Json(int rules, int facts, int seed)
    {
        var random = new Random(seed);
        var list = new JsonArray();
        for (var i = 0; i < rules - 1; i++)
        {
            var when = new JsonObject();
            for (var conditions = random.Next(2, 6); conditions > 0; conditions--)
            {
                var fact = random.Next(facts);
                when[Name(fact)] = Test(fact % 4, random);
            }
            list.Add(Rule($"rule-{i}", when, $"P{random.Next(1, 5)}"));
        }
        list.Add(Rule("last", [], "P4"));

        var document = new JsonObject
        {
            ["id"] = "generated",
            ["channels"] = new JsonObject { ["web"] = new JsonObject() },
            ["categories"] = new JsonObject { ["question"] = new JsonObject(), ["incident"] = new JsonObject() },
            ["facts"] = new JsonObject(
                Enumerable.Range(0, facts).Select(i => KeyValuePair.Create(Name(i), Fact(i % 4)))
            ),
            ["forms"] = new JsonObject
            {
                ["question"] = new JsonObject { ["optional"] = Names(0, facts / 2) },
                ["incident"] = new JsonObject
                {
                    ["required"] = Names(0, facts / 3),
                    ["optional"] = Names(facts / 3, facts),
                },
            },
            ["scope"] = new JsonArray(Rule("all", [], "accept")),
            ["priority"] = new JsonObject { ["levels"] = new JsonArray("P1", "P2", "P3", "P4"), ["rules"] = list },
            ["routing"] = new JsonObject
            {
                ["queues"] = new JsonObject { ["desk"] = new JsonObject(), ["fast"] = new JsonObject() },
                ["rules"] = new JsonArray(
                    Rule("urgent", new JsonObject { ["priority"] = "P1" }, "fast"),
                    Rule("all", [], "desk")
                ),
            },
        };
        return document.ToJsonString();
    }

    private static string Name(int fact) => string.Create(CultureInfo.InvariantCulture, $"fact{fact}");

    private static JsonArray Names(int from, int to) =>
        new([.. Enumerable.Range(from, to - from).Select(fact => (JsonNode)Name(fact))]);

    private static JsonNode? Fact(int kind) =>
        kind switch
        {
            0 => new JsonObject { ["values"] = new JsonArray("a", "b", "c", "d") },
            1 => new JsonObject { ["type"] = "boolean" },
            2 => new JsonObject { ["type"] = "number" },
            _ => new JsonObject { ["type"] = "text" },
        };

    private static JsonNode Test(int kind, Random random) =>
        kind switch
        {
            0 when random.Next(3) == 0 => new JsonObject { ["not"] = Letter(random) },
            0 => new JsonArray(Letter(random), Letter(random)),
            1 => random.Next(2) == 0,
            2 => new JsonObject { ["atLeast"] = 10 * random.Next(5), ["atMost"] = 50 + 10 * random.Next(5) },
            _ => Letter(random),
        };

    private static string Letter(Random random) => "abcd"[random.Next(4)].ToString();

    private static JsonObject Rule(string id, JsonObject when, string then) =>
        new()
        {
            ["id"] = id,
            ["when"] = when,
            ["then"] = then,
        };
}
