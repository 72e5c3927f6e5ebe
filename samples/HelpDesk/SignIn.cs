using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace HelpDesk;

/// <summary>Stands for the host's own sign-in: whoever is chosen is signed in. A real host asks for a password.</summary>
public static class SignIn
{
    public static void Configure(CookieBuilder cookie, CookieAuthenticationEvents events)
    {
        cookie.SameSite = SameSiteMode.Strict;
        cookie.HttpOnly = true;
        // The pages ask by scripts, which a redirection to a page would only confuse.
        events.OnRedirectToLogin = context => Answer(context.HttpContext, StatusCodes.Status401Unauthorized);
        events.OnRedirectToAccessDenied = context => Answer(context.HttpContext, StatusCodes.Status403Forbidden);
    }

    public static async Task<IResult> AsAsync(HttpContext http, string person)
    {
        if (People.Find(person) is not { } known)
            return Results.NotFound();
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, known.Id) };
        claims.AddRange(known.Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        if (known.TimeZone is { } zone)
            claims.Add(new Claim("zoneinfo", zone)); // as OpenID Connect names it
        var identity = new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme);
        await http.SignInAsync(new ClaimsPrincipal(identity));
        return Results.NoContent();
    }

    public static async Task OutAsync(HttpContext http)
    {
        await http.SignOutAsync();
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task Answer(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
