using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SupportKit.Cli;

/// <summary>
/// Admits the page that was opened with the address the tool printed, and nobody else: a page of another site that guesses the port is
/// refused by its origin, one that points a name of its own at this machine by the host it asks for, and another program by the token.
/// </summary>
/// <param name="port">The port that the page is served at.</param>
/// <param name="token">What the first address carries.</param>
internal sealed class StudioGate(int port, string token)
{
    // Cookies know hosts and no ports, so that two studios at once need two names.
    private readonly string cookie = string.Create(CultureInfo.InvariantCulture, $"supportkit-studio-{port}");

    /// <summary>What whoever is not admitted reads.</summary>
    public const string Refusal =
        $"This page is not for you. Open the address that the tool printed, in a browser of this machine. ({ToolErrors.PageForbidden})\n";

    /// <summary>A token that nobody guesses.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Whether the request is to be answered; one that is not has been answered already.</summary>
    public bool Admits(HttpContext http)
    {
        WriteHeaders(http.Response.Headers);
        var request = http.Request;
        if (!IsOwnHost(request.Host) || !IsOwnOrigin(request))
            return Refuse(http);
        if (IsFirst(request))
        {
            if (!IsToken(request.Query["token"]))
                return Refuse(http);
            http.Response.Cookies.Append(
                cookie,
                token,
                new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict,
                    Path = "/",
                }
            );
            // The token does not stay in the address, where somebody would see it or copy it along.
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = "/";
            return false;
        }
        return IsToken(request.Cookies[cookie]) || Refuse(http);
    }

    private bool IsOwnHost(HostString host) => (host.Port ?? 80) == port && host.Host is "127.0.0.1" or "localhost";

    private static bool IsFirst(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Path == "/" && request.Query.ContainsKey("token");

    // Browsers name the origin of all that may change something; of the rest they say whether another site asks for it.
    private static bool IsOwnOrigin(HttpRequest request)
    {
        if (request.Headers.Origin is [var origin])
            return origin == $"http://{request.Host.Value}";
        if (!HttpMethods.IsGet(request.Method))
            return false;
        return IsFirst(request) || request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin";
    }

    private bool IsToken(string? given) =>
        given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));

    private static bool Refuse(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return false;
    }

    private static void WriteHeaders(IHeaderDictionary headers)
    {
        headers[HeaderNames.ContentSecurityPolicy] =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers[HeaderNames.CacheControl] = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
