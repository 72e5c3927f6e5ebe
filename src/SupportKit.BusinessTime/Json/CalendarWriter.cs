using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SupportKit.BusinessTime;

/// <summary>Writes the JSON form of calendars.</summary>
internal static class CalendarWriter
{
    /// <summary>Letters with accents stay readable; the text is JSON, not HTML.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Write(Schedule schedule)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            Write(json, schedule);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, Schedule schedule)
    {
        json.WriteStartObject();
        if (schedule is Composition composition)
            WriteComposition(json, composition);
        else
            WriteDefinition(json, ((WeeklySchedule)schedule).Definition);
        json.WriteEndObject();
    }

    private static void WriteComposition(Utf8JsonWriter json, Composition composition)
    {
        json.WriteStartArray(composition.Word);
        foreach (var part in composition.Parts)
            Write(json, part);
        json.WriteEndArray();
    }

    private static void WriteDefinition(Utf8JsonWriter json, CalendarDefinition definition)
    {
        json.WriteString("timeZone", definition.Zone.Id);
        if (definition.AlwaysOpen)
        {
            json.WriteString("hours", "24/7");
        }
        else
        {
            json.WriteStartObject("hours");
            foreach (var entry in definition.Weekly.GroupBy(entry => entry.Days.Text))
                WriteHours(json, entry.Key, [.. entry.SelectMany(part => part.Hours)]);
            json.WriteEndObject();
        }

        WriteArray(json, "holidays", definition.Holidays, HolidayWriter.Write);
        WriteArray(json, "closures", definition.Closures, WriteClosure);
        WriteArray(json, "openings", definition.Openings, WriteOpening);
    }

    private static void WriteArray<T>(
        Utf8JsonWriter json,
        string name,
        ImmutableArray<T> items,
        Action<Utf8JsonWriter, T> write
    )
    {
        if (items.IsEmpty)
            return;
        json.WriteStartArray(name);
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }

    private static void WriteHours(Utf8JsonWriter json, string name, ImmutableArray<HoursRange> hours)
    {
        json.WriteStartArray(name);
        foreach (var range in hours)
            json.WriteStringValue(range.ToString());
        json.WriteEndArray();
    }

    private static void WriteClosure(Utf8JsonWriter json, Closure closure)
    {
        if (closure.IsWholeDay)
        {
            json.WriteStringValue(DateText.Write(closure.First, closure.Last));
            return;
        }

        json.WriteStartObject();
        json.WriteString("date", DateText.Write(closure.First));
        WriteHours(json, "hours", closure.Hours);
        json.WriteEndObject();
    }

    private static void WriteOpening(Utf8JsonWriter json, Opening opening)
    {
        json.WriteStartObject();
        json.WriteString("date", DateText.Write(opening.Date));
        WriteHours(json, "hours", opening.Hours);
        if (opening.Instead)
            json.WriteBoolean("instead", true);
        json.WriteEndObject();
    }
}
