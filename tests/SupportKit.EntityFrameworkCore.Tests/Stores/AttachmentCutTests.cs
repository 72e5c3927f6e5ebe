using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>
/// Content follows the commit, wherever somebody is interrupted: at the end every content that a ticket names is there, and after a
/// sweep no other. Each act is cut at each call of each port, in each way.
/// </summary>
public abstract class AttachmentCutTests
{
    private const int Length = 2500;

    private protected ManualTimeProvider Time { get; } = new(SampleTickets.Morning);

    public static TheoryData<string, Fault> Acts =>
        [
            .. from act in new[] { "attach", "withdraw", "erase" }
            from fault in Enum.GetValues<Fault>()
            select (act, fault),
        ];

    private protected abstract Task<Stores> NewAsync();

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Content_follows_the_commit_wherever_it_is_cut(string act, Fault fault)
    {
        var stores = await NewAsync();
        for (var at = 0; ; at++)
        {
            Assert.InRange(at, 0, 200);
            await using var before = Open(stores, null);
            var person = $"ana-{at}";
            var (ticket, kept, subject) = await PrepareAsync(before, person);
            using var plan = new CutPlan(at, fault);
            await using (var cut = Open(stores, plan))
            {
                var ended = await Record.ExceptionAsync(() => ActAsync(act, cut, plan, ticket, person, subject));
                if (fault == Fault.Cancelled || !plan.Reached)
                    Assert.True(ended is null or OperationCanceledException, ended?.ToString());
            }

            await using var after = Open(stores, null);
            await CheckNamedAsync(stores, ticket);
            Time.Advance(Duration.FromHours(25));
            await after.GetRequiredService<AttachmentSweep>().ProcessAsync();
            await CheckNamedAsync(stores, ticket);
            var left = await ContentAsync(stores);
            var found = (await stores.Tickets.FindAsync(ticket, Viewer.Desk, default))!;
            Assert.Equal(found.Attachments.Select(file => file.Id).Order(), left.Order());
            if (found.Requester == person)
                Assert.Contains(kept, left);
            else
                Assert.Empty(left);
            if (!plan.Reached)
                break;
            foreach (var id in left)
                await stores.Files.DeleteAsync(ticket, id, default); // the next round begins with nothing
        }
    }

    [Fact]
    public async Task An_upload_under_way_is_never_deleted_and_ends_by_itself_before_it_could_be()
    {
        var stores = await NewAsync();
        await using var services = Open(stores, null);
        var (ticket, _, _) = await PrepareAsync(services);
        var sweep = services.GetRequiredService<AttachmentSweep>();
        await sweep.ProcessAsync();
        using var slow = new SlowStream(
            async () =>
            {
                Time.Advance(Duration.FromHours(6));
                await sweep.ProcessAsync();
            },
            2
        );
        var added = await AttachAsync(services, ticket, "ana", slow, default);
        Assert.IsType<DeskResult.Refused>(added);
        Assert.Equal("attachment.upload_expired", ((DeskResult.Refused)added).Refusal.Code);

        using var inTime = new SlowStream(
            async () =>
            {
                Time.Advance(Duration.FromHours(11));
                await sweep.ProcessAsync();
            },
            1
        );
        Assert.IsType<DeskResult.Succeeded>(await AttachAsync(services, ticket, "ana", inTime, default));
        await CheckNamedAsync(stores, ticket);
    }

    [Fact]
    public async Task All_content_is_looked_at_once_a_day_however_often_the_worker_wakes()
    {
        var stores = await NewAsync();
        await using var services = Open(stores, null);
        var (ticket, _, _) = await PrepareAsync(services);
        var sweep = services.GetRequiredService<AttachmentSweep>();
        await stores.Files.SaveAsync(ticket, new MemoryStream(new byte[Length]), default); // named by nothing
        Time.Advance(Duration.FromHours(12));
        Assert.Equal(0, await sweep.ProcessAsync());

        Time.Advance(Duration.FromHours(13));
        Assert.Equal(0, await sweep.ProcessAsync());
        Time.Advance(Duration.FromHours(11));
        Assert.Equal(1, await sweep.ProcessAsync());
    }

    [Fact]
    public async Task A_store_without_any_ticket_of_the_tenant_lets_its_content_be()
    {
        var stores = await NewAsync();
        var alone = new TicketKey("default", TicketId.New(SampleTickets.Morning));
        await stores.Files.SaveAsync(alone, new MemoryStream(new byte[Length]), default);
        Time.Advance(Duration.FromHours(25));
        await using var services = Open(stores, null);

        Assert.Equal(0, await services.GetRequiredService<AttachmentSweep>().ProcessAsync());
        Assert.Single(await ContentAsync(stores));

        await PrepareAsync(services);
        Time.Advance(Duration.FromHours(25));
        Assert.Equal(1, await services.GetRequiredService<AttachmentSweep>().ProcessAsync());
    }

