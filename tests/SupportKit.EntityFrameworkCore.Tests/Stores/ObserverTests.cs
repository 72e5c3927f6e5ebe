using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>The law of observers, with workers that share a database.</summary>
public abstract class ObserverTests(EmptiedDatabase file)
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    public async Task Each_observer_sees_each_event_at_least_once_and_first_in_order(int seed, int workers)
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
