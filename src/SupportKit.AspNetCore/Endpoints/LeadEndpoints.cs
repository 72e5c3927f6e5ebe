using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using SupportKit.Reports;

namespace SupportKit.AspNetCore;

/// <summary>What leads look at: what became of the tickets, and who has how much to do.</summary>
internal static class LeadEndpoints
{
    private static readonly QueryParameter[] Span =
    [
        new("from", "The first day, such as 2026-01-01, in the desk's zone; five months before this one without it."),
        new("before", "The day after the last one; tomorrow without it."),
    ];

    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapGet("/report", ReportAsync)
            .Describe(
                Read("report", "What became of the tickets that were opened in a span of days.") with
                {
                    Answer = typeof(DeskReport),
                    Query = Span,
                }
            );
        group
            .MapGet("/report.csv", CsvAsync)
            .Describe(
                Read("reportCsv", "One of the report's tables as CSV.") with
                {
                    AnswerMediaType = CsvDownload.MediaType,
                    Query = [.. Span, new("table", "attainment or volume; attainment without it.")],
                }
            );
        group
            .MapGet("/workload", WorkloadAsync)
            .Describe(
                Read("workload", "How many tickets each queue and each person of the desk has.") with
                {
                    Answer = typeof(WorkloadView),
                    IsForLeads = true,
                }
            );
    }

    private static EndpointDescription Read(string name, string summary) =>
        new(name.For(Audience.Agents), Audience.Agents, summary);

    private static async Task<Results<Answer<DeskReport>, Problem>> ReportAsync(Call call) =>
        new Answer<DeskReport>(await MakeAsync(call, call.Query()).ConfigureAwait(false));

    private static async Task<Results<CsvDownload, Problem>> CsvAsync(Call call)
    {
        var read = call.Query();
        var table = read.Text("table") ?? "attainment";
        if (table is not ("attainment" or "volume"))
            throw QueryReader.Invalid("table", "is neither attainment nor volume");
        var report = await MakeAsync(call, read).ConfigureAwait(false);
        return new CsvDownload(table == "volume" ? report.VolumeToCsv() : report.AttainmentToCsv(), $"{table}.csv");
    }

    private static Task<DeskReport> MakeAsync(Call call, QueryReader read)
    {
        var zone = call.Policy.TimeZone;
        var today = call.Now.InZone(zone).Date;
        var from = read.Date("from") ?? new LocalDate(today.Year, today.Month, 1).PlusMonths(-5);
        var before = read.Date("before") ?? today.PlusDays(1);
        if (before <= from)
            throw QueryReader.Invalid("before", "is not after the first day");
        return call.Desk.ReportAsync(
            call.Actor,
            zone.AtStartOfDay(from).ToInstant(),
            zone.AtStartOfDay(before).ToInstant(),
            zone,
            null,
            call.Stop
        );
    }

    private static async Task<Results<Answer<WorkloadView>, Problem>> WorkloadAsync(Call call)
    {
        var work = new Workload(call.Now);
        var query = call.Desk.Query(call.Viewer) with { States = Workload.Unfinished, Limit = TicketQuery.MaxLimit };
        var pages = 0;
        do
        {
            var page = await call.Desk.ListAsync(query, call.Stop).ConfigureAwait(false);
            foreach (var ticket in page.Tickets)
                work.Add(ticket);
            query = query with { After = page.Next };
        } while (query.After is not null && ++pages < Workload.MostPages);
        return new Answer<WorkloadView>(work.ToView(call.Policy, call.Times(), query.After is not null));
    }
}
