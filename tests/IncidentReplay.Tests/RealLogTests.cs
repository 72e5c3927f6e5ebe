using NodaTime;
using SupportKit.Tickets;
using static IncidentReplay.Tests.MadeUpLog;

namespace IncidentReplay.Tests;

/// <summary>The public log of a real desk. It is no part of the project: where it is missing the tests are skipped.</summary>
[Trait("Category", "Long")]
public class RealLogTests
{
    [Fact]
    public void The_matrix_gives_every_recorded_priority_and_the_events_every_reopening()
    {
        var figures = new Figures(Itil.Calendars["office"]);
        var replayer = new Replayer(Itil);
        foreach (var incident in Incidents())
            figures.Add(replayer.Replay(incident));

        Assert.Equal(60_360, figures.Rows);
        Assert.Equal(10_387, figures.Incidents.Count);
        Assert.Empty(figures.OtherPriorities);
        Assert.Equal(0, figures.OtherTickets);
        Assert.All(figures.Incidents, incident => Assert.Equal(incident.RecordedReopens, incident.Reopens));
        Assert.Equal(1, figures.Illegal.Count(transition => transition is { From: "New", To: "-100" }));
        Assert.All(figures.Refused, refused => Assert.Equal("ticket.state_unknown", refused.Code));
    }

    [Fact]
    public void The_same_log_twice_gives_the_same_bytes_and_its_events_the_same_tickets()
    {
        Assert.Equal(Hash(), Hash());

        static string Hash()
        {
            using var events = new EventFile(null);
            var replayer = new Replayer(Itil);
            foreach (var incident in Incidents())
            {
                var replayed = replayer.Replay(incident);
                Assert.Equal(
                    TicketJson.Write(replayed.Ticket),
                    TicketJson.Write(TicketHistory.Replay(replayed.Events)!)
                );
                events.Write(replayed.Ticket.Id, replayed.Events);
            }
            return events.Complete();
        }
    }

    private static IEnumerable<Incident> Incidents()
    {
        var path = LogLocation.Find();
        Assert.SkipUnless(File.Exists(path), LogLocation.Missing(path));
        return IncidentLog.Read(path, DateTimeZone.Utc);
    }
}
