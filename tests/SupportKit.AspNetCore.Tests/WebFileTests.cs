using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace SupportKit.AspNetCore.Tests;

/// <summary>The files of the widget and the console: everybody may load them, and nothing in them runs elsewhere.</summary>
public sealed class WebFileTests : IAsyncLifetime
{
    private HostFixture host = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        host = await HostFixture.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(host.Address, "/support/") };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Each_file_is_there_for_everybody_under_a_strict_policy()
    {
        Assert.Contains("widget.js", WebFile.All.Keys);
        foreach (var path in WebFile.All.Keys)
        {
            using var answer = await http.GetAsync(path, HostFixture.Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_browser_that_takes_brotli_gets_it_and_others_the_same_bytes()
    {
        var plain = await http.GetByteArrayAsync("widget.js", HostFixture.Stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, "widget.js");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var answer = await http.SendAsync(request, HostFixture.Stop);

        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        await using var content = new BrotliStream(
            await answer.Content.ReadAsStreamAsync(HostFixture.Stop),
            CompressionMode.Decompress
        );
        using var unpacked = new MemoryStream();
        await content.CopyToAsync(unpacked, HostFixture.Stop);
        Assert.Equal(plain, unpacked.ToArray());

        using var declined = new HttpRequestMessage(HttpMethod.Get, "widget.js");
        declined.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br", 0));
        using var again = await http.SendAsync(declined, HostFixture.Stop);
        Assert.Empty(again.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Nobody_waits_for_the_compression_of_what_was_mapped()
    {
        // It was begun when a host was started, before anybody asked for a file.
        await WebFile.Compressing!.WaitAsync(HostFixture.Stop);

        Assert.All(WebFile.All, file => Assert.True(file.Value.IsCompressed, file.Key));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        using var first = await http.GetAsync("console.js", HostFixture.Stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, "console.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var answer = await http.SendAsync(request, HostFixture.Stop);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(HostFixture.Stop));
    }

    [Fact]
    public void Every_module_that_one_imports_is_there()
    {
        foreach (var (path, text) in Modules())
        {
            var imports = Regex.Matches(text, @"(?:from|import\() ?'(\.{1,2}/[^'$]+)'");
            foreach (var name in imports.Select(import => import.Groups[1].Value))
            {
                var target = new Uri(new Uri($"http://desk/{path}"), name).AbsolutePath[1..];
                Assert.True(WebFile.All.ContainsKey(target), $"{path} imports {target}, which is not there.");
            }
        }
    }

    // One module that names the next would be a way to the server and back for each.
    [Fact]
    public async Task The_page_of_the_console_asks_for_all_its_modules_at_once()
    {
        var texts = Modules().ToDictionary(module => module.Path, module => module.Text, StringComparer.Ordinal);
        var wanted = new SortedSet<string>(StringComparer.Ordinal);
        Follow("console.js");
        var page = await http.GetStringAsync("console", HostFixture.Stop);
        var asked = Regex
            .Matches(page, "<link rel=\"modulepreload\" href=\"([^\"]+)\">")
            .Select(link => link.Groups[1].Value);

        Assert.Equal(wanted.Except(["console.js"]), asked);

        void Follow(string path)
        {
            // The words come when the language is known, and each page when it is asked for.
            if (!texts.TryGetValue(path, out var text) || !wanted.Add(path))
                return;
            foreach (
                Match import in Regex.Matches(
                    text,
                    @"^(?!.*@).*(?:from |await import\()'(\.{1,2}/[^'$]+)'",
                    RegexOptions.Multiline
                )
            )
                Follow(new Uri(new Uri($"http://desk/{path}"), import.Groups[1].Value).AbsolutePath[1..]);
        }
    }

    [Fact]
    public void The_widget_says_the_same_things_in_every_language()
    {
        var words = Modules().Where(module => module.Path.StartsWith("words/", StringComparison.Ordinal)).ToList();
        Assert.Equal(["de", "en", "es", "fr", "pt"], words.Select(module => module.Path[6..8]).Order());
        var keys = words.Select(module => (module.Path, Keys: KeysOf(module.Text))).ToList();
        Assert.True(keys[0].Keys.Count > 50);
        Assert.All(keys, one => Assert.Equal(keys[0].Keys, one.Keys));
    }

    [Fact]
    public void The_console_says_the_same_things_in_every_language_with_the_same_places()
    {
        const string Folder = "console/words/";
        var words = Modules().Where(module => module.Path.StartsWith(Folder, StringComparison.Ordinal)).ToList();
        Assert.Equal(["de", "en", "es", "fr", "pt"], words.Select(module => module.Path[Folder.Length..^3]).Order());
        var english = words.Single(module => module.Path.EndsWith("en.js", StringComparison.Ordinal)).Text;
        Assert.True(KeysOf(english).Count > 200);
        Assert.All(words, one => Assert.Equal(KeysOf(english), KeysOf(one.Text)));
        Assert.All(words, one => Assert.Equal(PlacesOf(english), PlacesOf(one.Text)));
    }

    // The places of each text, which are the same whatever their order is in a language.
    private static List<string> PlacesOf(string text) =>
        [
            .. Regex
                .Matches(text, @"^  '?([\w-]+)'?: (.*),$", RegexOptions.Multiline)
                .Select(line =>
                    $"{line.Groups[1].Value}: {string.Join(' ', Regex.Matches(line.Groups[2].Value, @"\{\w+\}").Select(place => place.Value).Order(StringComparer.Ordinal))}"
                )
                .Order(StringComparer.Ordinal),
        ];

    private static List<string> KeysOf(string text) =>
        [
            .. Regex
                .Matches(text, @"^  '?([\w-]+)'?: '", RegexOptions.Multiline)
                .Select(key => key.Groups[1].Value)
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<(string Path, string Text)> Modules()
    {
        var assembly = typeof(WebFile).Assembly;
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(name => name.EndsWith(".js", StringComparison.Ordinal))
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name["web/".Length..], reader.ReadToEnd());
        }
    }
}
