using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace SupportKit.Json;

/// <summary>
/// Instants as ISO 8601 in UTC, the form of NodaTime's own converter. It stands on each member, so that it holds whatever converters a
/// host's options have or lack: without one, the serializer writes an instant as an empty object.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InstantJsonConverter : JsonConverter<Instant>
{
    // From these lengths on, and up to them, the serializer's own form of an instant in UTC is the pattern's.
    private const int Seconds = 20;
    private const int Ticks = 28;

    /// <inheritdoc/>
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (
            reader
                is {
                    TokenType: JsonTokenType.String,
                    HasValueSequence: false,
                    ValueSpan.Length: >= Seconds and <= Ticks
                }
            && reader.TryGetDateTime(out var utc)
            && utc.Kind == DateTimeKind.Utc
        )
            return Instant.FromDateTimeUtc(utc);
        var parsed = InstantPattern.ExtendedIso.Parse(
            reader.TokenType == JsonTokenType.String ? reader.GetString()! : ""
        );
        return parsed.Success
            ? parsed.Value
            : throw new JsonException("An instant is ISO 8601 in UTC.", parsed.Exception);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
    {
        if (value >= First && value == Instant.FromUnixTimeTicks(value.ToUnixTimeTicks()))
            writer.WriteStringValue(value.ToDateTimeUtc());
        else
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }

    // What a DateTime can hold; nothing lies after its end.
    private static readonly Instant First = Instant.FromUtc(1, 1, 1, 0, 0);
}

/// <summary>A list of instants, each in the form of <see cref="InstantJsonConverter"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InstantsJsonConverter : JsonConverter<ImmutableArray<Instant>>
{
    private static readonly InstantJsonConverter Each = new();

    /// <inheritdoc/>
    public override ImmutableArray<Instant> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("Instants are a list.");
        var instants = ImmutableArray.CreateBuilder<Instant>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            instants.Add(Each.Read(ref reader, typeof(Instant), options));
        return instants.DrainToImmutable();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ImmutableArray<Instant> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var instant in value)
            Each.Write(writer, instant, options);
        writer.WriteEndArray();
    }
}
