using Microsoft.AspNetCore.Http;

namespace SupportKit.AspNetCore;

/// <summary>
/// Says who a request is from: what the claims of the signed-in user mean to the desk. The desk authenticates nobody, and believes what
/// this says. Without one of the host's own, <see cref="SupportEndpointOptions"/> names the claims and roles. Made in the scope of the request.
/// </summary>
public interface ICallerResolver
{
    /// <summary>Says who makes the request; null when it is nobody that the endpoint may serve.</summary>
    /// <param name="request">The request, after the host's authentication.</param>
    /// <param name="audience">Whom the endpoint is for; the same person may ask for help at one and answer at another.</param>
    /// <param name="cancellationToken">Ends the lookup.</param>
    /// <returns>
    /// The caller, with an actor of a kind that goes with the audience; null when nobody is signed in, or nobody whom the endpoint is for. Null is
    /// answered with 401 or 403.
    /// </returns>
    ValueTask<Caller?> ResolveAsync(HttpContext request, Audience audience, CancellationToken cancellationToken);
}
