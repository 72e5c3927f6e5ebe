using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SupportKit.AspNetCore;

/// <summary>The description of the endpoints that this host maps, as OpenAPI 3.1.</summary>
internal static class OpenApiEndpoint
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/openapi.json", WriteAsync).ExcludeFromDescription();

    private static Task WriteAsync(HttpContext http, EndpointDataSource all)
    {
        Headers.Secure(http.Response.Headers);
        var bytes = Encoding.UTF8.GetBytes(OpenApiDocument.Of(all.Endpoints).ToJsonString());
        http.Response.ContentType = "application/json";
        return http.Response.Body.WriteAsync(bytes, 0, bytes.Length, http.RequestAborted);
    }
}
