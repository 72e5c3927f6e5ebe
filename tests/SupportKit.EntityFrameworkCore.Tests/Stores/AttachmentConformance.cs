using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Every promise of a store of attachments, once for each of them.</summary>
public abstract class AttachmentConformance
{
    protected static readonly TicketKey Key = new("default", new TicketId(Guid.NewGuid()));

    public static TheoryData<string> Promises => [.. AttachmentStoreCases.All.Select(promise => promise.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task The_store_promises_that(string promise)
    {
        var store = await NewAsync();
        await AttachmentStoreCases.Get(promise).RunAsync(store, TestContext.Current.CancellationToken);
    }

    /// <summary>An empty store.</summary>
    protected abstract Task<IAttachmentStore> NewAsync();
}

public sealed class InMemoryAttachmentsTests : AttachmentConformance
{
    protected override Task<IAttachmentStore> NewAsync() =>
        Task.FromResult<IAttachmentStore>(new InMemoryAttachmentStore());
}

public sealed class FileAttachmentsTests : AttachmentConformance, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("supportkit-");

    public void Dispose() => folder.Delete(recursive: true);

    protected override Task<IAttachmentStore> NewAsync() =>
        Task.FromResult<IAttachmentStore>(new FileAttachmentStore(folder.FullName));
}

/// <summary>What holds of attachments in any database.</summary>
public abstract class EfAttachmentConformance : AttachmentConformance, IAsyncDisposable
{
    private readonly ManualTimeProvider time = new(SampleTickets.Morning);
    private TestDatabase? database;

    public virtual async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_broken_upload_and_a_deleted_file_leave_no_row()
    {
        var store = await NewAsync();
        await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(Key, new Endless(900_000), default));
        Assert.Equal((0, 0), await RowsAsync());

        var stored = await store.SaveAsync(Key, new MemoryStream(new byte[300_000]), default);
        Assert.Equal((1, 2), await RowsAsync());
        await store.DeleteAsync(Key, stored.Id, default);
        Assert.Equal((0, 0), await RowsAsync());
    }

    [Fact]
    public async Task What_a_dead_process_left_of_an_upload_goes_when_the_next_begins_after_a_day()
    {
        var store = await NewAsync();
        var stored = await store.SaveAsync(Key, new MemoryStream(new byte[10]), default);
        await using var context = await database!.NewContextAsync();
        await context
            .Set<AttachmentRow>()
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Parts, AttachmentRow.Unfinished));
        Assert.Null(await store.OpenAsync(Key, stored.Id, default));

        time.Advance(Duration.FromHours(24));
        await store.SaveAsync(Key, Stream.Null, default);
        Assert.Equal((2, 1), await RowsAsync());

        time.Advance(Duration.FromSeconds(1));
        await store.SaveAsync(Key, Stream.Null, default);
        Assert.Equal((2, 0), await RowsAsync());
    }

    [Fact]
    public async Task An_upload_that_was_swept_away_fails_rather_than_lacking_its_beginning()
    {
        var store = await NewAsync();
        using var content = new Endless(100, onRead: () => DropAsync().GetAwaiter().GetResult(), breaks: false);
        await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(Key, content, default));
        Assert.Equal((0, 0), await RowsAsync());

        async Task DropAsync()
        {
            await using var context = await database!.NewContextAsync();
            await context.Set<AttachmentRow>().ExecuteDeleteAsync();
        }
    }

    [Fact]
    public async Task Reading_what_is_deleted_meanwhile_fails_instead_of_ending()
    {
        var store = await NewAsync();
        var stored = await store.SaveAsync(Key, new MemoryStream(new byte[600_000]), default);
        await using var content = await store.OpenAsync(Key, stored.Id, default);
        await content!.ReadExactlyAsync(new byte[100]);
        await store.DeleteAsync(Key, stored.Id, default);

        await Assert.ThrowsAsync<EndOfStreamException>(() => content.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task Each_part_is_stored_before_the_next_is_asked_for()
    {
        var store = await NewAsync();
        var rows = new List<int>();
        using var content = new Endless(
            4 * AttachmentPartRow.Size,
            () => rows.Add(RowsAsync().GetAwaiter().GetResult().Parts)
        );
        await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(Key, content, default));

        Assert.Equal([0, 1, 2, 3, 4], rows);
    }

    protected async Task<IAttachmentStore> OverAsync(Action<DbContextOptionsBuilder> engine)
    {
        database = await TestDatabase.OpenAsync(engine);
        await using var context = await database.NewContextAsync();
        await context.Set<AttachmentRow>().ExecuteDeleteAsync();
        await context.Set<AttachmentPartRow>().ExecuteDeleteAsync();
        return database.Attachments(time);
    }

    private async Task<(int Files, int Parts)> RowsAsync()
    {
        await using var context = await database!.NewContextAsync();
        return (await context.Set<AttachmentRow>().CountAsync(), await context.Set<AttachmentPartRow>().CountAsync());
    }
}

public sealed class SqliteAttachmentsTests : EfAttachmentConformance
{
    private readonly TemporaryFile file = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        file.Dispose();
    }

    protected override Task<IAttachmentStore> NewAsync() => OverAsync(options => options.UseSqlite(file.Connection));
}

[Trait("Category", "Long")]
public sealed class PostgresAttachmentsTests(PostgresServer server) : EfAttachmentConformance
{
    protected override async Task<IAttachmentStore> NewAsync()
    {
        var connection = await server.ConnectAsync();
        return await OverAsync(options => options.UseNpgsql(connection));
    }
}

/// <summary>Gives as many zeros as are asked for at once, up to a number, and then breaks, or ends.</summary>
internal sealed class Endless(int length, Action? onRead = null, bool breaks = true) : MemoryStream
{
    private int given;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        onRead?.Invoke();
        if (given >= length && breaks)
            throw new IOException("The line broke.");
        var piece = Math.Min(buffer.Length, length - given);
        buffer.Span[..piece].Clear();
        given += piece;
        return ValueTask.FromResult(piece);
    }
}
