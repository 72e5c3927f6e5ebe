using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace IncidentReplay;

/// <summary>Reads rows by the names in the log's header.</summary>
internal sealed class RowReader
{
    // 29/2/2016 04:40: the day first.
    private static readonly LocalDateTimePattern Date = LocalDateTimePattern.CreateWithInvariantCulture(
        "d/M/uuuu H:mm"
    );

    private readonly string log;
    private readonly DateTimeZone zone;
    private readonly string[] header;
    private readonly Dictionary<string, int> columns;

    /// <exception cref="ReplayException">The header lacks a column.</exception>
    public RowReader(string log, string headerLine, DateTimeZone zone)
    {
        (this.log, this.zone) = (log, zone);
        header = headerLine.TrimStart('\uFEFF').Split(',');
        columns = header
            .Select((name, place) => (name, place))
            .DistinctBy(column => column.name)
            .ToDictionary(column => column.name, column => column.place, StringComparer.Ordinal);
        string[] needed =
        [
            "number",
            "incident_state",
            "reopen_count",
            "sys_mod_count",
            "made_sla",
            "caller_id",
            "opened_at",
            "sys_updated_by",
            "sys_updated_at",
            "contact_type",
            "impact",
            "urgency",
            "priority",
            "assigned_to",
            "resolved_at",
        ];
        if (needed.Except(columns.Keys).ToList() is { Count: > 0 } missing)
            throw new ReplayException(
                $"{log}, line 1: there is no column {string.Join(", ", missing)}. Use a log whose first line names its columns."
            );
    }

    /// <exception cref="ReplayException">The row is none; with its line and the column.</exception>
    public IncidentRow Read(string text, int line)
    {
        var fields = text.Split(',');
        if (fields.Length != header.Length)
            throw new ReplayException(
                $"{log}, line {line}: {fields.Length} fields, but the header has {header.Length}. Restore the row or leave it out."
            );
        return new IncidentRow(
            line,
            Field("number"),
            Field("incident_state"),
            Count("reopen_count"),
            Count("sys_mod_count"),
            Flag("made_sla"),
            Field("caller_id"),
            Time("opened_at"),
            Field("sys_updated_by"),
            Time("sys_updated_at"),
            Field("contact_type").ToLowerInvariant().Replace(' ', '-'),
            Field("impact"),
            Field("urgency"),
            Field("priority"),
            IsKnown("assigned_to") ? Field("assigned_to") : null,
            IsKnown("resolved_at") ? Time("resolved_at") : null
        );

        string Field(string column) => fields[columns[column]].Trim();

        bool IsKnown(string column) => Field(column) != "?";

        int Count(string column) =>
            int.TryParse(Field(column), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : throw Bad(column, "a whole number");

        bool Flag(string column) =>
            bool.TryParse(Field(column), out var flag) ? flag : throw Bad(column, "true or false");

        // An hour that a change of the clocks skips or repeats is taken as the first that can be meant.
        Instant Time(string column) =>
            Date.Parse(Field(column)).TryGetValue(default, out var local)
                ? local.InZoneLeniently(zone).ToInstant()
                : throw Bad(column, "day/month/year hour:minute");

        ReplayException Bad(string column, string wanted) =>
            new($"{log}, line {line}: {column} is \"{Field(column)}\", not {wanted}. Correct the row or leave it out.");
    }
}
