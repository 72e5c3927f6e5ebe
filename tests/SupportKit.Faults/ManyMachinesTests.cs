using System.Globalization;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Machines;
using SupportKit.Tests.Shared;

namespace SupportKit.Faults;

/// <summary>
/// Four processes work on one PostgreSQL, and one of them, the way to the database or the database itself fails: nothing is lost,
/// nothing takes effect twice, and no deadline is later than a lease and what a busy machine takes for a batch. Run by benchmarks/many-machines.sh, which keeps the figures.
/// </summary>
public sealed class ManyMachinesTests : IAsyncDisposable
{
    private static readonly TimeSpan Lease = MachineProcess.Lease;

    // From the first opening, promises of a minute fall due after a minute.
    private static readonly TimeSpan Run = TimeSpan.FromSeconds(75);

    // Between two looks of a machine, and what a busy one takes for a batch.
    private static readonly Duration Slack = Duration.FromSeconds(5);

    private readonly PostgresServer server = new("max_connections=400", "synchronous_commit=on");
    private readonly Fleet fleet = new() { Pace = TimeSpan.FromMilliseconds(100) };

    public async ValueTask DisposeAsync()
    {
        await fleet.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task More_machines_do_nothing_twice(int machines)
    {
        var database = await DatabaseAsync();
        fleet.Pace = TimeSpan.Zero;
        await StartAsync(database, machines);
        var outcome = await WorkAsync(database, machines == 1 ? "one machine" : $"{machines} machines");
        Assert.Equal(0, outcome.Repeats);
        Assert.Empty(outcome.Failures);
    }

    [Fact(Explicit = true)]
    public async Task A_machine_that_stands_still_for_longer_than_its_lease_holds_up_nobody()
    {
        var database = await DatabaseAsync();
        await StartAsync(database, 4);
        await WorkAsync(
            database,
            "one of four stands still for twice its lease",
            async () =>
            {
                await fleet.Machines[1].PauseAsync();
                await Task.Delay(Lease * 2);
                await fleet.Machines[1].ContinueAsync();
            }
        );
    }

    [Fact(Explicit = true)]
    public async Task Machines_whose_clocks_are_apart_agree_or_decide_nothing()
    {
        var database = await DatabaseAsync();
        TimeSpan[] shifts =
        [
            TimeSpan.Zero,
            TimeSpan.FromSeconds(55),
            TimeSpan.FromSeconds(-55),
            TimeSpan.FromMinutes(2),
        ];
        foreach (var shift in shifts)
            await fleet.StartAsync(database, shift);
        var outcome = await WorkAsync(database, "clocks 55 s ahead, 55 s behind, and two minutes ahead");
        Assert.Equal(0, outcome.Repeats);
        Assert.Equal(["! desk.clock_skewed"], outcome.Failures.Keys);
    }

    [Fact(Explicit = true)]
    public async Task A_machine_that_is_cut_off_goes_on_when_the_way_is_mended()
    {
        var database = await DatabaseAsync();
        await using var network = new CutNetwork(
            Path.Combine(new NpgsqlConnectionStringBuilder(database.Connection).Host!, ".s.PGSQL.5432")
        );
        await StartAsync(database, 3);
        await fleet.StartAsync(Through(database, network));
        var before = 0;
        await WorkAsync(
            database,
            "one of four is cut off for twice its lease",
            async () =>
            {
                network.Cut();
                await Task.Delay(Lease * 2);
                network.Mend();
                before = Fleet.AcknowledgedBy(fleet.Machines[3]);
            }
        );
        Assert.InRange(Fleet.AcknowledgedBy(fleet.Machines[3]), before + 100, int.MaxValue);
    }

    [Fact(Explicit = true)]
    public async Task Through_PgBouncer_in_transaction_mode_everything_is_as_without_it()
    {
        var database = await DatabaseAsync();
        await using var bouncer = await PgBouncer.StartAsync(database, connections: 10);
        await StartAsync(bouncer.Before(database), 4);
        var outcome = await WorkAsync(database, "PgBouncer before the database, in transaction mode, 10 connections");
        Assert.Equal(0, outcome.Repeats);
        Assert.Empty(outcome.Failures);
    }

    [Fact(Explicit = true)]
    public async Task After_a_fail_over_to_a_standby_all_that_was_acknowledged_is_there()
    {
        var database = await DatabaseAsync();
        await using var standby = await StandbyServer.FollowAsync(server);
        var both = database with { Connection = await standby.ConnectAsync(database.Connection) };
        await StartAsync(both, 4);
        var at = 0;
        await WorkAsync(
            both,
            "the database crashes, and its standby is promoted once callers have failed a thousand times",
            async () =>
            {
                await server.CrashAsync();
                await fleet.Machines[0].MoreAsync(Fleet.IsFailure, 1000);
                await standby.PromoteAsync();
                at = fleet.Acknowledged;
            }
        );
        Assert.InRange(fleet.Acknowledged, at + 500, int.MaxValue);
    }

    private async Task<Database> DatabaseAsync()
    {
        var database = await Database.NewAsync(server);
        // Tables are made before several machines ask for them at once.
        await using (await FaultsDeskFixture.StartAsync(database, TimeProvider.System, (_, _) => Task.CompletedTask))
        { }
        return database;
    }

    private static Database Through(Database database, CutNetwork network) =>
        database with
        {
            Connection = new NpgsqlConnectionStringBuilder(database.Connection)
            {
                Host = "127.0.0.1",
                Port = network.Port,
                Timeout = 15,
                CommandTimeout = (int)(Lease / 2).TotalSeconds,
            }.ConnectionString,
        };

    private async Task StartAsync(Database database, int machines)
    {
        for (var i = 0; i < machines; i++)
            await fleet.StartAsync(database);
    }

    // A third of the time undisturbed, then the fault, then the rest.
    private async Task<Outcome> WorkAsync(Database database, string what, Func<Task>? fault = null)
    {
        await fleet.MeasureAsync(TimeSpan.FromSeconds(5)); // warming up
        var rate = await fleet.MeasureAsync(Run / 3);
        if (fault is not null)
            await fault();
        if (fleet.Pace > TimeSpan.Zero)
            await fleet.MeasureAsync(Run * 2 / 3);
        TestContext.Current.SendDiagnosticMessage($"{what}: {rate:F0}/s; the books are checked");
        var outcome = await fleet.FinishAsync(database);
        await FiguresAsync(what, rate, outcome);
        if (fleet.Pace > TimeSpan.Zero)
            Assert.NotEqual(0, outcome.Fired);
        Assert.InRange(outcome.Latest, Duration.Zero, Lease.ToDuration() + Slack);
        return outcome;
    }

    // One line of the report's table, where a report is asked for.
    private static async Task FiguresAsync(string what, double rate, Outcome outcome)
    {
        var failures = outcome.Failures.Values.Sum();
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {rate:F0} | {outcome.Commands:N0} | {outcome.Messages:N0} | {outcome.Repeats:N0} | {outcome.Fired:N0} | {outcome.Latest.TotalSeconds:F1} s | {failures:N0} |"
        );
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        foreach (var (failure, count) in outcome.Failures)
            TestContext.Current.TestOutputHelper?.WriteLine($"{count} times: {failure}");
        if (Environment.GetEnvironmentVariable("SUPPORTKIT_MACHINES_REPORT") is { Length: > 0 } report)
            await File.AppendAllTextAsync(report, line + "\n");
    }
}
