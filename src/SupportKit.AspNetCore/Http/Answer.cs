using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace SupportKit.AspNetCore;

/// <summary>A typed answer in JSON, written by the package's own context whatever the host's options are.</summary>
/// <typeparam name="T">What is sent.</typeparam>
internal class Answer<T>(T value) : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult, IValueHttpResult<T>
{
    public T Value => value;

    T? IValueHttpResult<T>.Value => value;

    /// <summary>The version of the ticket that was read or changed; null when it is not about one.</summary>
    public long? Version { get; init; }

    int? IStatusCodeHttpResult.StatusCode => Status;

    protected virtual int Status => StatusCodes.Status200OK;

    public virtual Task ExecuteAsync(HttpContext httpContext)
    {
        if (Version is { } version)
            httpContext.Response.Headers[HeaderNames.ETag] = Headers.EntityTag(version);
        return WebJson.WriteAsync(httpContext, Status, value, "application/json");
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"])
        );
}

/// <summary>A typed answer that tells of something new.</summary>
/// <typeparam name="T">What is sent.</typeparam>
internal sealed class Created<T>(T value, string below) : Answer<T>(value), IEndpointMetadataProvider
{
    protected override int Status => StatusCodes.Status201Created;

    public override Task ExecuteAsync(HttpContext httpContext)
    {
        // A path, so that nothing that a caller says of the host is sent back.
        var request = httpContext.Request;
        httpContext.Response.Headers[HeaderNames.Location] =
            $"{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent().TrimEnd('/')}/{below}";
        return base.ExecuteAsync(httpContext);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"])
        );
}
