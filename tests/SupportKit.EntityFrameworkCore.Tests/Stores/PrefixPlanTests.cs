using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SupportKit.Routing;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>What begins with what somebody types is one range of an index, on either engine, be it rare or common.</summary>
public sealed class PrefixPlanTests(PostgresServer server) : IDisposable
{
    /// <summary>PostgreSQL keeps words together that begin alike only in this order.</summary>
    public const string CollationOfTerms =
        "select collation_name from information_schema.columns where table_name = 'supportkit_search_terms' and column_name = 'term'";

    // Of these one prefix is common for the store, though they are all of one ticket.
    private const int Common = 1000;

    private readonly TemporaryFile file = new();
    private readonly Explainer explainer = new();

    public void Dispose() => file.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(Common)]
    public async Task SQLite_enters_the_terms_at_the_beginning_that_was_typed(int words)
    {
        var plan = await PlanAsync(options => options.UseSqlite(file.Connection), words);
        var range = plan.Where(step => step.Contains("term>", StringComparison.Ordinal)).ToList();
        Assert.Equal(RangesOf(words), range.Count);
        Assert.All(range, step => Assert.EndsWith("(tenant=? AND term>? AND term<?)", step, StringComparison.Ordinal));
        // What is gone through has been narrowed down by another step.
        var parts = plan.Where(step => step.StartsWith("CO-ROUTINE ", StringComparison.Ordinal)).Select(Name);
        Assert.Empty(plan.Where(step => step.StartsWith("SCAN ", StringComparison.Ordinal)).Select(Name).Except(parts));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Common)]
    public async Task PostgreSQL_enters_the_terms_at_the_beginning_that_was_typed(int words)
    {
        var connection = await Engines.NewPostgresAsync(server);
        var plan = await PlanAsync(options => options.UseNpgsql(connection), words);
        var range = plan.Where(step =>
                step.Contains("Index Cond:", StringComparison.Ordinal)
                && step.Contains("term >= 'print'", StringComparison.Ordinal)
            )
            .ToList();
        Assert.Equal(RangesOf(words), range.Count);
        Assert.DoesNotContain(plan, step => step.Contains("Filter: ((term", StringComparison.Ordinal));
        await using var context = Engines.Bare(options => options.UseNpgsql(connection));
        Assert.Equal(["C"], await Engines.AskAsync(context, CollationOfTerms));
    }

    private static readonly TicketQuery[] Questions =
    [
        .. from viewer in (Viewer[])[Viewer.Desk, Viewer.OfAgent("bo"), Viewer.OfRequester("ana")]
        from order in (QueueOrder[])[QueueOrder.Arrival, QueueOrder.Urgency]
        select new TicketQuery("default", viewer)
        {
            Text = "print",
            LastWordIsPrefix = true,
            Order = order,
        },
    ];

    private async Task<List<string>> PlanAsync(Action<DbContextOptionsBuilder> engine, int words)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.OpenAsync(options =>
        {
            engine(options);
            options.AddInterceptors(explainer);
        });
        var opened = SampleTickets.Open();
        await database.Store.CommitAsync(opened, stop);
        await using var context = await database.NewContextAsync();
        context.AddRange(
            Enumerable
                .Range(0, words)
                .Select(i => new SearchTermRow
                {
                    Tenant = "default",
                    Term = $"printer{i}",
                    OpenedAt = UnixMicroseconds.Floor(opened.Ticket.OpenedAt),
                    Ticket = opened.Ticket.Id.Value,
                    Internal = false,
                })
        );
        await context.SaveChangesAsync(stop);
        explainer.Steps.Clear();
        foreach (var question in Questions)
        {
            var found = await database.Store.ListAsync(question, stop);
            Assert.Equal(question.Viewer.Agent is null ? 1 : 0, found.Tickets.Length);
        }
        return explainer.Steps;
    }

    // One to see whether it is common, and one for the page; a person's open and closed tickets are a page each when it is.
    private static int RangesOf(int words) => Questions.Length * 2 + (words < Common ? 0 : 2);

    private static string Name(string step) => step.Split(' ')[1];

    // Has each query explained on its own connection before it is asked.
    private sealed class Explainer : DbCommandInterceptor
    {
        public List<string> Steps { get; } = [];

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            if (!command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
                return result;
            var onSqlite = eventData.Context!.Database.IsSqlite();
            await using var explain = command.Connection!.CreateCommand();
            explain.Transaction = command.Transaction;
            if (!onSqlite) // of few rows it would read them all
            {
                explain.CommandText = "set enable_seqscan = off";
                await explain.ExecuteNonQueryAsync(cancellationToken);
            }
            explain.CommandText = $"explain {(onSqlite ? "query plan " : "")}{command.CommandText}";
            foreach (DbParameter parameter in command.Parameters)
            {
                var copy = explain.CreateParameter();
                (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
                explain.Parameters.Add(copy);
            }
            await using var reader = await explain.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                Steps.Add(reader.GetString(onSqlite ? 3 : 0));
            return result;
        }
    }
}
