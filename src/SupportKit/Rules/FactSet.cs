using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportKit.Rules;

/// <summary>What is known about one request: a value per fact, none for what is not known. Immutable, ordered by name.</summary>
[JsonConverter(typeof(FactSetJsonConverter))]
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "A set of facts is what the field calls it."
)]
public sealed class FactSet : IEnumerable<KeyValuePair<string, FactValue>>
{
    /// <summary>Nothing is known.</summary>
    public static readonly FactSet Empty = new(
        ImmutableSortedDictionary.Create<string, FactValue>(StringComparer.Ordinal)
    );

    private readonly ImmutableSortedDictionary<string, FactValue> values;

    private FactSet(ImmutableSortedDictionary<string, FactValue> values) => this.values = values;

    /// <summary>How many facts are known.</summary>
    public int Count => values.Count;

    /// <summary>Makes a set; of two values for one fact the later counts.</summary>
    public static FactSet Of(IEnumerable<KeyValuePair<string, FactValue>> facts) => new(Empty.values.SetItems(facts));

    /// <summary>The value of a fact; null when it is not known.</summary>
    public FactValue? this[string fact] => values.TryGetValue(fact, out var value) ? value : default(FactValue?);

    /// <summary>A set in which the fact has this value.</summary>
    public FactSet With(string fact, FactValue value) => new(values.SetItem(fact, value));

    /// <summary>A set with the facts of both; where both know a fact, <paramref name="others"/> counts.</summary>
    public FactSet With(FactSet others) => new(values.SetItems(others.values));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, FactValue>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

internal sealed class FactSetJsonConverter : JsonConverter<FactSet>
{
    private static readonly FactValueJsonConverter Values = new();

    public override FactSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var facts = new List<KeyValuePair<string, FactValue>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            facts.Add(KeyValuePair.Create(name, Values.Read(ref reader, typeof(FactValue), options)));
        }
        return FactSet.Of(facts);
    }

    public override void Write(Utf8JsonWriter writer, FactSet value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, fact) in value)
        {
            writer.WritePropertyName(name);
            Values.Write(writer, fact, options);
        }
        writer.WriteEndObject();
    }
}
