using Microsoft.Data.Sqlite;
using SupportKit.EntityFrameworkCore;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Load;
using SupportKit.Faults.Machines;

namespace SupportKit.Faults;

/// <summary>There is no room for one page more.</summary>
[Trait("Category", "Long")]
public sealed class FullDiskTests(ITestOutputHelper output) : IDisposable
{
    private const int Full = 13; // SQLITE_FULL
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_full_disk_is_named_stores_nothing_by_halves_and_all_goes_on_once_there_is_room()
    {
        var pragmas = new Pragmas();
        using var outbox = new OutboxFile(folder.Outbox);
        LoadedDeskFixture load;
        await using (
            var desk = await FaultsDeskFixture.StartAsync(
                folder.Sqlite,
                new FastClock(),
                outbox.SendAsync,
                works: true,
                options => options.AddInterceptors(pragmas)
            )
        )
        {
            load = new LoadedDeskFixture(desk);
            await load.MoreAsync(20);
            pragmas.Text = "PRAGMA max_page_count = 1"; // as many as there are
            await load.FailuresAsync(8);
            pragmas.Text = "PRAGMA max_page_count = 1000000";
            await load.MoreAsync(40);
            await load.EndAsync();
            await LoadedDeskFixture.UntilAsync(async () =>
                await desk.Deadlines.NextAsync() is null && await desk.Outbox.NextAsync() is null
            );
        }

        Assert.NotEmpty(load.Errors);
        Assert.All(
            load.Errors,
            error => Assert.Equal(Full, Assert.IsType<SqliteException>(Told.Database(error)).SqliteErrorCode)
        );
        Assert.All(
            load.Errors,
            error => Assert.Equal(SupportKitErrors.StoreCommitFailed, Assert.IsType<CommitFailedException>(error).Code)
        );
        var books = await Books.CheckAsync(folder.Sqlite, load.Acknowledged, OutboxFile.Read(folder.Outbox));
        output.WriteLine($"{books}; callers were told {load.Errors.Count} times: {Told.By(load.Errors.First())}");
    }
}
