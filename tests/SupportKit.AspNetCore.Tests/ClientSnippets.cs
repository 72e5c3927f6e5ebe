using SupportKit.Client;

namespace SupportKit.AspNetCore.Tests;

/// <summary>What the README of the client shows.</summary>
internal static class ClientSnippets
{
    public static async Task FollowAsync(string token)
    {
        using var http = new HttpClient { BaseAddress = new Uri("https://acme.example/support/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token); // the host signs people in as it always does
        var desk = new RequesterClient(http);

        var opened = await desk.OpenAsync(
            new NewRequest("outage", "Nothing loads", "Since noon.") { Answers = new() { ["environment"] = "PROD" } }
        );
        await foreach (var news in desk.FollowAsync(opened.Ticket.Id, opened.Ticket.Version))
            Console.WriteLine($"{news.Sequence}: {news.Event}");
    }
}
