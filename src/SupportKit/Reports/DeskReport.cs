using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;

namespace SupportKit.Reports;

/// <summary>
/// What became of the tickets that a desk took in a span of time, as they are when the report is made. It holds no text that a person wrote,
/// and nobody's id. As JSON with any serializer options, and as CSV by its methods. Immutable.
/// </summary>
/// <param name="Tenant">Whose desk.</param>
/// <param name="From">The first instant of the span.</param>
/// <param name="Before">Its end, which is not in it.</param>
/// <param name="TimeZone">The tz database's id of the zone that months are of.</param>
/// <param name="Tickets">How many tickets the rows are made of.</param>
/// <param name="Spam">How many were opened in the span besides, and marked as spam; the rows leave them out.</param>
/// <param name="Unreadable">How many were opened in the span besides, and cannot be read; the rows lack them.</param>
/// <param name="Attainment">Promises, by month, queue, priority, metric and kind, in this order.</param>
/// <param name="Volume">Tickets, by month, queue and priority, in this order.</param>
public sealed record DeskReport(
    string Tenant,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant From,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant Before,
    string TimeZone,
    int Tickets,
    int Spam,
    int Unreadable,
    ImmutableArray<AttainmentRow> Attainment,
    ImmutableArray<VolumeRow> Volume
)
{
    /// <summary>
    /// <see cref="Attainment"/> as CSV by RFC 4180, with a line of names. A name that a spreadsheet would take for a formula is preceded by
    /// an apostrophe.
    /// </summary>
    public string AttainmentToCsv() =>
        ReportCsv.Write(
            ["month", "queue", "priority", "metric", "kind", "met", "breached", "active", "canceled", "attainment"],
            Attainment.Select(row =>
                new object?[]
                {
                    row.Month,
                    row.Queue,
                    row.Priority,
                    row.Metric,
                    row.Kind,
                    row.Met,
                    row.Breached,
                    row.Active,
                    row.Canceled,
                    row.Attainment,
                }
            )
        );

    /// <summary><see cref="Volume"/> as CSV, as <see cref="AttainmentToCsv"/>; times in minutes.</summary>
    public string VolumeToCsv() =>
        ReportCsv.Write(
            [
                "month",
                "queue",
                "priority",
                "tickets",
                "reopened",
                "reopened_share",
                "answered",
                "median_first_answer_minutes",
                "p90_first_answer_minutes",
            ],
            Volume.Select(row =>
                new object?[]
                {
                    row.Month,
                    row.Queue,
                    row.Priority,
                    row.Tickets,
                    row.Reopened,
                    row.ReopenedShare,
                    row.Answered,
                    row.MedianFirstAnswer?.TotalMinutes,
                    row.P90FirstAnswer?.TotalMinutes,
                }
            )
        );
}
