using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace SupportKit.AspNetCore;

/// <summary>Gives an endpoint its description, and what ASP.NET Core's own descriptions read of it.</summary>
internal static class EndpointConventions
{
    public static void Describe(this RouteHandlerBuilder endpoint, EndpointDescription description)
    {
        endpoint.WithMetadata(description).WithSummary(description.Summary).WithTags(description.Audience.ToString());
        if (description.Body is { } body)
            // Without a media type: routing would refuse others by itself, and say nothing of why.
            endpoint.WithMetadata(new AcceptsMetadata([], body));
    }
}

/// <summary>What an endpoint does with the ticket that its path names, told for both audiences.</summary>
internal static class EndpointNames
{
    /// <summary>The operation id, which is one of its own in each audience.</summary>
    public static string For(this string name, Audience audience) => $"{audience.ToString()[..^1]}.{name}";
}
