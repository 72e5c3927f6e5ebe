using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SupportKit.AspNetCore.Tests;

/// <summary>Whether a value is of a schema, as far as the schemas of the document go.</summary>
internal static class SchemaCheck
{
    public static IEnumerable<string> Problems(JsonNode document, JsonNode schema, JsonNode? value, string at = "$")
    {
        if (schema is not JsonObject rules)
            yield break;
        if ((string?)rules["$ref"] is { } reference)
        {
            foreach (var problem in Problems(document, Resolve(document, reference), value, at))
                yield return problem;
            yield break;
        }
        if (rules["type"] is { } type && !TypesOf(type).Any(name => IsOf(name, value)))
            yield return $"{at} is {value?.ToJsonString() ?? "null"} and not {type.ToJsonString()}";
        if (rules["enum"] is JsonArray choices && !choices.Any(choice => JsonNode.DeepEquals(choice, value)))
            yield return $"{at} is not one of {choices.ToJsonString()}";
        if (
            (string?)rules["pattern"] is { } pattern
            && value?.GetValueKind() == JsonValueKind.String
            && !Regex.IsMatch((string)value!, pattern)
        )
            yield return $"{at} does not match {pattern}";
        if (value is JsonArray items && rules["items"] is { } each)
            foreach (var problem in items.SelectMany((item, i) => Problems(document, each, item, $"{at}[{i}]")))
                yield return problem;
        if (value is not JsonObject members)
            yield break;
        foreach (var name in rules["required"]?.AsArray().Select(name => (string)name!) ?? [])
            if (!members.ContainsKey(name))
                yield return $"{at}.{name} is missing";
        foreach (var (name, member) in members)
        {
            var known = rules["properties"]?[name] ?? rules["additionalProperties"];
            if (known is JsonValue closed && closed.GetValueKind() == JsonValueKind.False)
                yield return $"{at}.{name} is not in the schema";
            else if (known is not null)
                foreach (var problem in Problems(document, known, member, $"{at}.{name}"))
                    yield return problem;
        }
    }

    public static JsonNode Resolve(JsonNode document, string reference) =>
        reference[2..].Split('/').Aggregate(document, (node, part) => node[part]!);

    public static IEnumerable<string> TypesOf(JsonNode type) =>
        type is JsonArray several ? several.Select(name => (string)name!) : [(string)type!];

    private static bool IsOf(string type, JsonNode? value) =>
        (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            ("null", JsonValueKind.Null) => true,
            ("string", JsonValueKind.String) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("integer", JsonValueKind.Number) => !value!.ToJsonString().Contains('.', StringComparison.Ordinal),
            ("number", JsonValueKind.Number) => true,
            ("array", JsonValueKind.Array) => true,
            ("object", JsonValueKind.Object) => true,
            _ => false,
        };
}
