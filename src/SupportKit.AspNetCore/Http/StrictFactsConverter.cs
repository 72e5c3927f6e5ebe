using System.Text.Json;
using System.Text.Json.Serialization;
using SupportKit.Rules;

namespace SupportKit.AspNetCore;

/// <summary>Facts as a caller sends them: an object in which each stands once. What is stored is read without these checks.</summary>
internal sealed class StrictFactsConverter : JsonConverter<FactSet>
{
    private static readonly FactValueJsonConverter Values = new();
    private static readonly FactSetJsonConverter Sets = new();

    public override FactSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Facts are an object.");
        var facts = new Dictionary<string, FactValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!facts.TryAdd(name, Values.Read(ref reader, typeof(FactValue), options)))
                throw new JsonException("A fact stands there twice.");
        }
        return FactSet.Of(facts);
    }

    public override void Write(Utf8JsonWriter writer, FactSet value, JsonSerializerOptions options) =>
        Sets.Write(writer, value, options);
}
