using System.Text;
using Microsoft.AspNetCore.Http;

namespace SupportKit.AspNetCore;

/// <summary>A table as a download.</summary>
internal sealed class CsvDownload(string text, string name) : IResult
{
    public const string MediaType = "text/csv";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var response = httpContext.Response;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        response.ContentType = $"{MediaType}; charset=utf-8";
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}
