using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>The law of observers, with workers that share a database.</summary>
public abstract class ObserverTests(EmptiedDatabase file)
{
    [Fact]
    public Task Each_observer_sees_each_event_at_least_once_and_first_in_order() => SeesAllAsync(seed: 2, workers: 3);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    public async Task However_many_workers_there_are_each_observer_sees_each_event(int seed, int workers) =>
        await SeesAllAsync(seed, workers);

    private async Task SeesAllAsync(int seed, int workers)
    {
        var world = new ObserverWorld((await file.EmptyAsync()).Store, seed, workers);

        Assert.Null(await world.PlayAsync(80));

        Assert.True(world.Repeated > 0, "Nobody was called twice, so nothing went wrong that could have been lost.");
    }
}

public sealed class SqliteObserverTests(SqliteDatabase file) : ObserverTests(file), IClassFixture<SqliteDatabase>;

public sealed class PostgresObserverTests(PostgresDatabase server)
    : ObserverTests(server),
        IClassFixture<PostgresDatabase>;
