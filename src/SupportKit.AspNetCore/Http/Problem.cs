using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SupportKit.Decisions;

namespace SupportKit.AspNetCore;

/// <summary>A "no" over HTTP: problem details (RFC 9457) with the stable code. It names nothing of the server. Immutable.</summary>
internal sealed record Problem(int Status, string Code, string Detail) : IResult, IStatusCodeHttpResult
{
    public const string MediaType = "application/problem+json";

    /// <summary>What is wrong with which field: a name of the form, or a path into the body.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Where else this is answered: a channel of the policy.</summary>
    public string? RedirectTo { get; init; }

    /// <summary>The reasons of the decision; for people of the desk alone.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>When trying again may help, where that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    int? IStatusCodeHttpResult.StatusCode => Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (RetryAfter is { } wait)
            httpContext.Response.Headers[HeaderNames.RetryAfter] = Headers.Seconds(wait);
        var view = new ProblemView(
            Code,
            ReasonPhrases.GetReasonPhrase(Status),
            Status,
            Detail,
            Code,
            Errors,
            RedirectTo,
            Explanation
        );
        return WebJson.WriteAsync(httpContext, Status, view, MediaType);
    }
}

/// <summary>A problem as it is sent.</summary>
/// <param name="Type">The code again, where RFC 9457 wants the kind of problem: a relative reference.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Detail">Why, in the reader's language where the desk says it.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Errors">What is wrong with which field; null when it is not about fields.</param>
/// <param name="RedirectTo">Where else this is answered; null when nowhere is known.</param>
/// <param name="Explanation">The reasons, for people of the desk; null for everybody else.</param>
internal sealed record ProblemView(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    IReadOnlyDictionary<string, string[]>? Errors,
    string? RedirectTo,
    Explanation? Explanation
);

/// <summary>A problem that is met deep inside the reading of a request; the filter of the endpoints turns it into the answer.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem => problem;
}
