using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SupportKit.AspNetCore;

/// <summary>
/// Denies by default: a host whose endpoints of agents or systems no authorization policy guards does not start, but in Development. It looks
/// once all endpoints are mapped with all their conventions, and before the server listens.
/// </summary>
internal sealed class AuthorizationCheck(IServiceProvider services, IHostEnvironment environment) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            next(app);
            // The routing of a host that maps no endpoint at all is not there.
            if (environment.IsDevelopment() || services.GetService<EndpointDataSource>() is not { } all)
                return;
            // With a fallback policy, what names no policy is guarded by that.
            var fallback = services.GetService<IOptions<AuthorizationOptions>>()?.Value.FallbackPolicy is not null;
            if (all.Endpoints.FirstOrDefault(endpoint => IsOpen(endpoint, fallback)) is { } open)
                throw new SupportKitException(
                    WebErrors.AuthorizationMissing,
                    $"The endpoint \"{open.DisplayName}\" acts for people of the desk, and no authorization policy guards it.",
                    "Call RequireAuthorization with a policy for agents on what MapSupportKitAgents or MapSupportKitInbound returns."
                );
        };

    private static bool IsOpen(Endpoint endpoint, bool fallback)
    {
        var metadata = endpoint.Metadata;
        if (metadata.GetMetadata<EndpointDescription>() is not { Audience: not Audience.Requesters })
            return false;
        if (metadata.GetMetadata<IAllowAnonymous>() is not null)
            return true;
        return !fallback
            && metadata.GetMetadata<IAuthorizeData>() is null
            && metadata.GetMetadata<AuthorizationPolicy>() is null
            && metadata.GetMetadata<IAuthorizationRequirementData>() is null;
    }
}
