using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Decisions;
using SupportKit.Hosting;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A person is given what is kept of them, and forgotten; the same in every store.</summary>
public abstract class RequesterDataTests
{
    private const string Person = "zoe-77";

    /// <summary>What leads to the person: ids, words, names.</summary>
    private static readonly string[] Traces = [Person, "zoe@mail.example", "Blue screen", "Zedelia", "passport"];

    protected const string CommandId = "cmd-zoe";

    private static readonly Policy Policy = Policy.Parse(
        """
        {
          "id": "sample",
          "channels": { "portal": {} },
          "categories": { "incident": {} },
          "forms": { "incident": { "optional": ["address", "environment"] } },
          "facts": { "address": { "type": "email" }, "environment": { "values": ["PROD", "TEST"] } },
          "privacy": { "sharing": true },
          "scope": [{ "id": "everybody", "then": "accept" }],
          "priority": { "levels": ["high"], "rules": [{ "id": "all", "then": "high" }] },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
          "sla": [{ "id": "answer", "metric": "first-response", "within": "1h" }]
        }
        """
    );

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract Task ChooseAsync(SupportKitBuilder builder);

    protected virtual Task PrepareAsync(IServiceProvider services) => Task.CompletedTask;

    /// <summary>All that is stored, as one text.</summary>
    protected abstract Task<string> DumpAsync(IServiceProvider services);

