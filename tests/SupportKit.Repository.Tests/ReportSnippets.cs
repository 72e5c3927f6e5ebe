using NodaTime;

namespace SupportKit.Repository.Tests;

/// <summary>What the manuals of lists, reports and retention show, so that it is compiled.</summary>
internal static class ReportSnippets
{
    public static async Task<int> ListsAsync(SupportDesk desk, Viewer viewer)
    {
        var held = await desk.ListAsync(new TicketQuery("acme", viewer) { Held = true });
        var called = await desk.ListAsync(new TicketQuery("acme", viewer) { EscalatedTo = "leads" });
        return held.Tickets.Length + called.Tickets.Length;
    }

    public static async Task ReportAsync(SupportDesk desk, Instant from, Instant before)
    {
        var report = await desk.ReportAsync(
            Actor.Lead("dora"),
            from,
            before,
            DateTimeZoneProviders.Tzdb["Europe/Lisbon"],
            "acme"
        );
        File.WriteAllText("attainment.csv", report.AttainmentToCsv());
    }

    public static async Task PruneAsync(PersonalDataService personalData)
    {
        for (TicketCursor? after = null; ; )
        {
            var page = await personalData.PruneAsync("acme", dryRun: true, after: after);
            Console.WriteLine($"{page.Total} in all, of these: {string.Join(", ", page.Tickets)}");
            if (page.Next is null)
                break;
            after = page.Next;
        }
    }
}
