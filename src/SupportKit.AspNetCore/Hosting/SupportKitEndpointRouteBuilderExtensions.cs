using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SupportKit;
using SupportKit.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints of a desk. What each method returns takes the host's usual conventions: authorization, rate limits, CORS.</summary>
public static class SupportKitEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps all endpoints of the desk: those of requesters and the widget here, those of agents below <c>agents</c>, those of the host's
    /// systems below <c>inbound</c>, the console at <c>console</c>, and the description of the endpoints at <c>openapi.json</c>.
    /// </summary>
    /// <param name="routes">Where to, such as <c>app.MapGroup("/support")</c>.</param>
    /// <exception cref="SupportKitException"><c>web.services_missing</c>: <c>AddEndpoints</c> was not called.</exception>
    public static RouteGroupBuilder MapSupportKit(this IEndpointRouteBuilder routes)
    {
        var all = Group(routes, "");
        all.MapSupportKitRequesters();
        all.MapSupportKitConsole();
        all.MapGroup("/agents").MapSupportKitAgents();
        all.MapGroup("/inbound").MapSupportKitInbound();
        OpenApiEndpoint.Map(all);
        return all;
    }

    /// <summary>
    /// Maps the endpoints of people who ask for help, and the widget that uses them: <c>widget.js</c> defines the element
    /// <c>support-widget</c>.
    /// </summary>
    /// <param name="routes">Where to.</param>
    /// <exception cref="SupportKitException"><c>web.services_missing</c>: <c>AddEndpoints</c> was not called.</exception>
    public static RouteGroupBuilder MapSupportKitRequesters(this IEndpointRouteBuilder routes)
    {
        var group = Desk(routes);
        RequesterEndpoints.Map(group);
        TicketEndpoints.Map(group, Audience.Requesters);
        WhyEndpoints.MapRequesters(group);
        AttachmentEndpoints.Map(group, Audience.Requesters);
        LiveEndpoint.Map(group, Audience.Requesters);
        WebFileEndpoints.MapFiles(Group(routes, ""), path => !WebFileEndpoints.IsOfConsole(path));
        return group;
    }

    /// <summary>
    /// Maps the console at <c>console</c>, and <c>console.js</c>, which defines the element <c>support-console</c> for a page of the host's own.
    /// It is a page and its scripts, with nothing of the desk in it; what it shows, it asks the endpoints of agents for, which must be
    /// mapped at <c>agents</c> beside it, and the widget's files beside it.
    /// </summary>
    /// <param name="routes">Where to.</param>
    /// <exception cref="SupportKitException"><c>web.services_missing</c>: <c>AddEndpoints</c> was not called.</exception>
    public static RouteGroupBuilder MapSupportKitConsole(this IEndpointRouteBuilder routes)
    {
        var group = Group(routes, "");
        WebFileEndpoints.MapFiles(group, WebFileEndpoints.IsOfConsole);
        WebFileEndpoints.MapPage(group);
        return group;
    }

    /// <summary>
    /// Maps the endpoints of people of the desk. Outside Development the host does not start before an authorization policy guards them
    /// (<c>web.authorization_missing</c>).
    /// </summary>
    /// <param name="routes">Where to.</param>
    /// <exception cref="SupportKitException"><c>web.services_missing</c>: <c>AddEndpoints</c> was not called.</exception>
    public static RouteGroupBuilder MapSupportKitAgents(this IEndpointRouteBuilder routes)
    {
        var group = Desk(routes);
        AgentEndpoints.Map(group);
        WhyEndpoints.Map(group);
        PresenceEndpoints.Map(group);
        LeadEndpoints.Map(group);
        DeadLetterEndpoints.Map(group);
        SuppressedAddressEndpoints.Map(group);
        SwitchEndpoints.Map(group);
        SecretEndpoints.Map(group);
        PolicyEndpoints.Map(group);
        TicketEndpoints.Map(group, Audience.Agents);
        AttachmentEndpoints.Map(group, Audience.Agents);
        LiveEndpoint.Map(group, Audience.Agents);
        return group;
    }

    /// <summary>
    /// Maps the endpoints by which the host's systems bring in what people wrote elsewhere. The host verifies who sends, and does not start
    /// outside Development before an authorization policy guards them (<c>web.authorization_missing</c>).
    /// </summary>
    /// <param name="routes">Where to.</param>
    /// <exception cref="SupportKitException"><c>web.services_missing</c>: <c>AddEndpoints</c> was not called.</exception>
    public static RouteGroupBuilder MapSupportKitInbound(this IEndpointRouteBuilder routes)
    {
        var group = Desk(routes);
        InboundEndpoints.Map(group);
        return group;
    }

    private static RouteGroupBuilder Desk(IEndpointRouteBuilder routes)
    {
        var group = Group(routes, "");
        group.AddEndpointFilter(RequestFilter.InvokeAsync);
        return group;
    }

    private static RouteGroupBuilder Group(IEndpointRouteBuilder routes, string prefix)
    {
        ArgumentNullException.ThrowIfNull(routes);
        return routes.ServiceProvider.GetService<GuestTokens>() is null
            ? throw new SupportKitException(
                WebErrors.ServicesMissing,
                "Endpoints of the desk are mapped without their services.",
                "Call AddEndpoints on what AddSupportKit returns."
            )
            : routes.MapGroup(prefix);
    }
}
