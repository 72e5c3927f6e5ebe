using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace SupportKit.AspNetCore.Tests;

/// <summary>A host that leaves the desk's own endpoints open does not start.</summary>
public class StartTests
{
    private static async Task<SupportKitException> RefusedAsync(
        Action<WebApplication> map,
        Action<IServiceCollection>? services = null
    )
    {
        await using var app = HostFixture.Make(map: map, services: services);
        return await Assert.ThrowsAsync<SupportKitException>(() => app.StartAsync(HostFixture.Stop));
    }

    [Fact]
    public async Task Without_a_policy_of_authorization_agents_and_systems_stop_the_host()
    {
        var agents = await RefusedAsync(app => app.MapGroup("/support").MapSupportKitAgents());
        var inbound = await RefusedAsync(app => app.MapGroup("/support").MapSupportKitInbound());
        var all = await RefusedAsync(app => app.MapGroup("/support").MapSupportKit());
        var opened = await RefusedAsync(app => app.MapSupportKitAgents().RequireAuthorization().AllowAnonymous());

        Assert.All([agents, inbound, all, opened], no => Assert.Equal(WebErrors.AuthorizationMissing, no.Code));
        Assert.Contains("RequireAuthorization", agents.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_on_the_group_around_or_a_fallback_policy_is_enough()
    {
        await using var outer = await HostFixture.StartAsync(map: app =>
            app.MapGroup("/support").RequireAuthorization().MapSupportKitAgents()
        );
        await using var after = await HostFixture.StartAsync(map: app =>
            app.MapGroup("/support").MapSupportKit().RequireAuthorization()
        );
        await using var fallback = await HostFixture.StartAsync(
            map: app => app.MapGroup("/support").MapSupportKit(),
            services: services =>
                services
                    .AddAuthorizationBuilder()
                    .AddFallbackPolicy("signed in", policy => policy.RequireAuthenticatedUser())
        );

        Assert.Equal(401, (await HostFixture.GetAsync(fallback.As(null), "/support/agents/queues")).Status);
    }

    [Fact]
    public async Task Requesters_alone_need_none_and_Development_starts_open()
    {
        await using var requesters = await HostFixture.StartAsync(map: app =>
            app.MapGroup("/s").MapSupportKitRequesters()
        );
        await using var development = await HostFixture.StartAsync(
            map: app => app.MapGroup("/support").MapSupportKit(),
            environment: "Development"
        );

        // Open to be started, and still nobody's: the claims say who is an agent.
        Assert.Equal(401, (await HostFixture.GetAsync(development.As(null), "/support/agents/queues")).Status);
        Assert.Equal(403, (await HostFixture.GetAsync(development.As("ada"), "/support/agents/queues")).Status);
    }

    [Fact]
    public async Task Endpoints_without_their_services_are_refused_where_they_are_mapped()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        var no = Assert.Throws<SupportKitException>(() => app.MapSupportKitRequesters());

        Assert.Equal(WebErrors.ServicesMissing, no.Code);
    }

    [Fact]
    public async Task Options_that_cannot_work_are_all_named_at_the_start()
    {
        await using var app = HostFixture.Make(options =>
        {
            options.MaxLive = 0;
            options.LiveHeartbeat = TimeSpan.Zero;
            options.Channel = " ";
        });

        var no = await Assert.ThrowsAsync<SupportKitException>(() => app.StartAsync(HostFixture.Stop));

        Assert.Equal(SupportKitErrors.HostingOptionImpossible, no.Code);
        Assert.All(
            ["MaxLive", "LiveHeartbeat", "Channel"],
            name => Assert.Contains(name, no.Message, StringComparison.Ordinal)
        );
    }
}
