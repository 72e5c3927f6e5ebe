using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A secret that is kept stands readable in no row of any table, whether the host's protector works or fails; the same on both engines.</summary>
public abstract class KeptSecretRowTests
{
    // Apart from the word before it, so that the project's own sources hold nothing to mask.
    private const string Secret = "Hunter2-Hunter2";
    private const string Beside = "That is what stands beside it";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_row_of_any_table_holds_it_readable(bool protects)
    {
        var engine = await EngineAsync();
        var policy = JsonNode.Parse(SampleTickets.Policy.ToJson())!.AsObject();
        policy["redaction"] = JsonNode.Parse("""{ "keep": "24h" }""");
        await using var desk = new TestDesk(host =>
        {
            host.AddPolicy(Policy.Parse(policy.ToJsonString()))
                .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
                .UseEntityFrameworkStore(engine);
            host.Services.AddSingleton<ISecretProtector>(protects ? new AesSecretProtector() : new Broken());
        });
        var contexts = desk.Services.GetRequiredService<IDbContextFactory<SupportKitDbContext>>();
        await using var context = await contexts.CreateDbContextAsync(Stop);
        await context.CreateSchemaAsync(Stop);

        var request = Shop.Request("once") with { Body = $"{Beside}; password: {Secret}" };
        var ticket = (await desk.Desk.OpenAsync(request, Stop)).OrThrow().Ticket;
        var reveal = await desk.Desk.RevealSecretsAsync(ticket.Key, Actor.Lead("lea"), 1, Stop);

        // The search finds what stands beside it, and the row is there.
        Assert.NotEqual(0, await RowsAsync(context, Beside));
        Assert.Equal(protects ? 1 : 0, await context.Set<KeptSecretRow>().CountAsync(Stop));
        Assert.Equal(0, await RowsAsync(context, Secret));
        Assert.Equal(protects, reveal is RevealResult.Revealed { Secrets: [{ Value: Secret }] });
    }

    protected abstract Task<Action<DbContextOptionsBuilder>> EngineAsync();

    private static async Task<int> RowsAsync(DbContext context, string text)
    {
        byte[][] forms = [Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text)];
        var count = 0;
        await context.Database.OpenConnectionAsync(Stop);
        foreach (var table in context.Model.GetEntityTypes().Select(type => type.GetTableName()).Distinct())
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // the model's own names
            command.CommandText = $"select * from {table}";
#pragma warning restore CA2100
            await using var rows = await command.ExecuteReaderAsync(Stop);
            while (await rows.ReadAsync(Stop))
                for (var column = 0; column < rows.FieldCount; column++)
                    count += Holds(rows.GetValue(column)) ? 1 : 0;
        }
        return count;

        bool Holds(object value) =>
            value switch
            {
                byte[] bytes => forms.Any(form => bytes.AsSpan().IndexOf(form) >= 0),
                _ => value.ToString()!.Contains(text, StringComparison.OrdinalIgnoreCase),
            };
    }

    private sealed class Broken : ISecretProtector
    {
        public byte[] Protect(byte[] secrets, TicketKey ticket, long sequence) =>
            throw new InvalidOperationException("The key is gone.");

        public byte[] Unprotect(byte[] protectedSecrets, TicketKey ticket, long sequence) =>
            throw new InvalidOperationException("The key is gone.");
    }
}

public sealed class SqliteKeptSecretRowTests : KeptSecretRowTests, IDisposable
{
    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    protected override Task<Action<DbContextOptionsBuilder>> EngineAsync() =>
        Task.FromResult<Action<DbContextOptionsBuilder>>(options => options.UseSqlite(file.Connection));
}

public sealed class PostgresKeptSecretRowTests(PostgresServer server) : KeptSecretRowTests
{
    protected override async Task<Action<DbContextOptionsBuilder>> EngineAsync()
    {
        var connection = await Engines.NewPostgresAsync(server);
        return options => options.UseNpgsql(connection);
    }
}
