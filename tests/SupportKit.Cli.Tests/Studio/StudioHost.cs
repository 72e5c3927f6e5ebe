using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SupportKit.Cli.Tests;

/// <summary>A studio that serves a policy of its own in this process, and whoever has opened it.</summary>
internal sealed class StudioHost : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly CookieContainer cookies = new();

    private StudioHost(string policy, string? tests)
    {
        Path = folder.Add("small.json", policy);
        if (tests is not null)
            folder.Add("small.test.json", tests);
        TestPath = folder.PathOf("small.test.json");
        Http = new HttpClient(new HttpClientHandler { CookieContainer = cookies });
    }

    /// <summary>The policy's file.</summary>
    public string Path { get; }

    /// <summary>The file that recorded tests go to.</summary>
    public string TestPath { get; }

    public StudioServer Server { get; private set; } = null!;

    /// <summary>The page's address without the token.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>A client that has opened the page, as a browser does.</summary>
    public HttpClient Http { get; }

    public static async Task<StudioHost> StartAsync(string policy = SmallPolicy.Text, string? tests = null)
    {
        var host = new StudioHost(policy, tests);
        var terminal = new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null, Terminal.Unlimited, false);
        host.Server = await StudioServer.StartAsync(new StudioFile(host.Path, terminal), 0, terminal, default);
        host.Address = new Uri(host.Server.Address.GetLeftPart(UriPartial.Authority));
        host.Http.BaseAddress = host.Address;
        (await host.Http.GetAsync(host.Server.Address)).EnsureSuccessStatusCode();
        host.Http.DefaultRequestHeaders.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        return host;
    }

    /// <summary>Asks what the page asks.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(string question, object asked)
    {
        using var answer = await Http.PostAsJsonAsync(question, asked);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>What the policy in the file decides about a request, up to an instant.</summary>
    public async Task<JsonElement> TellAsync(object request, string at, string? now = null, params object[] steps)
    {
        var test = new
        {
            name = "one",
            request,
            at,
            expect = new { },
            steps,
        };
        var text = await File.ReadAllTextAsync(Path);
        var (status, answer) = await AskAsync(
            "check",
            now is null
                ? new { text, test }
                : new
                {
                    text,
                    test,
                    now,
                }
        );
        Assert.Equal(HttpStatusCode.OK, status);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        folder.Dispose();
    }
}
