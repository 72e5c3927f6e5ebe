using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SupportKit.AspNetCore;

/// <summary>
/// A file as a download. Its media type is only what the uploader claimed, so it is sent as bytes, whatever it was said to be: no browser shows
/// or runs it. The conversation tells the claimed type.
/// </summary>
internal sealed class Download(Stream content, string name, long length) : IResult
{
    public const string MediaType = "application/octet-stream";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using (content.ConfigureAwait(false))
        {
            var response = httpContext.Response;
            var disposition = new ContentDispositionHeaderValue("attachment");
            // Encodes what no header may hold: line ends, quotes, and letters outside ASCII.
            disposition.SetHttpFileName(Named(name));
            response.Headers.ContentDisposition = disposition.ToString();
            response.ContentType = MediaType;
            response.ContentLength = length;
            await content.CopyToAsync(response.Body, httpContext.RequestAborted).ConfigureAwait(false);
        }
    }

    // A name without the signs by which systems part folders, or turn the direction of writing.
    private static string Named(string name)
    {
        var safe = string.Concat(name.Select(letter => IsUnsafe(letter) ? '_' : letter));
        return safe.Trim(' ', '.') is { Length: > 0 } left ? left : "file";
    }

    private static bool IsUnsafe(char letter) =>
        letter is '/' or '\\' or ':' or '"' or '<' or '>' or '|' or '*' or '?'
        || char.IsControl(letter)
        || char.IsSurrogate(letter)
        || char.GetUnicodeCategory(letter)
            is System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator;
}
