using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportKit.Decisions;
using SupportKit.Hosting;

namespace SupportKit.Repository.Tests;

/// <summary>What docs/hosting.md shows, so that it is compiled.</summary>
internal static class HostingSnippets
{
    public static void Ports(IServiceCollection services)
    {
        services
            .AddSupportKit()
            .UseRequesters<CustomerDirectory>() // takes AppDbContext in its constructor
            .UseRequesters(scope => new CustomerDirectory(scope.GetRequiredService<AppDbContext>()))
            .UseRequesters(
                (scope, tenant, id, stop) => scope.GetRequiredService<AppDbContext>().FindCustomerAsync(id, stop)
            );
    }

    public static void Transports(SupportKitBuilder desk)
    {
        desk.UseSmtp(
            smtp =>
            {
                (smtp.Host, smtp.From) = ("mail.acme.example", "desk@acme.example");
                smtp.Recipients = [RecipientKind.Requester, RecipientKind.Agent];
            },
            (scope, tenant, to, stop) => scope.GetRequiredService<AppDbContext>().FindAddressAsync(to.Id, stop)
        );
        desk.UseTransport(
            PostCardAsync,
            name: "chat",
            takes: (message, tenant) => message.To.Kind == RecipientKind.Queue
        );
    }

    public static async Task TenantsAsync(SupportDesk desk, OpenRequest request, Actor actor)
    {
        var acme = desk.ForTenant("acme");
        var ticket = (await acme.OpenAsync(request)).OrThrow().Ticket;
        var page = await acme.ListAsync(acme.Query(acme.ViewerOf(actor)) with { Limit = 20 });
        Console.WriteLine($"{ticket.Id} is one of {page.Tickets.Length}");
    }

    public static void Configuration(IHostApplicationBuilder builder)
    {
        builder.Services.AddSupportKit(builder.Configuration.GetSection("SupportKit"));
        builder.Services.AddHealthChecks().AddSupportKit(tags: ["ready"]);
    }

    private static Task PostCardAsync(Notification notification, CancellationToken stop) => Task.CompletedTask;

    internal sealed class PolicyTable(AppDbContext context) : IPolicySource
    {
        public Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken stop) =>
            context.ReadPoliciesAsync(stop); // tenant and document
    }

    public static void Policies(SupportKitBuilder desk) => desk.AddPolicySource<PolicyTable>();

    internal sealed class AppDbContext
    {
        public Task<IReadOnlyDictionary<string, string>> ReadPoliciesAsync(CancellationToken stop) =>
            Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

        public Task<Requester?> FindCustomerAsync(string id, CancellationToken stop) =>
            Task.FromResult<Requester?>(null);

        public Task<string?> FindAddressAsync(string id, CancellationToken stop) => Task.FromResult<string?>(null);
    }

    private sealed class CustomerDirectory(AppDbContext context) : IRequesterDirectory
    {
        public Task<Requester?> FindAsync(string tenant, string requester, CancellationToken cancellationToken) =>
            context.FindCustomerAsync(requester, cancellationToken);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(TicketPage))]
internal sealed partial class PageJson : JsonSerializerContext;
