// Writes old.json and new.json into a folder: two policies of 200 rules each, the same ones on every machine, which differ in ten places.
// Run as dotnet run benchmarks/tool-policies.cs -- FOLDER
#:property PublishAot=false
using System.Text.Json.Nodes;

var folder = args[0];
File.WriteAllText(Path.Combine(folder, "old.json"), LargePolicy.Write(changes: 0));
File.WriteAllText(Path.Combine(folder, "new.json"), LargePolicy.Write(changes: 5));

internal static class LargePolicy
{
    private static readonly string[] Categories = [.. Enumerable.Range(0, 12).Select(i => $"category{i}")];
    private static readonly string[] Plans = ["free", "team", "business", "enterprise"];
    private static readonly string[] Regions = [.. Enumerable.Range(0, 6).Select(i => $"region{i}")];
    private static readonly string[] Products = [.. Enumerable.Range(0, 10).Select(i => $"product{i}")];
    private static readonly string[] Impacts = ["none", "one", "many", "all"];
    private static readonly int[] Sizes = [10, 50, 100, 500];
    private static readonly string[] Levels = ["P1", "P2", "P3", "P4"];

    public static string Write(int changes)
    {
        var random = new Random(1);
        var scope = Rules(39, "s", ["category", "plan", "region", "product"], () => Verdict(random), "accept");
        var priority = Rules(49, "p", ["category", "plan", "impact", "seats", "product"], () => Pick(Levels), "P4");
        var queues = Enumerable.Range(0, 8).Select(i => $"queue{i}").ToArray();
        var routing = Rules(49, "r", ["category", "region", "product", "priority"], () => Pick(queues), queues[0]);
        var sla = new JsonArray();
        for (var i = 0; i < 60; i++)
            sla.Add(
                new JsonObject
                {
                    ["id"] = $"t{i}",
                    ["metric"] = i % 2 == 0 ? "resolution" : "first-response",
                    ["when"] = When(["priority", "plan", "region"]),
                    ["within"] = Pick("1h", "2h", "4h", "8h", "16h"),
                    ["calendar"] = "office",
                }
            );
        var other = new Random(5);
        for (var i = 0; i < changes; i++)
        {
            sla[other.Next(60)]!["within"] = "5h";
            priority[other.Next(49)]!["then"] = "P2";
        }
        return new JsonObject
        {
            ["id"] = "large",
            ["timeZone"] = "Europe/Paris",
            ["channels"] = new JsonObject
            {
                ["web"] = new JsonObject(),
                ["email"] = new JsonObject(),
                ["forum"] = new JsonObject { ["official"] = false },
            },
            ["categories"] = Each(Categories, () => new JsonObject()),
            ["facts"] = new JsonObject
            {
                ["plan"] = new JsonObject { ["values"] = List(Plans), ["from"] = "requester" },
                ["region"] = new JsonObject { ["values"] = List(Regions), ["from"] = "requester" },
                ["product"] = new JsonObject { ["values"] = List(Products), ["label"] = "product" },
                ["impact"] = new JsonObject { ["values"] = List(Impacts), ["label"] = "impact" },
                ["seats"] = new JsonObject { ["type"] = "number", ["label"] = "seats" },
            },
            ["forms"] = Each(
                Categories,
                () => new JsonObject { ["required"] = List("product", "impact"), ["optional"] = List("seats") }
            ),
            ["scope"] = scope,
            ["priority"] = new JsonObject { ["levels"] = List(Levels), ["rules"] = priority },
            ["routing"] = new JsonObject { ["queues"] = Each(queues, () => new JsonObject()), ["rules"] = routing },
            ["calendars"] = new JsonObject
            {
                ["office"] = new JsonObject
                {
                    ["timeZone"] = "Europe/Paris",
                    ["hours"] = new JsonObject { ["mon-fri"] = List("09:00-17:00") },
                },
            },
            ["sla"] = sla,
        }.ToJsonString();

        JsonArray Rules(int count, string id, string[] facts, Func<JsonNode> then, string last)
        {
            var rules = new JsonArray();
            for (var i = 0; i < count; i++)
                rules.Add(
                    new JsonObject
                    {
                        ["id"] = $"{id}{i}",
                        ["when"] = When(facts),
                        ["then"] = then(),
                    }
                );
            rules.Add(new JsonObject { ["id"] = $"{id}-last", ["then"] = last });
            return rules;
        }

        JsonObject When(string[] facts)
        {
            var chosen = facts.ToArray();
            random.Shuffle(chosen);
            var when = new JsonObject();
            foreach (var fact in chosen.Take(random.Next(2, 4)))
                when[fact] = fact switch
                {
                    "category" => Some(Categories, 3),
                    "plan" => Some(Plans, 2),
                    "region" => Pick(Regions),
                    "product" => Some(Products, 2),
                    "impact" => Pick(Impacts),
                    "seats" => new JsonObject { ["atLeast"] = Sizes[random.Next(Sizes.Length)] },
                    _ => Pick(Levels),
                };
            return when;
        }

        JsonArray Some(string[] of, int most)
        {
            var some = of.ToArray();
            random.Shuffle(some);
            return List(some[..random.Next(1, most + 1)]);
        }

        string Pick(params string[] of) => of[random.Next(of.Length)];
    }

    private static JsonNode Verdict(Random random) =>
        random.Next(3) switch
        {
            0 => "accept",
            1 => new JsonObject { ["refuse"] = "No." },
            _ => new JsonObject { ["redirect"] = "forum", ["advice"] = "Ask there." },
        };

    private static JsonArray List(params string[] texts) => [.. texts.Select(text => (JsonNode)text)];

    private static JsonObject Each(string[] names, Func<JsonNode> value) =>
        new(names.Select(name => KeyValuePair.Create(name, (JsonNode?)value())));
}
