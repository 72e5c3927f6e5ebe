using System.Text.Json.Nodes;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>What somebody is told while they still write: nothing of it is stored, and nobody learns of what they may not see.</summary>
public class PreviewTests
{
    private const string Strict = """
        {
          "id": "strict",
          "name": "Strict Support",
          "channels": { "web": {}, "status-page": {} },
          "categories": { "question": {}, "incident": {} },
          "terms": { "version": "2", "advice": "Accept our terms." },
          "facts": { "published": { "type": "boolean", "from": "form" } },
          "forms": { "question": { "recommended": ["published"] } },
          "scope": [
            { "id": "known", "when": { "category": "incident" }, "then": { "redirect": "status-page", "advice": "We know: status.example tells how it goes on." } },
            { "id": "all", "then": "accept" }
          ],
          "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
          "routing": { "queues": { "helpers": {} }, "rules": [{ "id": "all", "then": "helpers" }] },
          "screening": { "allCaps": "rewrite", "duplicates": { "then": "advise", "similarity": "80%" } }
        }
        """;

    private static Task<HostFixture> StartAsync() =>
        HostFixture.StartAsync(desk: desk => desk.AddPolicy(Policy.Parse(Strict), "strict"));

    private static async Task<JsonNode> PreviewAsync(
        HttpClient client,
        string category,
        string title,
        string body = "Please tell."
    )
    {
        var request = new JsonObject
        {
            ["category"] = category,
            ["title"] = title,
            ["body"] = body,
        };
        var (status, seen) = await PostAsync(client, "/support/form/preview", request, key: null);
        Assert.Equal(200, status);
        return seen!;
    }

    [Fact]
    public async Task It_says_where_else_a_request_is_answered_before_anything_is_filled_in()
    {
        await using var host = await StartAsync();

        var seen = await PreviewAsync(host.As("ada", "strict"), "incident", "", "");

        Assert.Equal("scope.request_redirected", (string?)seen["refusal"]!["code"]);
        Assert.Equal("status-page", (string?)seen["refusal"]!["redirectTo"]);
        Assert.Equal("We know: status.example tells how it goes on.", (string?)seen["refusal"]!["detail"]);
        Assert.Equal(0, await host.CountAsync("strict"));
    }

    [Fact]
    public async Task It_says_what_would_be_said_of_how_it_is_written_and_terms_are_no_hindrance_yet()
    {
        await using var host = await StartAsync();
        using var ada = host.As("ada", "strict");

        var loud = await PreviewAsync(
            ada,
            "question",
            "HOW DO I EXPORT MY DATA",
            "I CANNOT FIND WHERE IT IS AND NOBODY TELLS ME."
        );
        var calm = await PreviewAsync(ada, "question", "How do I export my data?");

        Assert.Contains("capital letters", (string?)loud["advice"], StringComparison.Ordinal);
        Assert.Null(loud["refusal"]);
        Assert.Null(calm["advice"]);
        Assert.Null(calm["refusal"]);
        Assert.Equal(["published"], calm["wouldHelp"]!.AsArray().Select(name => (string?)name));
    }

    [Fact]
    public async Task It_names_open_requests_that_are_alike_of_those_that_the_person_sees_alone()
    {
        await using var host = await StartAsync();
        var own = await OpenAsync(host.Ada, "The export of my data is empty");
        await OpenAsync(host.Ada, "Where is the invoice?");
        var over = await OpenAsync(host.Ada, "The export of my data is empty again");
        await PostAsync(host.Ada, $"/support/tickets/{over}/actions/fire", new JsonObject { ["trigger"] = "close" });
        var eves = await OpenAsync(host.Eve, "The export of my data is empty");
        var shared = await OpenAsync(host.Eve, "Export of my data is empty, too");
        await PostAsync(host.Eve, $"/support/tickets/{shared}/actions/share", new JsonObject { ["with"] = "ada" });
        await PostAsync(host.Ada, $"/support/tickets/{shared}/actions/accept-invitation", new JsonObject());

        var seen = await PreviewAsync(host.Ada, "question", "export of my data is empty");
        var nothing = await PreviewAsync(host.Ada, "question", "");

        var named = seen["similar"]!.AsArray().Select(one => (string?)one!["id"]).ToList();
        Assert.Equal([own, shared], named.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(eves, named);
        Assert.Empty(nothing["similar"]!.AsArray());
    }

    [Fact]
    public async Task Somebody_who_is_not_signed_in_is_told_of_the_form_alone_and_a_guest_of_what_they_are_shown()
    {
        await using var host = await StartAsync();
        using var guest = host.As(null);
        guest.DefaultRequestHeaders.Add("Support-Guest", await RequesterEndpointTests.NewGuestAsync(guest));
        await OpenAsync(guest, "The export is empty");

        var nobodys = await PreviewAsync(host.As(null), "outage", "The export is empty");
        // The policy withholds titles from whoever is not signed in: what they wrote is compared with nothing.
        var guests = await PreviewAsync(guest, "outage", "The export is empty");

        Assert.Equal(["environment"], nobodys["missing"]!.AsArray().Select(name => (string?)name));
        Assert.Empty(nobodys["similar"]!.AsArray());
        Assert.Empty(guests["similar"]!.AsArray());
    }
}
