using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Localization;

namespace SupportKit.AspNetCore;

/// <summary>
/// The JSON schemas of what is sent, as the serializer itself exports them; of types with a form of their own, such as instants and ids, the
/// serializer knows nothing, and they are stated here.
/// </summary>
internal sealed class OpenApiSchemas
{
    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) =>
            Known(context.TypeInfo.Type, context.PropertyInfo is { IsGetNullable: true }, schema),
    };

    public JsonObject Components { get; } = [];

    /// <summary>A reference to the schema of a type, which is put among the components.</summary>
    public JsonNode Of(Type type)
    {
        var name = type.IsArray ? $"{type.GetElementType()!.Name}List" : type.Name;
        Components[name] ??= Exported(type);
        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>The schema of a command: who gives it is known, and not in the body.</summary>
    public JsonNode OfCommand(Type command)
    {
        if (Components[command.Name] is null)
        {
            var schema = (JsonObject)Exported(command);
            (schema["properties"] as JsonObject)?.Remove("by");
            if (schema["required"] is JsonArray required)
                foreach (var by in required.Where(name => name!.GetValue<string>() == "by").ToList())
                    required.Remove(by);
            Components[command.Name] = schema;
        }
        return new JsonObject { ["$ref"] = $"#/components/schemas/{command.Name}" };
    }

    private static JsonNode Exported(Type type) => WebJson.Strict.Options.GetJsonSchemaAsNode(type, Exporter);

    private static JsonNode Known(Type type, bool isNullable, JsonNode schema)
    {
        var own = Nullable.GetUnderlyingType(type) ?? type;
        JsonObject? known =
            own == typeof(Instant) ? Text(("format", "date-time"))
            : own == typeof(TicketId) ? Text(("pattern", "^[0-9a-f]{32}$"))
            : own == typeof(WrittenText) || own == typeof(WrittenName) ? Text()
            : own == typeof(FactSet)
                ? new JsonObject
                {
                    ["type"] = "object",
                    ["additionalProperties"] = new JsonObject
                    {
                        ["type"] = new JsonArray("string", "number", "boolean"),
                    },
                }
            : own == typeof(RecordedEvent)
                ? new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        ["sequence"] = new JsonObject { ["type"] = "integer" },
                        ["at"] = Text(("format", "date-time")),
                    },
                    ["required"] = new JsonArray("sequence", "at"),
                }
            // The serializer knows the names of an enum only where it writes them itself.
            : own.IsEnum && schema is not JsonObject
                ? new JsonObject
                {
                    ["type"] = "string",
                    ["enum"] = new JsonArray([.. Enum.GetNames(own).Select(name => JsonValue.Create(name))]),
                }
            : own == typeof(Explanation) ? new JsonObject { ["type"] = "object" }
            : null;
        if (known is null)
            return schema;
        if (own != type || (isNullable && !own.IsValueType))
            known["type"] = new JsonArray(known["type"]!.DeepClone(), "null");
        return known;
    }

    private static JsonObject Text(params (string Name, string Value)[] more)
    {
        var text = new JsonObject { ["type"] = "string" };
        foreach (var (name, value) in more)
            text[name] = value;
        return text;
    }
}
