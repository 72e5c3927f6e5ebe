using Microsoft.AspNetCore.Http;

namespace SupportKit.AspNetCore;

/// <summary>What every endpoint of the desk has in common: safe headers, a known caller, a key on each write, and one form for each "no".</summary>
internal static class RequestFilter
{
    public static async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var call = context.GetArgument<Call>(0);
        var http = context.HttpContext;
        Headers.Secure(http.Response.Headers);
        try
        {
            await call.IdentifyAsync().ConfigureAwait(false);
            if (!call.Description.IsOpen)
                Require(call);
            if (call.Description.IsWrite)
                _ = Headers.Key(http.Request);
            return await next(context).ConfigureAwait(false);
        }
        catch (ProblemException no)
        {
            return no.Problem;
        }
        catch (BadHttpRequestException no)
        {
            return no.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => new Problem(
                    413,
                    WebErrors.BodyOversized,
                    "The body is longer than this server takes."
                ),
                StatusCodes.Status408RequestTimeout => JsonBody.Expired(),
                _ => new Problem(400, WebErrors.BodyInvalid, "The request was cut off, or is not HTTP."),
            };
        }
        catch (SupportKitException no) when (Refusals.Of(no) is { } problem)
        {
            return problem;
        }
    }

    private static void Require(Call call)
    {
        if (!call.IsKnown)
            throw new ProblemException(
                new Problem(
                    call.Http.User.Identity is { IsAuthenticated: true } ? 403 : 401,
                    WebErrors.CallerMissing,
                    "Sign in as somebody whom this endpoint is for."
                )
            );
        var fits = call.Description.Audience switch
        {
            Audience.Requesters => call.Actor.Kind == ActorKind.Requester,
            Audience.Agents => call.Actor.Kind == ActorKind.Lead
                || (call.Actor.Kind == ActorKind.Agent && !call.Description.IsForLeads),
            Audience.Inbound => call.Actor.Kind == ActorKind.Integration,
            _ => false,
        };
        // The host's own resolver gave another role than it was asked for: that must never widen what somebody sees.
        if (!fits)
            throw new ProblemException(
                new Problem(403, WebErrors.CallerMissing, "Sign in as somebody whom this endpoint is for.")
            );
    }
}
