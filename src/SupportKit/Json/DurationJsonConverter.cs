using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace SupportKit.Json;

/// <summary>Durations as histories keep them: days, hours, minutes and seconds, each behind a colon.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DurationJsonConverter : JsonConverter<Duration>
{
    /// <inheritdoc/>
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parsed = DurationPattern.Roundtrip.Parse(
            reader.TokenType == JsonTokenType.String ? reader.GetString()! : ""
        );
        return parsed.Success
            ? parsed.Value
            : throw new JsonException("A duration is days, hours, minutes and seconds.", parsed.Exception);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(DurationPattern.Roundtrip.Format(value));
}

/// <summary>Durations as hosts see them: hours, minutes and seconds, e.g. <c>36:00:00</c>, the form of NodaTime's own converter.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HoursJsonConverter : JsonConverter<Duration>
{
    /// <inheritdoc/>
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parsed = DurationPattern.JsonRoundtrip.Parse(
            reader.TokenType == JsonTokenType.String ? reader.GetString()! : ""
        );
        return parsed.Success
            ? parsed.Value
            : throw new JsonException("A duration is hours, minutes and seconds.", parsed.Exception);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(DurationPattern.JsonRoundtrip.Format(value));
}
