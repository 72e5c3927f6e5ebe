using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace SupportKit.AspNetCore;

/// <summary>
/// A file of the widget or the console, as it lies in the package: compressed once in a process, and sent again only when it has
/// changed. Thread-safe.
/// </summary>
internal sealed class WebFile
{
    private readonly byte[] plain;
    private readonly Lazy<byte[]> brotli;
    private readonly string mediaType;
    private readonly string tag;

    private WebFile(string path, byte[] content)
    {
        plain = content;
        brotli = new Lazy<byte[]>(() => Compressed(content));
        tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"";
        mediaType = Path.GetExtension(path) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".html" => "text/html; charset=utf-8",
            var other => throw new InvalidOperationException($"{path}: files of the kind {other} have no media type."),
        };
    }

    /// <summary>All files by their path below the desk, such as <c>widget/panel.js</c>.</summary>
    public static FrozenDictionary<string, WebFile> All { get; } = Read();

    /// <summary>
    /// Compresses all files beside whatever else the process does as it starts. The best compression takes half a second of a processor for the
    /// console, and the first person to open it would wait for that.
    /// </summary>
    public static void BeginCompressing() => _ = Compression.Value;

    /// <summary>What was begun so; null when it was not.</summary>
    public static Task? Compressing => Compression.IsValueCreated ? Compression.Value : null;

    private static readonly Lazy<Task> Compression = new(() =>
        Task.Run(() =>
        {
            foreach (var file in All.Values)
                _ = file.brotli.Value;
        })
    );

    /// <summary>Whether nobody has to wait for the compression any more.</summary>
    public bool IsCompressed => brotli.IsValueCreated;

    public Task SendAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        var headers = response.Headers;
        headers[HeaderNames.ETag] = tag;
        headers[HeaderNames.Vary] = HeaderNames.AcceptEncoding;
        // A new version of the package is seen at once, and an old one is not sent again.
        headers[HeaderNames.CacheControl] = "no-cache";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers[HeaderNames.ContentSecurityPolicy] = Policy;
        if (
            request.Headers.IfNoneMatch.Any(known => known is not null && known.Contains(tag, StringComparison.Ordinal))
        )
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        var isCompressed = TakesBrotli(request.Headers.AcceptEncoding);
        if (isCompressed)
            headers[HeaderNames.ContentEncoding] = "br";
        var content = isCompressed ? brotli.Value : plain;
        response.ContentType = mediaType;
        response.ContentLength = content.Length;
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(content, http.RequestAborted).AsTask();
    }

    // Nothing runs, loads or is sent but to and from the host itself, and no other site frames it.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'self'";

    private static bool TakesBrotli(StringValues accepted) =>
        StringWithQualityHeaderValue.TryParseList(accepted, out var codings)
        && codings.Any(coding =>
            coding.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0
        );

    private static byte[] Compressed(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var stream = new BrotliStream(compressed, CompressionLevel.SmallestSize))
            stream.Write(content);
        return compressed.ToArray();
    }

    private static FrozenDictionary<string, WebFile> Read()
    {
        const string Folder = "web/";
        var assembly = typeof(WebFile).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[Folder.Length..],
                name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    var content = new byte[stream.Length];
                    stream.ReadExactly(content);
                    return new WebFile(name, content);
                },
                StringComparer.Ordinal
            );
    }
}
