using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.Routing;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore.Tests;

public sealed class QueryTests : IDisposable
{
    private readonly TemporaryFile file = new();
    private readonly QueryRecorder queries = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task What_a_viewer_may_not_see_is_never_read()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var database = await OpenAsync();
        var opened = SampleTickets.Open(requester: "ana");
        var shared = SampleTickets.Apply(
            opened.Ticket,
            new TicketCommand.Share(Actor.Requester("ana"), "cleo") { HasAccount = true }
        );
        var assigned = SampleTickets.Apply(shared.Ticket, new TicketCommand.Assign(Actor.Lead("lea"), "bo"));
        foreach (var commit in (TicketCommit[])[opened, shared, assigned])
            await database.Store.CommitAsync(commit, stop);

        var events = (int)assigned.Ticket.Version;
        foreach (var viewer in (Viewer[])[Viewer.OfRequester("ana"), Viewer.OfRequester("cleo"), Viewer.OfAgent("bo")])
            Assert.Equal([1, events, 1], await RowsReadByAsync(viewer));
        foreach (var viewer in (Viewer[])[Viewer.OfRequester("ben"), Viewer.OfRequester("bo"), Viewer.OfAgent("cy")])
            Assert.Equal([0, 0, 0], await RowsReadByAsync(viewer));

