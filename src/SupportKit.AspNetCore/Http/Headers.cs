using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using SupportKit.Localization;

namespace SupportKit.AspNetCore;

/// <summary>The headers by which a caller names a command, a version and a place in a stream, and those that every answer has.</summary>
internal static class Headers
{
    public const string IdempotencyKey = "Idempotency-Key";
    public const string LastEventId = "Last-Event-ID";
    public const string TimeZone = "Support-Time-Zone";
    private const int MaxKeyLength = 200;

    /// <summary>What no answer may do: be sniffed for another type, be kept by a cache, or run anything.</summary>
    public static void Secure(IHeaderDictionary headers)
    {
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers[HeaderNames.CacheControl] = "no-store";
        headers[HeaderNames.ContentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
    }

    public static string EntityTag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Whole seconds, rounded up: whoever comes back then is not too early.</summary>
    public static string Seconds(TimeSpan wait) =>
        Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The id of the command. It is also what proves that a page of the host's own sent the request: no form, image or link of another site can
    /// set this header, and a script of one only if the host's CORS lets it.
    /// </summary>
    public static string Key(HttpRequest request) =>
        request.Headers[IdempotencyKey] switch
        {
            { Count: 0 } => throw new ProblemException(
                new Problem(
                    400,
                    WebErrors.KeyMissing,
                    $"Give each command an id of its own in the header {IdempotencyKey}, and the same again when it is sent again."
                )
            ),
            [{ Length: > 0 and <= MaxKeyLength } key] when HostId.IsValid(key) => key,
            _ => throw Invalid(IdempotencyKey, $"one text of 1 to {MaxKeyLength} characters"),
        };

    /// <summary>The version that the caller has read; null when they do not mind.</summary>
    public static long? IfMatch(HttpRequest request)
    {
        var values = request.Headers.IfMatch;
        if (values.Count == 0 || values is ["*"])
            return null;
        return
            values is [['"', .., '"'] tag]
            && long.TryParse(
                tag.AsSpan(1, tag.Length - 2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var version
            )
            ? version
            : throw Invalid("If-Match", "the ETag of an answer, such as \"3\"");
    }

    /// <summary>The last event that the caller has; 0 for a new stream.</summary>
    public static long LastEvent(HttpRequest request)
    {
        var values = request.Headers[LastEventId];
        if (values.Count == 0 || values is [""])
            return 0;
        return values is [{ } id] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last
            : throw Invalid(LastEventId, "the id of an event of this stream");
    }

    /// <summary>The first language that the caller prefers and the policy speaks; else the policy's own.</summary>
    public static string Language(HttpRequest request, IReadOnlyList<string> spoken) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Where(language => language.Quality is not 0)
            .Select(language => CodeOf(language.Value))
            .FirstOrDefault(code => spoken.Contains(code, StringComparer.Ordinal))
        ?? spoken[0];

    /// <summary>The zone that a browser says its reader is in; null when it says none. It is not trusted to be one.</summary>
    public static string? TimeZoneOf(HttpRequest request) => request.Headers[TimeZone] is [{ } id] ? id : null;

    private static string CodeOf(StringSegment culture)
    {
        var text = culture.ToString();
        var dash = text.IndexOf('-', StringComparison.Ordinal);
#pragma warning disable CA1308 // codes of languages are in lower case
        return (dash < 0 ? text : text[..dash]).ToLowerInvariant();
#pragma warning restore CA1308
    }

    private static ProblemException Invalid(string header, string what) =>
        new(new Problem(400, WebErrors.HeaderInvalid, $"The header {header} is not {what}."));
}
