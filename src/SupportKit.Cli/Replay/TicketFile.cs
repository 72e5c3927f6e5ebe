using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;
using SupportKit.Reports;
using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>
/// Writes every ticket of a replayed log with what became of its promises: as JSON line by line, one ticket a line, or as CSV, one row for each
/// promise. Not thread-safe.
/// </summary>
internal sealed class TicketFile : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Names =
    [
        "ticket",
        "line",
        "notTaken",
        "state",
        "recordedPriority",
        "priority",
        "illegalMoves",
        "metric",
        "rule",
        "outcome",
        "startedAt",
        "due",
        "endedAt",
        "pausedShare",
    ];

    private readonly PartialFile file;
    private readonly bool isJson;

    /// <param name="path">The file, which is there when it is complete; its ending says how it is written.</param>
    /// <exception cref="ToolException">The file cannot be written, or its ending is another.</exception>
    public TicketFile(string path)
    {
        isJson = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => false,
            ".NDJSON" or ".JSONL" => true,
            _ => throw new ToolException(
                ToolErrors.ArgumentInvalid,
                "--tickets",
                $"The ending of \"{path}\" does not say how the tickets are to be written.",
                "End the name in .csv, .ndjson or .jsonl."
            ),
        };
        file = new PartialFile(path);
        if (!isJson)
            Write(ReportCsv.Row(Names));
    }

    /// <summary>Writes one ticket, and what became of its promises.</summary>
    /// <param name="rows">Its rows in the order of their instants.</param>
    /// <param name="replayed">What the policy made of it.</param>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Write(IReadOnlyList<LogRow> rows, ReplayedTicket replayed) =>
        Write(isJson ? Json(rows, replayed) : Csv(rows, replayed));

    /// <summary>Ends the file, and gives it its name.</summary>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Complete() => file.Complete();

    public void Dispose() => file.Dispose();

    private void Write(string text) => file.Write(Encoding.UTF8.GetBytes(text));

    private static string Csv(IReadOnlyList<LogRow> rows, ReplayedTicket replayed)
    {
        object?[] ofTicket =
        [
            rows[0].Ticket,
            rows.Min(row => row.Line),
            replayed.Refusal,
            replayed.Ticket?.State,
            Recorded(rows),
            replayed.Ticket?.Priority,
            string.Join(
                "; ",
                replayed.Moves.Select(move =>
                    FormattableString.Invariant($"{move.From} → {move.To} (line {move.Line})")
                )
            ),
        ];
        if (replayed.Ticket is not { Promises.IsEmpty: false } ticket)
            return ReportCsv.Row(ofTicket.Concat(new object?[Names.Length - ofTicket.Length]));
        return string.Concat(
            ticket.Promises.Select(promise =>
                ReportCsv.Row([
                    .. ofTicket,
                    promise.Metric,
                    promise.Rule,
                    Outcome(promise),
                    InstantPattern.ExtendedIso.Format(promise.StartedAt),
                    InstantPattern.ExtendedIso.Format(promise.Due),
                    EndOf(promise),
                    PromiseTime.Of(promise, ticket.UpdatedAt).PausedShare,
                ])
            )
        );
    }

    private static string Json(IReadOnlyList<LogRow> rows, ReplayedTicket replayed)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            writer.Object(
                null,
                () =>
                {
                    writer.WriteString("ticket", rows[0].Ticket);
                    writer.WriteNumber("line", rows.Min(row => row.Line));
                    writer.WriteString("notTaken", replayed.Refusal);
                    writer.WriteString("state", replayed.Ticket?.State);
                    writer.WriteString("recordedPriority", Recorded(rows));
                    writer.WriteString("priority", replayed.Ticket?.Priority);
                    writer.List(
                        "illegalMoves",
                        replayed.Moves,
                        move =>
                            writer.Object(
                                null,
                                () =>
                                {
                                    writer.WriteString("from", move.From);
                                    writer.WriteString("to", move.To);
                                    writer.WriteNumber("line", move.Line);
                                }
                            )
                    );
                    writer.List(
                        "promises",
                        replayed.Ticket?.Promises ?? [],
                        promise => writer.Object(null, () => WriteMembers(writer, promise, replayed.Ticket!))
                    );
                }
            );
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static void WriteMembers(Utf8JsonWriter writer, SlaPromise promise, Ticket ticket)
    {
        writer.WriteString("metric", promise.Metric);
        writer.WriteString("rule", promise.Rule);
        writer.WriteString("outcome", Outcome(promise));
        writer.WriteString("startedAt", InstantPattern.ExtendedIso.Format(promise.StartedAt));
        writer.WriteString("due", InstantPattern.ExtendedIso.Format(promise.Due));
        writer.WriteString("endedAt", EndOf(promise));
        writer.WriteNumber("pausedShare", Math.Round(PromiseTime.Of(promise, ticket.UpdatedAt).PausedShare, 4));
    }

    private static string? Recorded(IReadOnlyList<LogRow> rows) =>
        rows.LastOrDefault(row => row.Priority is not null)?.Priority;

    private static string? EndOf(SlaPromise promise) =>
        promise is { IsActive: false, StoppedAt: { } at } ? InstantPattern.ExtendedIso.Format(at) : null;

    private static string Outcome(SlaPromise promise) =>
        promise.Status switch
        {
            PromiseStatus.Met => "kept",
            PromiseStatus.Breached => "broken",
            PromiseStatus.Running => "running",
            PromiseStatus.Paused => "paused",
            PromiseStatus.Canceled => "canceled",
            _ => throw new System.Diagnostics.UnreachableException($"{promise.Status} is not handled."),
        };
}
