using System.Net;

namespace SupportKit.Cli.Tests;

/// <summary>Who is answered: the page that was opened with the printed address, on this machine, and nobody else.</summary>
public sealed class StudioGateTests : IAsyncLifetime
{
    private StudioHost host = null!;

    public async ValueTask InitializeAsync() => host = await StudioHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_first_address_sets_a_cookie_that_scripts_do_not_see_and_leaves_no_token_in_the_address()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await http.GetAsync(host.Server.Address);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains($"-{host.Address.Port}=", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/studio.js")]
    [InlineData("/changes")]
    [InlineData("/?token=00000000000000000000000000000000")]
    [InlineData("/?token=")]
    public async Task Who_has_no_token_gets_nothing(string path)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(host.Address, path));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(ToolErrors.PageForbidden, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("")]
    public async Task A_page_of_another_origin_changes_nothing_even_with_the_cookie(string origin)
    {
        host.Http.DefaultRequestHeaders.Remove("Origin");
        using var request = new HttpRequestMessage(HttpMethod.Post, "save")
        {
            Content = new StringContent("{ \"text\": \"\", \"known\": \"\" }"),
        };
        if (origin.Length > 0)
            request.Headers.Add("Origin", origin);
        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(SmallPolicy.Text, await File.ReadAllTextAsync(host.Path));
    }

    [Theory]
    [InlineData("Host", "desk.example")]
    [InlineData("Host", "127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_name_that_points_here_and_a_page_of_another_site_read_nothing(string header, string value)
    {
        host.Http.DefaultRequestHeaders.Remove("Origin");
        using var request = new HttpRequestMessage(HttpMethod.Get, "studio.js");
        request.Headers.Add(header, value);
        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Every_file_goes_under_a_strict_policy_and_every_module_that_one_imports_is_there()
    {
        Assert.Contains("studio.js", StudioWeb.All);
        foreach (var name in StudioWeb.All)
        {
            using var answer = await host.Http.GetAsync(name);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            var text = await answer.Content.ReadAsStringAsync();
            // Nothing comes from elsewhere; the name of a namespace is no address.
            Assert.DoesNotContain(
                "http",
                text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
            foreach (
                System.Text.RegularExpressions.Match import in System.Text.RegularExpressions.Regex.Matches(
                    text,
                    "from '\\./([^']+)'"
                )
            )
                Assert.Contains(import.Groups[1].Value, StudioWeb.All);
        }
    }

    [Fact]
    public async Task A_question_that_is_no_JSON_or_too_long_is_refused()
    {
        using var wrong = await host.Http.PostAsync("check", new StringContent("{"));
        // Who asks first is answered before the text is sent.
        using var request = new HttpRequestMessage(HttpMethod.Post, "check")
        {
            Content = new StringContent(new string(' ', 5_000_000)),
        };
        request.Headers.ExpectContinue = true;
        using var endless = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, endless.StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        var run = await Task.Run(() => ToolRun.Of("studio", host.Path, "--port", $"{host.Address.Port}"));

        Assert.Equal(ExitCodes.Unusable, run.Code);
        Assert.Contains(ToolErrors.PortUnavailable, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_serves_until_it_is_told_to_end_and_prints_its_address()
    {
        using var end = new CancellationTokenSource();
        using var output = new LineSignal();
        var terminal = new Terminal(TextReader.Null, output, TextWriter.Null, Terminal.Unlimited, false);
        var run = Task.Run(() => Tool.RunAsync(["studio", host.Path], terminal, end.Token));
        var address = await output.FirstLine;
        using var http = new HttpClient();
        Assert.Contains("studio.js", await http.GetStringAsync(new Uri(address)), StringComparison.Ordinal);

        await end.CancelAsync();

        Assert.Equal(ExitCodes.Success, await run);
    }

    private sealed class LineSignal : StringWriter
    {
        private readonly TaskCompletionSource<string> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> FirstLine => first.Task;

        public override Task WriteLineAsync(string? value)
        {
            first.TrySetResult(value!);
            return Task.CompletedTask;
        }
    }
}
