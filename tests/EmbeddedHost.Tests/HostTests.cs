using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace EmbeddedHost.Tests;

/// <summary>The sample over HTTP, as a customer's browser uses it: ASP.NET Core Identity knows who asks, the desk what they may read.</summary>
public sealed class HostTests : IDisposable
{
    private static readonly object Outage = new
    {
        Category = "outage",
        Title = "Nothing loads",
        Body = "Since noon.",
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

        var opened = await ada.PostAsJsonAsync("/support", Outage, Stop);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        var answer = await opened.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal("ACME-1", answer.GetProperty("number").GetString());

        var ticket = $"/support/{answer.GetProperty("id").GetString()}";
        var replied = await ada.PostAsJsonAsync($"{ticket}/replies", new { Body = "It loads again." }, Stop);
        Assert.Equal(HttpStatusCode.OK, replied.StatusCode);

        var read = await ada.GetFromJsonAsync<JsonElement>(ticket, Stop);
        Assert.Equal(2, read.GetProperty("messages").GetArrayLength());
        var page = await ada.GetFromJsonAsync<JsonElement>("/support", Stop);
        Assert.Equal(1, page.GetProperty("tickets").GetArrayLength());
    }

    [Fact]
    public async Task Another_customer_finds_nothing_and_nobody_gets_in_without_an_account()
    {
        var ada = await SignInAsync("ada@acme.example");
        var opened = await (await ada.PostAsJsonAsync("/support", Outage, Stop)).Content.ReadFromJsonAsync<JsonElement>(
            Stop
        );
        var ticket = $"/support/{opened.GetProperty("id").GetString()}";
        var eve = await SignInAsync("eve@acme.example");

        Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync(ticket, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.CreateClient().GetAsync("/support", Stop)).StatusCode);
    }

    [Fact]
    public async Task What_the_desk_refuses_is_said_in_words_for_the_customer()
    {
        var ada = await SignInAsync("ada@acme.example");

        var refused = await ada.PostAsJsonAsync(
            "/support",
            new
            {
                Category = "outage",
                Title = "",
                Body = "",
            },
            Stop
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal("intake.information_missing", problem.GetProperty("type").GetString());
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
