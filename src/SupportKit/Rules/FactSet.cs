using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportKit.Rules;

namespace SupportKit;

/// <summary>What is known about one request: one value per known fact. Immutable, ordered by name.</summary>
[JsonConverter(typeof(FactSetJsonConverter))]
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "A set of facts is what the field calls it."
)]
[DebuggerDisplay("{Count} facts")]
public sealed class FactSet : IEnumerable<KeyValuePair<string, FactValue>>
{
    /// <summary>The set that holds no fact.</summary>
    public static readonly FactSet Empty = new([], []);

    // So many are put in order faster than a tree of them is built.
    private const int Few = 32;

    // Sorted ordinally. Hashes only speed up the search; they differ from process to process and are never shown.
    private readonly string[] names;
    private readonly int[] hashes;
    private readonly FactValue[] values;

    private FactSet(string[] names, FactValue[] values)
    {
        (this.names, this.values) = (names, values);
        hashes = Array.ConvertAll(names, static name => name.GetHashCode(StringComparison.Ordinal));
    }

    /// <summary>How many facts are known.</summary>
    public int Count => names.Length;

    /// <summary>Makes a set. When a fact has two values, the later one is used.</summary>
    public static FactSet Of(IEnumerable<KeyValuePair<string, FactValue>> facts)
    {
        var (names, values) = (new List<string>(Few), new List<FactValue>(Few));
        foreach (var (name, value) in facts)
        {
            var at = names.BinarySearch(name, StringComparer.Ordinal);
            if (at >= 0)
                values[at] = value;
            else if (names.Count == Few)
                return OfMany(facts);
            else
            {
                names.Insert(~at, name);
                values.Insert(~at, value);
            }
        }
        return new FactSet([.. names], [.. values]);
    }

    private static FactSet OfMany(IEnumerable<KeyValuePair<string, FactValue>> facts)
    {
        var sorted = new SortedDictionary<string, FactValue>(StringComparer.Ordinal);
        foreach (var (name, value) in facts)
            sorted[name] = value;
        return new FactSet([.. sorted.Keys], [.. sorted.Values]);
    }

    /// <summary>Makes a set of names and their values; quick when they are in order, as a stored set's are.</summary>
    internal static FactSet Of(string[] names, FactValue[] values)
    {
        for (var i = 1; i < names.Length; i++)
        {
            if (string.CompareOrdinal(names[i - 1], names[i]) >= 0)
                return Of(names.Zip(values, KeyValuePair.Create));
        }
        return new FactSet(names, values);
    }

    /// <summary>The value of a fact; null when it is not known.</summary>
    public FactValue? this[string fact] => Find(fact, fact.GetHashCode(StringComparison.Ordinal));

    /// <summary>A set in which the fact has this value.</summary>
    public FactSet With(string fact, FactValue value)
    {
        var at = Array.BinarySearch(names, fact, StringComparer.Ordinal);
        if (at >= 0)
            return values[at] == value ? this : new FactSet(names, Replace(at, value));
        return new FactSet(Insert(names, ~at, fact), Insert(values, ~at, value));
    }

    /// <summary>A set with the facts of both. When both have a value for a fact, the one in <paramref name="others"/> is used.</summary>
    public FactSet With(FactSet others) =>
        others.Count == 0 ? this
        : Count == 0 ? others
        : Of(this.Concat(others));

    /// <summary>A copy without these facts.</summary>
    public FactSet Without(IReadOnlyCollection<string> facts) =>
        facts.Any(fact => this[fact].HasValue) ? Of(this.Where(known => !facts.Contains(known.Key))) : this;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, FactValue>> GetEnumerator()
    {
        for (var i = 0; i < names.Length; i++)
            yield return KeyValuePair.Create(names[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The value of a fact whose name's ordinal hash is known already.</summary>
    internal FactValue? Find(string fact, int hash)
    {
        for (var from = 0; from < hashes.Length; from++)
        {
            var at = hashes.AsSpan(from).IndexOf(hash);
            if (at < 0)
                return null;
            from += at;
            if (names[from] == fact)
                return values[from];
        }
        return null;
    }

    private FactValue[] Replace(int at, FactValue value)
    {
        var copy = (FactValue[])values.Clone();
        copy[at] = value;
        return copy;
    }

    private static T[] Insert<T>(T[] items, int at, T item) => [.. items.AsSpan(0, at), item, .. items.AsSpan(at)];
}

/// <summary>Facts as an object with one member per known fact. Public, so that a host's source-generated JSON context finds it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FactSetJsonConverter : JsonConverter<FactSet>
{
    private static readonly FactValueJsonConverter Values = new();

    /// <inheritdoc/>
    public override FactSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var (names, values) = (new List<string>(16), new List<FactValue>(16));
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            names.Add(reader.GetString()!);
            reader.Read();
            values.Add(Values.Read(ref reader, typeof(FactValue), options));
        }
        return FactSet.Of([.. names], [.. values]);
    }

    /// <inheritdoc/>
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
