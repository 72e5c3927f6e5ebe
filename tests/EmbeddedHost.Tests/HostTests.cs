using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace EmbeddedHost.Tests;

/// <summary>The sample over HTTP, as a customer's browser uses it: ASP.NET Core Identity knows who asks, the desk what they may read.</summary>
public sealed class HostTests : IDisposable
{
    private static readonly object Outage = new
    {
        category = "outage",
        title = "Nothing loads",
        body = "Since noon.",
    };

    private readonly string database = Path.Combine(Path.GetTempPath(), $"embedded-host-{Guid.NewGuid():N}.db");
    private readonly WebApplicationFactory<Program> app;

    public HostTests() =>
        app = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.UseSetting("database", database));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_asks_reads_and_writes_on()
    {
        var ada = await SignInAsync("ada@acme.example");

        var opened = await SendAsync(ada, "/support/tickets", Outage);
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        var answer = await opened.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal("ACME-1", answer.GetProperty("ticket").GetProperty("number").GetString());

        var ticket = opened.Headers.Location!.OriginalString;
        var replied = await SendAsync(ada, $"{ticket}/replies", new { body = "It loads again." });
        Assert.Equal(HttpStatusCode.OK, replied.StatusCode);

        var read = await ada.GetFromJsonAsync<JsonElement>(ticket, Stop);
        Assert.Equal(2, read.GetProperty("messages").GetArrayLength());
        var page = await ada.GetFromJsonAsync<JsonElement>("/support/tickets", Stop);
        Assert.Equal(1, page.GetProperty("tickets").GetArrayLength());
    }

    [Fact]
    public async Task Another_customer_finds_nothing_and_nobody_gets_in_without_an_account()
    {
        var ada = await SignInAsync("ada@acme.example");
        var ticket = (await SendAsync(ada, "/support/tickets", Outage)).Headers.Location!.OriginalString;
        var eve = await SignInAsync("eve@acme.example");

        Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync(ticket, Stop)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await app.CreateClient().GetAsync("/support/tickets", Stop)).StatusCode
        );
    }

    [Fact]
    public async Task What_the_desk_refuses_is_said_in_words_for_the_customer()
    {
        var ada = await SignInAsync("ada@acme.example");

        var refused = await SendAsync(
            ada,
            "/support/tickets",
            new
            {
                category = "outage",
                title = "",
                body = "",
            }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal("intake.information_missing", problem.GetProperty("code").GetString());
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await client.SendAsync(request, Stop);
    }

    public void Dispose()
    {
        app.Dispose();
        foreach (var file in Directory.GetFiles(Path.GetTempPath(), $"{Path.GetFileName(database)}*"))
            File.Delete(file);
    }

    private async Task<HttpClient> SignInAsync(string email)
    {
        var client = app.CreateClient();
        var account = new { Email = email, Password = string.Join('-', "Long", "and", "made", "up", "1") };
        (await client.PostAsJsonAsync("/register", account, Stop)).EnsureSuccessStatusCode();
        var signedIn = await (
            await client.PostAsJsonAsync("/login", account, Stop)
        ).Content.ReadFromJsonAsync<JsonElement>(Stop);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            signedIn.GetProperty("accessToken").GetString()
        );
        return client;
    }
}
