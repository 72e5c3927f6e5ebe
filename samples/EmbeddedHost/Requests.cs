using System.Security.Claims;
using SupportKit;

namespace EmbeddedHost;

/// <summary>What a customer sends to ask for help.</summary>
internal sealed record Question(string Category, string Title, string Body)
{
    public OpenRequest From(string customer) =>
        new()
        {
            Requester = customer,
            Category = Category,
            Channel = "web",
            Title = Title,
            Body = Body,
        };
}

/// <summary>What a customer writes on.</summary>
internal sealed record Reply(string Body);

internal static class ClaimsPrincipalExtensions
{
    /// <summary>The id under which ASP.NET Core Identity knows the customer.</summary>
    public static string Id(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)!;
}
