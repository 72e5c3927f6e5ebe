using NodaTime;
using NodaTime.Text;
using SupportKit.BusinessTime;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Reports;

/// <summary>
/// Folds tickets into a report, one after another and in whatever order. It keeps counts and no ticket, so that its size is that of the
/// report. Not thread-safe.
/// </summary>
/// <param name="sla">The policy's promises, for the calendars.</param>
/// <param name="zone">The zone that months are of.</param>
/// <param name="now">When it is made: what is over by then is broken, whether or not a worker has come to it.</param>
internal sealed class ReportBuilder(SlaRules sla, DateTimeZone zone, Instant now)
{
    private static readonly LocalDatePattern Month = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM");

    private readonly Dictionary<Group, Counts> groups = [];
    private readonly Dictionary<(Group Group, string Metric, PromiseKind Kind), int[]> promises = [];
    private int tickets;
    private int spam;
    private int unreadable;

    /// <summary>How many tickets were added.</summary>
    public int Count => tickets + spam + unreadable;

    public void Add(Ticket ticket)
    {
        if (ticket.IsSpam)
        {
            spam++;
            return;
        }
        tickets++;
        var month = Month.Format(ticket.OpenedAt.InZone(zone).Date);
        var group = new Group(month, ticket.Queue ?? "", ticket.Priority ?? "");
        if (!groups.TryGetValue(group, out var counts))
            groups[group] = counts = new Counts();
        counts.Tickets++;
        if (ticket.LastOf(SlaSignals.Reopened) is not null)
            counts.Reopened++;
        if (ticket.FirstAnsweredAt is { } answered)
            counts.FirstAnswers.Add(RunningTime.Measure(CalendarOf(ticket), ticket.OpenedAt, answered));
        foreach (var promise in ticket.Promises)
        {
            var key = (group, promise.Metric, promise.Kind);
            if (!promises.TryGetValue(key, out var outcomes))
                promises[key] = outcomes = new int[Enum.GetValues<PromiseStatus>().Length];
            outcomes[(int)promise.AsOf(now).Status]++;
        }
    }

    public void AddUnreadable(int count) => unreadable += count;

    public DeskReport ToReport(string tenant, Instant from, Instant before) =>
        new(
            tenant,
            from,
            before,
            zone.Id,
            tickets,
            spam,
            unreadable,
            [
                .. promises
                    .Select(of => Row(of.Key.Group, of.Key.Metric, of.Key.Kind, of.Value))
                    .OrderBy(row => row.Month, StringComparer.Ordinal)
                    .ThenBy(row => row.Queue, StringComparer.Ordinal)
                    .ThenBy(row => row.Priority, StringComparer.Ordinal)
                    .ThenBy(row => row.Metric, StringComparer.Ordinal)
                    .ThenBy(row => row.Kind),
            ],
            [
                .. groups
                    .Select(of => Row(of.Key, of.Value))
                    .OrderBy(row => row.Month, StringComparer.Ordinal)
                    .ThenBy(row => row.Queue, StringComparer.Ordinal)
                    .ThenBy(row => row.Priority, StringComparer.Ordinal),
            ]
        );

    // What was promised is measured as it was promised; of others the desk's one calendar counts, and with none, or several, all time.
    private BusinessCalendar? CalendarOf(Ticket ticket) =>
        ticket.PromiseOf(Metric.FirstResponse.Id) is { } promise ? sla.CalendarOf(promise.Within)
        : sla.Calendars.Count == 1 ? sla.Calendars.Values.Single()
        : null;

    private static AttainmentRow Row(Group of, string metric, PromiseKind kind, int[] outcomes) =>
        new(
            of.Month,
            of.Queue,
            of.Priority,
            metric,
            kind,
            outcomes[(int)PromiseStatus.Met],
            outcomes[(int)PromiseStatus.Breached],
            outcomes[(int)PromiseStatus.Running] + outcomes[(int)PromiseStatus.Paused],
            outcomes[(int)PromiseStatus.Canceled]
        );

    private static VolumeRow Row(Group of, Counts counts) =>
        new(
            of.Month,
            of.Queue,
            of.Priority,
            counts.Tickets,
            counts.Reopened,
            counts.FirstAnswers.Count,
            counts.FirstAnswers.Percentile(50),
            counts.FirstAnswers.Percentile(90)
        );

    private readonly record struct Group(string Month, string Queue, string Priority);

    private sealed class Counts
    {
        public int Tickets { get; set; }

        public int Reopened { get; set; }

        public FirstAnswerTimes FirstAnswers { get; } = new();
    }
}
