using System.Buffers;
using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using SupportKit.Quotas;
using SupportKit.Rules;

namespace SupportKit.Decisions;

public sealed partial record Explanation
{
    /// <summary>The explanation as JSON for the host: complete, with stable names, instants in UTC.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
            Write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("at", Iso(At));
        json.WriteString("policy", Policy);
        json.WriteString("policyVersion", PolicyVersion);
        json.WriteString("timeZoneData", TimeZoneData);
        json.WriteBoolean("changed", Changed);
        if (RefusalCode is not null)
        {
            json.WriteString("refusal", RefusalCode);
            json.WriteString("reason", Reason);
        }
        json.WriteStartArray("choices");
        foreach (var choice in Choices)
            Write(json, choice);
        json.WriteEndArray();
        if (Quota is var (quota, use))
            Write(json, quota, use);
        if (Assignment is { } assignment)
            Write(json, assignment);
        json.WriteStartArray("promises");
        foreach (var promise in Promises)
            Write(json, promise);
        json.WriteEndArray();
        WriteTimers(json);
        json.WriteEndObject();
    }

    private void WriteTimers(Utf8JsonWriter json)
    {
        json.WriteStartArray("timers");
        foreach (var (timer, zone, next) in Timers)
        {
            json.WriteStartObject();
            json.WriteString("timer", timer.Name);
            json.WriteString("startedAt", Iso(timer.StartedAt));
            json.WriteString("due", Iso(timer.Due));
            if (timer.PausedAt is { } paused)
                json.WriteString("pausedAt", Iso(paused));
            json.WriteString("trigger", timer.Trigger);
            json.WriteString("nextState", next);
            json.WriteString("timeZone", zone);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (Handovers is var (count, _))
            json.WriteNumber("handovers", count);
    }

    private static void Write(Utf8JsonWriter json, Quota quota, QuotaUse use)
    {
        json.WriteStartObject("quota");
        json.WriteString("rule", use.Rule);
        json.WriteString("per", use.IsOfOrganization ? "organization" : "requester");
        if (quota is { Tickets: { } tickets, Within: { } within })
        {
            json.WriteNumber("tickets", tickets);
            json.WriteNumber("ticketsUsed", use.Tickets);
            json.WriteString("within", within.ToString());
        }
        if (quota.Open is { } open)
        {
            json.WriteNumber("open", open);
            json.WriteNumber("openUsed", use.Open);
        }
        if (use.FreeFrom is { } from)
            json.WriteString("freeFrom", Iso(from));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TicketEvent.AssignmentDecided assignment)
    {
        json.WriteStartObject("assignment");
        json.WriteString("agent", assignment.Agent);
        json.WriteString("mode", assignment.Mode.ToString());
        json.WriteStartArray("considered");
        foreach (var one in assignment.Considered)
        {
            json.WriteStartObject();
            json.WriteString("agent", one.Agent);
            json.WriteString("fitness", one.Fitness.ToString());
            json.WriteNumber("openTickets", one.OpenTickets);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExplainedChoice choice)
    {
        json.WriteStartObject();
        json.WriteString("outcome", choice.Outcome);
        Write(json, choice.Because);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExplainedPromise explained)
    {
        var promise = explained.Promise;
        json.WriteStartObject();
        json.WriteString("metric", promise.Metric);
        json.WriteString("kind", promise.Kind.ToString());
        json.WriteString("status", promise.Status.ToString());
        json.WriteString("within", promise.Within.ToString());
        json.WriteString("madeBy", promise.Rule);
        if (explained.CalendarChosenBy is var (fact, seen))
        {
            json.WriteStartObject("calendarChosenBy");
            json.WriteString("fact", fact);
            json.WriteString("seen", seen);
            json.WriteEndObject();
        }
        json.WriteString("startedAt", Iso(promise.StartedAt));
        json.WriteString("due", Iso(promise.Due));
        json.WriteString("timeZone", explained.TimeZone);
        json.WriteStartArray("counted");
        foreach (var interval in explained.Counted)
        {
            json.WriteStartObject();
            json.WriteString("start", Iso(interval.Start));
            json.WriteString("end", Iso(interval.End));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (explained.Because is { } because)
            Write(json, because);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RuleTrace trace)
    {
        json.WriteString("rules", trace.RuleSet);
        json.WriteString("rule", trace.Winner);
        json.WriteString("origin", trace.Origin);
        json.WriteStartArray("earlier");
        foreach (var (rule, because) in trace.Earlier)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule);
            json.WriteString("wanted", because.Wanted);
            json.WriteString("fact", because.Fact);
            json.WriteString("seen", because.Seen?.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Iso(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}

/// <summary>An explanation as <see cref="Explanation.ToJson"/> has it. It is written and never read: a decision is what gives one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ExplanationJsonConverter : JsonConverter<Explanation>
{
    /// <inheritdoc/>
    public override Explanation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("An explanation is the work of a decision, and is not read from JSON.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Explanation value, JsonSerializerOptions options) =>
        value.Write(writer);
}
