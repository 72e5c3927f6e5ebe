using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using SupportKit.EntityFrameworkCore;
using SupportKit.Hosting;
using SupportKit.PolicyAnalysis;
using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.Repository.Tests;

/// <summary>What the packages' manuals show, so that it is compiled.</summary>
internal static class Snippets
{
    public static void ManualTime(IServiceCollection services)
    {
        var time = new ManualTimeProvider(Instant.FromUtc(2026, 3, 2, 9, 0));
        services.AddSingleton<TimeProvider>(time);
        services.AddSupportKit().AddPolicyFile("policy.json"); // requesters and transport as in the host

        time.Advance(Duration.FromHours(4)); // every timer due on the way has fired when this returns
    }

    public static async Task TestDeskAsync(Policy policy, OpenRequest request)
    {
        await using var test = new TestDesk(policy, new Requester("ada", "en", FactSet.Empty.With("plan", "pro")));
        var ticket = (await test.Desk.OpenAsync(request)).OrThrow().Ticket;
        await test.AdvanceAsync(Duration.FromHours(5)); // deadlines on the way are processed, and messages leave
        Console.WriteLine($"{ticket.Id}: {test.Sent.Length}");
    }

    public static void CasesOf(Policy policy)
    {
        foreach (var test in PolicyTestCases.Generate(policy))
            Console.WriteLine($"{test.Section}: {string.Join(", ", test.Facts)} → {test.Winner}");
    }

    public static async Task HostAsync()
    {
        await using var test = new TestDesk(desk => desk.AddPolicyFile("policy.json").UseRequesters<MyDirectory>());
        Console.WriteLine(test.Time.Now);
    }

    public static async Task<int> PersonalDataAsync(PersonalDataService personalData, Stream file)
    {
        await personalData.ExportAsync("acme", "ada", file);
        var rewritten = await personalData.EraseAsync("acme", "ada", replacement: $"erased-{Guid.NewGuid():N}");
        return rewritten;
    }

    public static void KeptSecrets(SupportKitBuilder desk)
    {
        desk.ProtectSecrets();
    }

    public static async Task<RevealResult> RevealAsync(SupportDesk desk, TicketKey ticket, Actor lead, long sequence)
    {
        var answer = await desk.RevealSecretsAsync(ticket, lead, sequence);
        return answer;
    }

    public static void Reloading(IServiceCollection services)
    {
        services.AddSupportKit().AddPolicyFile("policy.json", reloadOnChange: true);
    }

    public static void Relational(IHostApplicationBuilder builder)
    {
        builder
            .Services.AddSupportKit()
            .AddPolicyFile("policy.json")
            .UseRequesters<MyDirectory>()
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport<MyTransport>()
            .UseEntityFrameworkStore(options => options.UseSqlite("Data Source=desk.db"))
            .CreateSchemaOnStart();
    }

    public static void Postgres(SupportKitBuilder builder, string connectionString) =>
        builder.UseEntityFrameworkStore(options => options.UseNpgsql(connectionString)).CreateSchemaOnStart();

    public static async Task SchemaAsync(IDbContextFactory<SupportKitDbContext> contexts)
    {
        await using var context = await contexts.CreateDbContextAsync(); // IDbContextFactory<SupportKitDbContext>
        await context.CreateSchemaAsync();
    }

    public static async Task LifeAsync(SupportDesk desk, TicketKey ticket, Actor agent)
    {
        foreach (var action in await desk.GetAvailableActionsAsync(ticket, agent))
            Console.WriteLine(action.Allowed ? action.Operation : $"{action.Operation}: {action.Refusal!.Reason}");
        await desk.ApplyAsync(ticket, new TicketCommand.Link(agent, LinkKind.Bug, "BUG-7"));
        foreach (var promise in await desk.CompareSlaAsync(ticket, Viewer.Desk))
            Console.WriteLine(
                $"{promise.Original.Metric}: promised by {promise.Original.Due}, today it would be {promise.UnderCurrentPolicy?.Due}"
            );
    }

    public static async Task SearchAsync(SupportDesk desk, Viewer viewer)
    {
        var search = new TicketQuery(SupportDesk.DefaultTenant, viewer) { Text = "printer red" };
        var page = await desk.ListAsync(search); // has both words, in title or messages; page.Next goes on
        var count = await desk.CountAsync(search, TicketCount.DefaultLimit); // no further, so that it takes no longer however many there are
        Console.WriteLine($"{page.Tickets.Length} shown of {count.Tickets}{(count.IsExact ? "" : "+")}");
    }

    private sealed class MyDirectory : IRequesterDirectory
    {
        public Task<Requester?> FindAsync(string tenant, string requester, CancellationToken cancellationToken) =>
            Task.FromResult<Requester?>(null);
    }

    private sealed class MyTransport : INotificationTransport
    {
        public Task SendAsync(Notification notification, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private static Task<ITicketStore> NewEmptyStoreAsync() => Task.FromResult<ITicketStore>(new InMemoryTicketStore());

#pragma warning disable CA1707, CA1822
    public sealed class MyStoreTests
    {
        public static TheoryData<string> Promises => [.. TicketStoreCases.All.Select(promise => promise.Name)];

        [Theory]
        [MemberData(nameof(Promises))]
        public async Task My_store_promises_that(string promise) =>
            await TicketStoreCases.Get(promise).RunAsync(await NewEmptyStoreAsync());
    }
#pragma warning restore CA1707, CA1822
}
