using System.Net.Http.Json;

namespace SupportKit.Client;

/// <summary>A "no" of the desk's, or of something between: nothing was done. Immutable.</summary>
public sealed class SupportException : Exception
{
    private SupportException(HttpResponseMessage response, ProblemBody? problem)
        : base(problem?.Detail ?? $"The desk answered with HTTP {(int)response.StatusCode}.")
    {
        Status = (int)response.StatusCode;
        Code = problem?.Code ?? "";
        Errors = problem?.Errors ?? [];
        RedirectTo = problem?.RedirectTo;
        RetryAfter = response.Headers.RetryAfter?.Delta;
    }

    /// <summary>The status of the answer.</summary>
    public int Status { get; }

    /// <summary>The stable code, such as <c>ticket.not_found</c>; empty when the answer was not the desk's.</summary>
    public string Code { get; }

    /// <summary>What is wrong with which field of a form, or place of a body; empty when it is not about fields.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; }

    /// <summary>Where else this is answered: a channel of the policy, or an address; null when nowhere is known.</summary>
    public string? RedirectTo { get; }

    /// <summary>After which time it may work; null when that is not known.</summary>
    public TimeSpan? RetryAfter { get; }

    internal static async Task<SupportException> OfAsync(HttpResponseMessage response, CancellationToken stop)
    {
        var isProblem = response.Content.Headers.ContentType?.MediaType == "application/problem+json";
        return new(
            response,
            isProblem
                ? await response.Content.ReadFromJsonAsync(ClientJson.Default.ProblemBody, stop).ConfigureAwait(false)
                : null
        );
    }
}
