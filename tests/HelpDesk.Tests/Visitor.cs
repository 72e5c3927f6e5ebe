using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HelpDesk.Tests;

/// <summary>Somebody who uses the sample over HTTP, signed in as its pages sign people in.</summary>
internal sealed class Visitor(HttpClient http)
{
    public static async Task<Visitor> SignInAsync(HelpDeskFixture host, string person)
    {
        var http = host.CreateClient();
        using var signedIn = await http.PostAsync($"/demo/sign-in/{person}", null);
        signedIn.EnsureSuccessStatusCode();
        return new Visitor(http);
    }

    public async Task<JsonNode> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await http.GetAsync(path);
        return await ReadAsync(answer, expected);
    }

    public async Task<JsonNode> PostAsync(
        string path,
        object body,
        HttpStatusCode expected = HttpStatusCode.OK,
        long? version = null
    )
    {
        using var answer = await SendAsync(path, body, version);
        return await ReadAsync(answer, expected);
    }

    /// <summary>Sends it, whatever the answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, object body, long? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (version is not null)
            request.Headers.Add("If-Match", $"\"{version}\"");
        return await http.SendAsync(request);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