    private static async Task ActAsync(
        string act,
        ServiceProvider services,
        CutPlan plan,
        TicketKey ticket,
        string person,
        string subject
    )
    {
        switch (act)
        {
            case "attach":
                using (var content = new CutStream(plan, new byte[Length]))
                    await AttachAsync(services, ticket, person, content, plan.Stop);
                break;
            case "withdraw":
                await services
                    .GetRequiredService<SupportDesk>()
                    .WithdrawAttachmentAsync(ticket, Actor.Requester(person), subject, plan.Stop);
                break;
            default:
                await services
                    .GetRequiredService<PersonalDataService>()
                    .EraseAsync("default", person, $"erased-{ticket.Ticket}", plan.Stop);
                break;
        }
    }

    private static async Task<(TicketKey Ticket, string Kept, string Subject)> PrepareAsync(
        ServiceProvider services,
        string person = "ana"
    )
    {
        var desk = services.GetRequiredService<SupportDesk>();
        var opened = (await desk.OpenAsync(Shop.Request(requester: person))).OrThrow().Ticket.Key;
        DeskResult.Succeeded? last = null;
        for (var file = 0; file < 2; file++)
            last = (await AttachAsync(services, opened, person, new MemoryStream(new byte[Length]), default)).OrThrow();
        return (opened, last!.Ticket.Attachments[0].Id, last.Ticket.Attachments[1].Id);
    }

    private static Task<DeskResult> AttachAsync(
        ServiceProvider services,
        TicketKey ticket,
        string person,
        Stream content,
        CancellationToken stop
    ) =>
        services
            .GetRequiredService<SupportDesk>()
            .AttachAsync(ticket, Actor.Requester(person), "photo.png", "image/png", content, cancellationToken: stop);

    private static async Task CheckNamedAsync(Stores stores, TicketKey ticket)
    {
        foreach (var file in (await stores.Tickets.FindAsync(ticket, Viewer.Desk, default))!.Attachments)
        {
            await using var content = await stores.Files.OpenAsync(ticket, file.Id, default);
            Assert.NotNull(content);
            using var all = new MemoryStream();
            await content.CopyToAsync(all);
            Assert.Contains(all.Length, new long[] { Length, 1 });
        }
    }

    private static async Task<List<string>> ContentAsync(Stores stores)
    {
        var all = new List<string>();
        await foreach (var (_, id) in stores.Files.ListAsync("default", Instant.MaxValue, default))
            all.Add(id);
        return all;
    }

    // A process of its own, over the same stores.
    private ServiceProvider Open(Stores stores, CutPlan? plan)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(Port(stores.Tickets));
        services.AddSingleton(Port((IPersonalDataStore)stores.Tickets));
        services.AddSingleton(Port(stores.Files));
        services.AddSingleton(Port(stores.Archive));
        services
            .AddSupportKit()
            .AddPolicy(SampleTickets.Policy)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport((_, _) => Task.CompletedTask);
        return services.BuildServiceProvider();

        T Port<T>(T port)
            where T : class => plan?.Over(port) ?? port;
    }

    private protected sealed record Stores(ITicketStore Tickets, IAttachmentStore Files, IPolicyArchive Archive);

    /// <summary>Gives one byte, and takes its time first.</summary>
    private sealed class SlowStream(Func<Task> wait, int pieces) : MemoryStream
    {
        private int given;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            if (given++ >= pieces)
                return 0;
            await wait();
            cancellationToken.ThrowIfCancellationRequested();
            return 1;
        }
    }
}

public sealed class InMemoryAttachmentCutTests : AttachmentCutTests
{
    private protected override Task<Stores> NewAsync() =>
        Task.FromResult(
            new Stores(new InMemoryTicketStore(), new InMemoryAttachmentStore(Time), new InMemoryPolicyArchive())
        );
}

[Trait("Category", "Long")]
public sealed class FileAttachmentCutTests : AttachmentCutTests, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("supportkit-");

    public void Dispose() => folder.Delete(recursive: true);

    private protected override Task<Stores> NewAsync() =>
        Task.FromResult(
            new Stores(
                new InMemoryTicketStore(),
                new FileAttachmentStore(folder.FullName, Time),
                new InMemoryPolicyArchive()
            )
        );
}

public abstract class EfAttachmentCutTests : AttachmentCutTests, IAsyncDisposable
{
    private TestDatabase? database;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (database is not null)
            await database.DisposeAsync();
    }

    private protected async Task<Stores> OverAsync(Action<DbContextOptionsBuilder> engine)
    {
        database = await TestDatabase.OpenAsync(engine);
        return new Stores(database.Store, database.Attachments(Time), database.Archive);
    }
}

[Trait("Category", "Long")]
public sealed class SqliteAttachmentCutTests : EfAttachmentCutTests
{
    private readonly TemporaryFile file = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        file.Dispose();
    }

    private protected override Task<Stores> NewAsync() => OverAsync(options => options.UseSqlite(file.Connection));
}

[Trait("Category", "Long")]
public sealed class PostgresAttachmentCutTests(PostgresServer server) : EfAttachmentCutTests
{
    private protected override async Task<Stores> NewAsync()
    {
        var own = await Engines.NewPostgresAsync(server);
        return await OverAsync(options => options.UseNpgsql(own));
    }
}
