using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Localization;

namespace SupportKit.AspNetCore;

/// <summary>Counts tickets that are not finished by queue and by person. Not thread-safe.</summary>
internal sealed class Workload(Instant now)
{
    /// <summary>Ten thousand tickets; a desk that has more open at once is told so.</summary>
    public const int MostPages = 20;

    public static readonly ImmutableArray<StateCategory> Unfinished =
    [
        StateCategory.New,
        StateCategory.Open,
        StateCategory.Pending,
        StateCategory.OnHold,
        StateCategory.Answered,
    ];

    private readonly SortedDictionary<string, Counts> queues = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Counts> people = new(StringComparer.Ordinal);

    public void Add(Ticket ticket)
    {
        Of(queues, ticket.Queue ?? "").Add(ticket, now);
        Of(people, ticket.Assignee ?? "").Add(ticket, now);
    }

    public WorkloadView ToView(Policy policy, TimeFormat times, bool isPartial) =>
        new(
            now,
            [
                .. policy.Queues.Select(queue =>
                    queues
                        .GetValueOrDefault(queue.Id, new Counts())
                        .ToView(queue.Id, queue.Title.Get(times.Language), times)
                ),
            ],
            [.. people.Where(one => one.Key.Length > 0).Select(one => one.Value.ToView(one.Key, one.Key, times))],
            isPartial
        );

    private static Counts Of(SortedDictionary<string, Counts> all, string name)
    {
        if (!all.TryGetValue(name, out var counts))
            all[name] = counts = new Counts();
        return counts;
    }

    private sealed class Counts
    {
        private int toDo;
        private int waiting;
        private int late;
        private int unassigned;
        private Instant? nextDue;

        public void Add(Ticket ticket, Instant now)
        {
            var due = ticket.NextSlaDue();
            if (ticket.StateCategory is StateCategory.New or StateCategory.Open)
                toDo++;
            else
                waiting++;
            if (ticket.Assignee is null)
                unassigned++;
            if (due < now)
                late++;
            if (due is not null && (nextDue is null || due < nextDue))
                nextDue = due;
        }

        public WorkView ToView(string id, string title, TimeFormat times) =>
            new(id, title, toDo, waiting, late, unassigned, nextDue, times.Text(nextDue));
    }
}

/// <summary>Who has how much to do.</summary>
/// <param name="ReadAt">When it was counted, by the desk's clock.</param>
/// <param name="Queues">By queue, in the order of the policy.</param>
/// <param name="People">By person of the desk; whoever has nothing is not there.</param>
/// <param name="IsPartial">Whether there are more tickets than were counted.</param>
internal sealed record WorkloadView(
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant ReadAt,
    ImmutableArray<WorkView> Queues,
    ImmutableArray<WorkView> People,
    bool IsPartial
);

/// <summary>What one queue or person has.</summary>
/// <param name="Id">The policy's id of the queue, or the host's of the person.</param>
/// <param name="Title">What people call it.</param>
/// <param name="ToDo">New and open tickets.</param>
/// <param name="Waiting">Tickets that wait for somebody or something else.</param>
/// <param name="Late">Those with a promise that is broken and not yet fulfilled.</param>
/// <param name="Unassigned">Those that are nobody's.</param>
/// <param name="NextDue">The first instant by which something is due; null for nothing.</param>
/// <param name="NextDueText">The same as the reader is told it; null for nothing.</param>
internal sealed record WorkView(
    string Id,
    string Title,
    int ToDo,
    int Waiting,
    int Late,
    int Unassigned,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant? NextDue,
    string? NextDueText
);
