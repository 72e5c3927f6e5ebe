using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace SupportKit.AspNetCore;

/// <summary>Who the claims of the signed-in user say it is, and guests by their token.</summary>
internal sealed class ClaimsCallerResolver(IOptions<SupportEndpointOptions> options, GuestTokens guests)
    : ICallerResolver
{
    // The claim that OpenID Connect has for it.
    private const string TimeZoneClaim = "zoneinfo";

    private readonly SupportEndpointOptions options = options.Value;

    public ValueTask<Caller?> ResolveAsync(HttpContext request, Audience audience, CancellationToken cancellationToken)
    {
        var tenant = options.TenantOf(request);
        if (request.User.Identity is { IsAuthenticated: true })
            return new(
                ActorOf(request.User, audience) is { } actor
                    ? new Caller(actor, tenant) { TimeZone = request.User.FindFirstValue(TimeZoneClaim) }
                    : null
            );
        if (audience != Audience.Requesters || !options.AllowGuests)
            return new((Caller?)null);
        var guest = guests.Read(request.Request.Headers[GuestTokens.Header], tenant);
        return new(guest is null ? null : new Caller(Actor.Requester(guest), tenant) { IsGuest = true });
    }

    private Actor? ActorOf(ClaimsPrincipal user, Audience audience)
    {
        var id = options.IdClaim is { } named
            ? user.FindFirstValue(named)
            : user.FindFirstValue(ClaimTypes.NameIdentifier) ?? user.FindFirstValue("sub");
        if (string.IsNullOrWhiteSpace(id))
            return null;
        return audience switch
        {
            // A signed-in person must never be taken for a guest, whose words are another person's.
            Audience.Requesters => id.StartsWith(Caller.GuestPrefix, StringComparison.Ordinal)
                ? null
                : Actor.Requester(id),
            Audience.Agents when user.IsInRole(options.LeadRole) => Actor.Lead(id) with { Queues = QueuesOf(user) },
            Audience.Agents when user.IsInRole(options.AgentRole) => Actor.Agent(id, QueuesOf(user)),
            Audience.Inbound when user.IsInRole(options.InboundRole) => Actor.Integration(id),
            _ => null,
        };
    }

    private ImmutableArray<string> QueuesOf(ClaimsPrincipal user) =>
        [.. user.FindAll(options.QueueClaim).Select(claim => claim.Value)];
}
