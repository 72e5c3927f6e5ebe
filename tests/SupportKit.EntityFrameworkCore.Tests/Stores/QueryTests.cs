using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.Sla;
using SupportKit.Storage;
using SupportKit.Tickets;

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
        var commit = SampleTickets.Open(requester: "ana");
        await database.Store.CommitAsync(commit, stop);

        Assert.Equal([1, commit.Events.Length, 1], await RowsReadByAsync("ana"));
        Assert.Equal([0, 0, 0], await RowsReadByAsync("ben"));

        async Task<IEnumerable<int>> RowsReadByAsync(string requester)
        {
            queries.Clear();
            var viewer = Viewer.OfRequester(requester);
            await database.Store.FindAsync(commit.Key, viewer, stop);
            await database.Store.HistoryAsync(commit.Key, viewer, stop);
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
        var now = commit.Ticket.NextWake()!.Value;
        await database.Store.CommitAsync(commit, stop);

        queries.Clear();
        await database.Store.FindAsync(commit.Key, Viewer.Desk, stop);
        await database.Store.FindByCommandAsync("default", "one", stop);
        await database.Store.HistoryAsync(commit.Key, Viewer.OfRequester("ana"), stop);
        var cursor = new TicketCursor(SampleTickets.Morning, new TicketId(Guid.Empty));
        foreach (var viewer in (Viewer[])[Viewer.Desk, Viewer.OfRequester("ana")])
        {
            var query = new TicketQuery("default", viewer) { After = cursor, States = [StateCategory.New] };
            await database.Store.ListAsync(query, stop);
        }
        await database.Store.NextDueAsync(stop);
        await database.Store.ClaimDueAsync(now, now + Duration.FromMinutes(2), 10, stop);
        await database.Store.NextMessageAsync(stop);
        await database.Store.ClaimMessagesAsync(now, now + Duration.FromMinutes(2), 10, stop);
        await database.Store.ParkedAsync("default", 10, stop);
        var plans = await queries.PlansAsync(file.Connection);
        Assert.NotEmpty(plans);
        var parts = plans.Where(step => step.StartsWith("CO-ROUTINE ", StringComparison.Ordinal)).ToHashSet();
        var scans = plans.Where(step =>
            step.StartsWith("SCAN ", StringComparison.Ordinal)
            && !step.Contains(" INDEX ", StringComparison.Ordinal)
            && !parts.Contains($"CO-ROUTINE {step[5..]}") // a part of the same query, already narrowed down
        );
        Assert.Empty(scans);
    }

    private Task<TestDatabase> OpenAsync() =>
        TestDatabase.OpenAsync(options => options.UseSqlite(file.Connection).AddInterceptors(queries));
}