    [Fact]
    public async Task Nothing_of_an_erased_person_is_found_anywhere()
    {
        await using var services = await StartAsync();
        var desk = services.GetRequiredService<SupportDesk>();
        var store = services.GetRequiredService<ITicketStore>();
        var (own, shared, file) = await LiveAsync(desk);
        Assert.Equal(2, (await FoundByAsync(desk, "zedelia")).Count);
        Assert.Equal(own.Ticket, Assert.Single(await FoundByAsync(desk, "rude"))); // in a note
        var before = await store.FindAsync(own, Viewer.Desk, Stop);
        var stored = await DumpAsync(services);
        Assert.All(Traces, trace => Assert.Contains(trace, stored, StringComparison.Ordinal));
        Assert.DoesNotContain(CommandId, stored, StringComparison.Ordinal);

        var erased = await services
            .GetRequiredService<PersonalDataService>()
            .EraseAsync("default", Person, "erased-1", Stop);

        Assert.Equal(2, erased);
        var dump = await DumpAsync(services);
        // In lower case too, as words are found by.
        Assert.All(Traces, trace => Assert.DoesNotContain(trace, dump, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Printer", dump, StringComparison.Ordinal);
        Assert.Null(await services.GetRequiredService<IAttachmentStore>().OpenAsync(own, file, Stop));
        Assert.Empty(await FoundByAsync(desk, "screen"));
        Assert.Empty(await FoundByAsync(desk, "zedelia"));
        Assert.Empty(await FoundByAsync(desk, "rude"));
        Assert.Equal(shared.Ticket, Assert.Single(await FoundByAsync(desk, "printer")));

        var after = (await store.FindAsync(own, Viewer.Desk, Stop))!;
        Assert.Equal(before!.Promises, after.Promises);
        Assert.Equal((before.State, before.Queue, before.PriorityRank), (after.State, after.Queue, after.PriorityRank));
        Assert.Equal("PROD", after.Facts["environment"]?.Text);
        Assert.Null(after.Facts["address"]);
        foreach (var key in new[] { own, shared })
        {
            var ticket = (await store.FindAsync(key, Viewer.Desk, Stop))!;
            var history = await store.HistoryAsync(key, Viewer.Desk, Stop);
            Assert.Equal(TicketJson.Write(ticket), TicketJson.Write(TicketHistory.Replay(history)!));
            Assert.NotNull(await store.FindAsync(key, Viewer.OfRequester("erased-1"), Stop));
            Assert.Null(await store.FindAsync(key, Viewer.OfRequester(Person), Stop));
        }
        Assert.NotNull(await store.FindAsync(shared, Viewer.OfRequester("bob-12"), Stop));
        Assert.Equal(
            0,
            await services.GetRequiredService<PersonalDataService>().EraseAsync("default", Person, "erased-2", Stop)
        );

        // The desk goes on where it was.
        Assert.IsType<DeskResult.Succeeded>(
            await desk.ApplyAsync(own, new TicketCommand.Note(Actor.Agent("kim"), "Gone."), cancellationToken: Stop)
        );
    }

    [Fact]
    public async Task A_command_of_an_erased_person_that_is_sent_again_late_does_nothing()
    {
        await using var services = await StartAsync();
        var desk = services.GetRequiredService<SupportDesk>();
        await LiveAsync(desk);
        await services.GetRequiredService<PersonalDataService>().EraseAsync("default", Person, "erased-1", Stop);

        var late = await desk.OpenAsync(
            new OpenRequest
            {
                Requester = Person,
                Category = "incident",
                Channel = "portal",
                Title = "Blue screen",
                Body = "Blue screen, all of it",
                CommandId = CommandId,
            },
            Stop
        );

        // Whoever sends it is not whose ticket it is now.
        Assert.Equal("command.id_in_use", Assert.IsType<DeskResult.Refused>(late).Refusal.Code);
        var page = await desk.ListAsync(new TicketQuery("default", Viewer.OfRequester(Person)), Stop);
        Assert.Empty(page.Tickets);
    }

    [Fact]
    public async Task What_a_command_decided_on_before_the_erasure_is_not_stored_after_it()
    {
        await using var services = await StartAsync();
        var desk = services.GetRequiredService<SupportDesk>();
        var store = services.GetRequiredService<ITicketStore>();
        var (own, _, _) = await LiveAsync(desk);
        var ticket = (await store.FindAsync(own, Viewer.Desk, Stop))!;
        var late = (Decision.Accepted)
            Decider.Decide(
                Policy,
                ticket,
                new TicketCommand.Note(Actor.Agent("kim"), "late"),
                ticket.Facts,
                ticket.UpdatedAt
            );

        await services.GetRequiredService<PersonalDataService>().EraseAsync("default", Person, "erased-1", Stop);

        var commit = new TicketCommit(late.Ticket, late.Events, late.Messages, ticket.Version, null);
        Assert.Equal(CommitOutcome.Conflict, await store.CommitAsync(commit, Stop));
        var stale = new TicketRewrite(late.Ticket, [.. late.Events], ticket.Version, []);
        Assert.False(await services.GetRequiredService<IPersonalDataStore>().RewriteAsync(stale, Stop));
    }

    [Fact]
    public async Task A_person_is_given_all_they_may_read()
    {
        await using var services = await StartAsync();
        var (own, shared, file) = await LiveAsync(services.GetRequiredService<SupportDesk>());
        using var document = new MemoryStream();

        await services.GetRequiredService<PersonalDataService>().ExportAsync("default", Person, document, Stop);

        using var json = JsonDocument.Parse(document.ToArray());
        Assert.Equal(Person, json.RootElement.GetProperty("requester").GetString());
        var tickets = json.RootElement.GetProperty("tickets").EnumerateArray().ToList();
        Assert.Equal(
            new[] { own, shared }.Select(key => key.Ticket.ToString()).Order(StringComparer.Ordinal),
            tickets
                .Select(ticket => ticket.GetProperty("ticket").GetProperty("id").GetString()!)
                .Order(StringComparer.Ordinal)
        );
        var text = Encoding.UTF8.GetString(document.ToArray());
        Assert.Contains("Blue screen", text, StringComparison.Ordinal);
        Assert.DoesNotContain("rude", text, StringComparison.Ordinal);
        var attachment = Assert.Single(
            tickets.SelectMany(ticket => ticket.GetProperty("attachments").EnumerateArray())
        );
        Assert.Equal(file, attachment.GetProperty("attachment").GetString());
    }

    private static async Task<List<TicketId>> FoundByAsync(SupportDesk desk, string text)
    {
        var page = await desk.ListAsync(new TicketQuery("default", Viewer.Desk) { Text = text }, Stop);
        return [.. page.Tickets.Select(ticket => ticket.Id)];
    }

    // A ticket of the person's, and one of another's that is shared with them; the attachment of the first.
    private static async Task<(TicketKey Own, TicketKey Shared, string File)> LiveAsync(SupportDesk desk)
    {
        var (zoe, bob, kim) = (Actor.Requester(Person), Actor.Requester("bob-12"), Actor.Agent("kim"));
        var facts = FactSet.Empty.With("address", "zoe@mail.example").With("environment", "PROD");
        var own = await OpenAsync(Person, "Blue screen", facts, CommandId);
        await ApplyAsync(own, new TicketCommand.Reply(kim, "Dear Zedelia, which one?", AsksBack: true));
        await ApplyAsync(own, new TicketCommand.Reply(zoe, "The blue one. Zedelia"));
        await ApplyAsync(own, new TicketCommand.Note(kim, "Zedelia is rude"));
        using var content = new MemoryStream([1, 2, 3]);
        var attached = Assert.IsType<DeskResult.Succeeded>(
            await desk.AttachAsync(own, zoe, "passport.pdf", "application/pdf", content, cancellationToken: Stop)
        );

        var shared = await OpenAsync("bob-12", "Printer", FactSet.Empty, null);
        await ApplyAsync(shared, new TicketCommand.Share(bob, Person));
        await ApplyAsync(shared, new TicketCommand.Reply(zoe, "Mine too. Zedelia"));
        return (own, shared, attached.Ticket.Attachments[0].Id);

        async Task<TicketKey> OpenAsync(string requester, string title, FactSet answers, string? commandId)
        {
            var request = new OpenRequest
            {
                Requester = requester,
                Category = "incident",
                Channel = "portal",
                Title = title,
                Body = $"{title}, all of it",
                Answers = answers,
                CommandId = commandId,
            };
            var opened = Assert.IsType<DeskResult.Succeeded>(await desk.OpenAsync(request, Stop));
            return new TicketKey("default", opened.Ticket.Id);
        }

        async Task ApplyAsync(TicketKey key, TicketCommand command) =>
            Assert.IsType<DeskResult.Succeeded>(await desk.ApplyAsync(key, command, cancellationToken: Stop));
    }

    private async Task<ServiceProvider> StartAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new ManualTimeProvider(SampleTickets.Morning));
        var builder = services
            .AddSupportKit()
            .AddPolicy(Policy)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .UseTransport((_, _) => Task.CompletedTask);
        await ChooseAsync(builder);
        var provider = services.BuildServiceProvider();
        await PrepareAsync(provider);
        return provider;
    }
}

