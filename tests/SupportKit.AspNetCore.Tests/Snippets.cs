using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Hosting;

namespace SupportKit.AspNetCore.Tests;

/// <summary>What docs/aspnetcore.md and the README of the package show, so that it is compiled.</summary>
internal static class Snippets
{
    public static void Parts(WebApplication app)
    {
        var support = app.MapGroup("/support");
        support.MapSupportKitRequesters(); // and the widget
        support.MapSupportKitConsole();
        support.MapGroup("/agents").MapSupportKitAgents().RequireAuthorization("agents");
        support.MapGroup("/inbound").MapSupportKitInbound().RequireAuthorization("mail gateway");
    }

    public static void Three(WebApplicationBuilder builder)
    {
        builder.Services.AddSupportKit().AddPolicyFile("policy.json").AddEndpoints(); // requesters and transport as in any host
        var app = builder.Build();
        app.MapGroup("/support").MapSupportKit().RequireAuthorization();
    }

    public static void Tenants(SupportKitBuilder desk)
    {
        desk.AddEndpoints(options =>
        {
            options.TenantOf = request => request.User.FindFirstValue("tenant") ?? "nobody's";
            options.AllowGuests = true;
        });
    }

    public static void Own(SupportKitBuilder desk) => desk.AddEndpoints<StaffDirectory>();

    internal sealed class StaffDirectory(AppDbContext context) : ICallerResolver
    {
        public async ValueTask<Caller?> ResolveAsync(HttpContext request, Audience audience, CancellationToken stop)
        {
            if (request.User.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id)
                return null;
            if (audience == Audience.Requesters)
                return new Caller(Actor.Requester(id)) { Language = request.User.FindFirstValue("locale") };
            return audience == Audience.Agents && await context.FindStaffAsync(id, stop) is { } staff
                ? new Caller(Actor.Agent(id, staff.Queues))
                : null;
        }
    }

    internal sealed record Staff(System.Collections.Immutable.ImmutableArray<string> Queues);

    internal sealed class AppDbContext
    {
        public Task<Staff?> FindStaffAsync(string id, CancellationToken stop) => Task.FromResult<Staff?>(null);
    }
}