        async Task<IEnumerable<int>> RowsReadByAsync(Viewer viewer)
        {
            queries.Clear();
            await database.Store.FindAsync(opened.Key, viewer, stop);
            await database.Store.HistoryAsync(opened.Key, viewer, stop);
            await database.Store.ListAsync(new TicketQuery("default", viewer), stop);
            return queries.RowsRead;
        }
    }

    [Fact]
    public async Task Every_question_enters_its_tables_by_an_index()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var database = await OpenAsync();
        var commit = SampleTickets.Open(commandId: "one");
        var now = commit.Ticket.NextDeadline()!.Value;
        await database.Store.CommitAsync(commit, stop);

        queries.Clear();
        await database.Store.FindAsync(commit.Key, Viewer.Desk, stop);
        await database.Store.FindByCommandAsync("default", "one", stop);
        await database.Store.HistoryAsync(commit.Key, Viewer.OfRequester("ana"), stop);
        var cursor = TicketCursor.OpenedFrom(SampleTickets.Morning);
        foreach (var viewer in (Viewer[])[Viewer.Desk, Viewer.OfRequester("ana"), Viewer.OfAgent("bo")])
        {
            var query = new TicketQuery("default", viewer) { After = cursor, States = [StateCategory.New] };
            await database.Store.ListAsync(query, stop);
        }
        await database.Archive.KeepAsync("default", "one", "{}", stop);
        await database.Archive.FindAsync("default", "one", stop);
        await database.Store.NextDueAsync(stop);
        await database.Store.ClaimDueAsync(now, now + Duration.FromMinutes(2), 10, stop);
        await database.Store.NextMessageAsync(null, stop);
        await database.Store.ClaimMessagesAsync(new(now, now + Duration.FromMinutes(2), 10), stop);
        await database.Store.DeadLettersAsync(new("default"), 10, stop);
        var plans = await queries.PlansAsync(file.Connection);
        Assert.NotEmpty(plans);
        var parts = plans.Where(step => step.StartsWith("CO-ROUTINE ", StringComparison.Ordinal)).ToHashSet();
        var scans = plans.Where(step =>
            step.StartsWith("SCAN ", StringComparison.Ordinal)
            && step != "SCAN CONSTANT ROW" // the answer to whether there is any
            && !step.Contains(" INDEX ", StringComparison.Ordinal)
            && !parts.Contains($"CO-ROUTINE {step[5..]}") // a part of the same query, already narrowed down
        );
        Assert.Empty(scans);
    }

    // By whose tickets, and whether closed ones are wanted; then by which index, and by how much of it.
    [Theory]
    [InlineData("the desk's", "tickets_opened (tenant=? AND opened_at>?)")]
    [InlineData("a queue's", "tickets_queue_opened (tenant=? AND queue=? AND opened_at>?)")]
    [InlineData("a queue's open", "tickets_work_opened (tenant=? AND queue=? AND opened_at>?)")]
    [InlineData("an agent's", "tickets_assignee_opened (tenant=? AND assignee=? AND opened_at>?)")]
    public async Task A_page_by_arrival_is_a_range_of_an_index_that_begins_at_the_cursor(string whose, string range)
    {
        var plan = await PlanAsync(Lists[whose] with { Order = QueueOrder.Arrival });
        Assert.EndsWith($" INDEX ix_supportkit_{range}", plan[0], StringComparison.Ordinal);
        // What the range gives is in order, and what else is looked up is looked up by its key.
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        Assert.All(plan.Skip(1), step => Assert.EndsWith("(tenant=? AND id=?)", step, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("the desk's", "tickets_urgency (tenant=?")]
    [InlineData("a queue's", "tickets_queue_urgency (tenant=? AND queue=?")]
    [InlineData("a queue's open", "tickets_work_urgency (tenant=? AND queue=?")]
    [InlineData("an agent's", "tickets_assignee_urgency (tenant=? AND assignee=?")]
    public async Task A_page_by_urgency_is_three_ranges_of_an_index_that_begin_at_the_cursor(string whose, string index)
    {
        var plan = await PlanAsync(Lists[whose] with { Order = QueueOrder.Urgency });
        var searches = plan.Where(step => step.StartsWith("SEARCH ", StringComparison.Ordinal));
        Assert.Equal(
            [
                $"ix_supportkit_{index} AND rank=? AND next_due=? AND opened_at>?)",
                $"ix_supportkit_{index} AND rank=? AND next_due>?)",
                $"ix_supportkit_{index} AND rank>?)",
            ],
            searches.Select(step => step[step.IndexOf("ix_", StringComparison.Ordinal)..])
        );
        // Only what the three give together is sorted, a page each.
        Assert.Single(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a person's", QueueOrder.Arrival)]
    [InlineData("what a person asked, the desk's", QueueOrder.Arrival)]
    [InlineData("a person's", QueueOrder.Urgency)]
    [InlineData("what a person asked, the desk's", QueueOrder.Urgency)]
    public async Task A_persons_list_is_the_ranges_of_their_open_and_of_their_closed_tickets(
        string whose,
        QueueOrder order
    )
    {
        var plan = await PlanAsync(Lists[whose] with { Order = order });
        var person =
            $"ticket_access_{(order == QueueOrder.Arrival ? "opened" : "urgency")} (tenant=? AND person=? AND closed=?";
        string[] ranges =
            order == QueueOrder.Arrival
                ? [$"{person} AND opened_at>?)"]
                :
                [
                    $"{person} AND rank=? AND next_due=? AND opened_at>?)",
                    $"{person} AND rank=? AND next_due>?)",
                    $"{person} AND rank>?)",
                ];
        var searches = plan.Where(step => step.StartsWith("SEARCH ", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [.. ranges, .. ranges],
            searches
                .Where(step => step.Contains("ix_supportkit_", StringComparison.Ordinal))
                .Select(step => step[(step.IndexOf("ix_supportkit_", StringComparison.Ordinal) + 14)..])
        );
        // What else is looked up is looked up by its key, and only what the ranges give together is sorted.
        Assert.Equal(
            ranges.Length * 2,
            searches.Count(step => step.EndsWith("(tenant=? AND id=?)", StringComparison.Ordinal))
        );
        Assert.Equal(ranges.Length * 4, searches.Count);
        Assert.Single(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    // What a leader looks for is few, and is found without going through what it is among.
    [Theory]
    [InlineData("what is held", "tickets_held (tenant=? AND opened_at>?)")]
    [InlineData("what is escalated to a queue", "tickets_escalated (tenant=? AND escalated_to=? AND opened_at>?)")]
    public async Task What_needs_a_leader_has_an_index_of_its_own(string whose, string range)
    {
        var plan = await PlanAsync(Lists[whose]);
        Assert.EndsWith($" INDEX ix_supportkit_{range}", plan[0], StringComparison.Ordinal);
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_open_tickets_by_what_is_due_is_two_ranges_of_an_index_that_begin_at_the_cursor()
    {
        var plan = await PlanAsync(Lists["the desk's open"] with { Order = QueueOrder.Due });
        var searches = plan.Where(step => step.StartsWith("SEARCH ", StringComparison.Ordinal));
        const string Index = "ix_supportkit_tickets_open_due (tenant=?";
        Assert.Equal(
            [$"{Index} AND next_due=? AND opened_at>?)", $"{Index} AND next_due>?)"],
            searches.Select(step => step[step.IndexOf("ix_", StringComparison.Ordinal)..])
        );
        // Only what the two give together is sorted, a page each.
        Assert.Single(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    private static readonly Dictionary<string, TicketQuery> Lists = new()
    {
        ["the desk's"] = new("default", Viewer.Desk),
        ["the desk's open"] = new("default", Viewer.Desk) { States = [StateCategory.New, StateCategory.Open] },
        ["what is held"] = new("default", Viewer.Desk) { Held = true },
        ["what is escalated to a queue"] = new("default", Viewer.Desk) { EscalatedTo = "desk" },
        ["a queue's"] = new("default", Viewer.Desk) { Queue = "desk" },
        ["a queue's open"] = new("default", Viewer.Desk)
        {
            Queue = "desk",
            States = [StateCategory.New, StateCategory.Open],
            Unassigned = true,
        },
        ["an agent's"] = new("default", Viewer.OfAgent("bo")),
        ["a person's"] = new("default", Viewer.OfRequester("ana")),
        ["what a person asked, the desk's"] = new("default", Viewer.Desk) { Requester = "ana" },
    };

    private async Task<List<string>> PlanAsync(TicketQuery query)
    {
        await using var database = await OpenAsync();
        var after = new TicketCursor(0, SampleTickets.Morning, SampleTickets.Morning, default);
        queries.Clear();
        await database.Store.ListAsync(query with { After = after }, TestContext.Current.CancellationToken);
        return await queries.PlansAsync(file.Connection);
    }

    private Task<TestDatabase> OpenAsync() =>
        TestDatabase.OpenAsync(options => options.UseSqlite(file.Connection).AddInterceptors(queries));
}