public sealed class InMemoryRequesterDataTests : RequesterDataTests
{
    protected override Task ChooseAsync(SupportKitBuilder builder) => Task.CompletedTask;

    protected override async Task<string> DumpAsync(IServiceProvider services)
    {
        var store = services.GetRequiredService<ITicketStore>();
        var archive = services.GetRequiredService<IPersonalDataStore>();
        var dump = new StringBuilder();
        foreach (var ticket in (await store.ListAsync(new TicketQuery("default", Viewer.Desk), default)).Tickets)
        {
            var key = new TicketKey("default", ticket.Id);
            dump.AppendLine(TicketJson.Write(ticket));
            foreach (var recorded in await store.HistoryAsync(key, Viewer.Desk, default))
                dump.AppendLine(TicketJson.Write(recorded));
            foreach (var message in await archive.MessagesAsync(key, default))
                dump.AppendLine(MessageJson.Write(message));
        }
        if (await store.FindByCommandAsync("default", CommandId, default) is not null)
            dump.AppendLine(CommandId);
        return dump.ToString();
    }
}

public abstract class StoredRequesterDataTests : RequesterDataTests
{
    protected override async Task PrepareAsync(IServiceProvider services)
    {
        await using var context = await NewContextAsync(services);
        await context.CreateSchemaAsync();
    }

    protected static Task<SupportKitDbContext> NewContextAsync(IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<SupportKitDbContext>>().CreateDbContextAsync();
}

public sealed class SqliteRequesterDataTests : StoredRequesterDataTests, IDisposable
{
    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    protected override Task ChooseAsync(SupportKitBuilder builder)
    {
        builder.UseEntityFrameworkStore(options => options.UseSqlite(file.Connection));
        return Task.CompletedTask;
    }

    // The very bytes: of the file, and of the log beside it.
    protected override async Task<string> DumpAsync(IServiceProvider services)
    {
        await using var context = await NewContextAsync(services);
        await context.Database.ExecuteSqlRawAsync("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");
        var folder = Path.GetDirectoryName(context.Database.GetDbConnection().DataSource)!;
        var dump = new StringBuilder();
        foreach (var path in Directory.GetFiles(folder))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            dump.Append(await reader.ReadToEndAsync());
        }
        return dump.ToString();
    }
}

[Trait("Category", "Long")]
public sealed class PostgresRequesterDataTests(PostgresServer server) : StoredRequesterDataTests
{
    protected override async Task ChooseAsync(SupportKitBuilder builder)
    {
        var own = await Engines.NewPostgresAsync(server);
        builder.UseEntityFrameworkStore(options => options.UseNpgsql(own));
    }

    protected override async Task<string> DumpAsync(IServiceProvider services)
    {
        await using var context = await NewContextAsync(services);
        var dump = new StringBuilder();
        foreach (var table in context.Model.GetEntityTypes().Select(rows => rows.GetTableName()!))
        {
#pragma warning disable EF1002 // the model's own name
            var rows = context.Database.SqlQueryRaw<string>($"select t::text as \"Value\" from {table} t");
#pragma warning restore EF1002
            dump.AppendJoin('\n', await rows.ToListAsync());
        }
        return dump.ToString();
    }
}
