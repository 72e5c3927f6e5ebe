using System.Text.Json.Nodes;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Policies;

/// <content>What is promised.</content>
public sealed partial class PolicyBuilder
{
    /// <summary>A rule that makes a promise.</summary>
    /// <param name="id">The rule's id.</param>
    /// <param name="metric">What is promised.</param>
    /// <param name="when">The condition on the requests it applies to.</param>
    /// <param name="within">By when: <c>30m</c>, <c>4h</c>, <c>2d</c>, or <c>1bd</c> with a calendar.</param>
    /// <param name="calendar">The calendar it is counted in; null for elapsed time.</param>
    /// <param name="warnAt">The percentage of the time after which the queue is warned; null for no warning.</param>
    /// <param name="kind">How firmly.</param>
    /// <param name="warnBefore">The time before its end at which the queue is warned, such as <c>30m</c>; null for no such warning.</param>
    public PolicyBuilder Promise(
        string id,
        Metric metric,
        ConditionBuilder when,
        string within,
        string? calendar = null,
        int? warnAt = null,
        PromiseKind kind = PromiseKind.Committed,
        string? warnBefore = null
    )
    {
        var rule = new JsonObject
        {
            ["id"] = id,
            ["metric"] = metric.Id,
            ["when"] = when.ToJson(),
            ["within"] = within,
        };
        if (calendar is not null)
            rule["calendar"] = calendar;
        var warnings = new JsonArray();
        if (warnAt is { } percent)
            warnings.Add((JsonNode)FormattableString.Invariant($"{percent}%"));
        if (warnBefore is not null)
            warnings.Add((JsonNode)$"{warnBefore} before");
        if (warnings.Count > 0)
            rule["warnAt"] = warnings;
        if (kind == PromiseKind.Typical)
            rule["kind"] = "typical";
        return Append("sla", rule);
    }

    /// <summary>The calendar of the promise that was added last, chosen by a fact: one promise instead of one for each office.</summary>
    /// <param name="fact">A fact with a list of values, a yes or no, or one of the desk's own, such as <c>language</c>.</param>
    /// <param name="otherwise">The calendar for all other values, and where the fact is not known; null where every value has one.</param>
    /// <param name="calendars">By value of the fact: the calendar.</param>
    /// <exception cref="InvalidOperationException">No promise was added before.</exception>
    public PolicyBuilder InCalendarOf(
        string fact,
        string? otherwise,
        params ReadOnlySpan<(string Value, string Calendar)> calendars
    )
    {
        if (document["sla"] is not JsonArray { Count: > 0 } promises)
            throw new InvalidOperationException(
                "No promise was added before whose calendar a fact could choose. Call Promise first."
            );
        var choice = new JsonObject { ["by"] = fact };
        foreach (var (value, calendar) in calendars)
            choice[value] = calendar;
        if (otherwise is not null)
            choice["otherwise"] = otherwise;
        promises[^1]!["calendar"] = choice;
        return this;
    }
}
