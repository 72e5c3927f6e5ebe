using System.Text.Json.Nodes;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>A customer over HTTP: the form, the request, the conversation, what can be done, and guests.</summary>
public class RequesterEndpointTests
{
    [Fact]
    public async Task The_form_says_how_a_request_is_escalated_and_the_requester_does_so()
    {
        await using var host = await HostFixture.StartAsync();
        using var ada = host.Ada;
        var (_, form) = await GetAsync(ada, "/support/form");
        var asks = form!["escalation"]!;
        Assert.Equal("stuck: It is stuck.", $"{asks["reasons"]![0]!["id"]}: {asks["reasons"]![0]!["title"]}");

        var id = await OpenAsync(ada);
        var escalate = new JsonObject
        {
            ["reason"] = (string?)asks["reasons"]![0]!["id"],
            ["channel"] = (string?)asks["channel"],
            ["details"] = new JsonObject(),
        };
        var (status, answer) = await PostAsync(ada, $"/support/tickets/{id}/actions/escalate", escalate);
        Assert.True(status == 200, answer?.ToJsonString());
    }

    [Fact]
    public async Task The_form_is_the_policys_in_the_language_of_its_reader()
    {
        await using var host = await HostFixture.StartAsync();
        using var client = host.As(null);
        client.DefaultRequestHeaders.Add("Accept-Language", "de;q=0.9, fr-CA;q=0.8, en;q=0.1");

        var (status, form) = await GetAsync(client, "/support/form");

        Assert.Equal(200, status);
        Assert.Equal(("Assistance Acme", "fr"), ((string?)form!["desk"], (string?)form["language"]));
        var outage = form["categories"]!.AsArray().Single(category => (string?)category!["id"] == "outage")!;
        var field = outage["fields"]![0]!;
        Assert.Equal("Où ?", (string?)field["label"]);
        Assert.Equal("Regardez l'adresse.", (string?)field["help"]);
        Assert.Equal(("Choice", "Required"), ((string?)field["type"], (string?)field["need"]));
        Assert.Equal(["PROD", "TEST"], field["values"]!.AsArray().Select(value => (string?)value));
        Assert.Equal("Recommended", (string?)outage["fields"]![1]!["need"]);
        Assert.Equal("question", (string?)form["categories"]![2]!["parent"]);
    }

    [Fact]
    public async Task A_preview_says_what_is_missing_and_what_would_be_masked_and_stores_nothing()
    {
        await using var host = await HostFixture.StartAsync();
        var asked = Outage(body: "It says password: " + "Hunter2-Hunter2 and stops.");
        asked["answers"] = new JsonObject { ["colour"] = "red" };

        var (status, preview) = await PostAsync(host.Ada, "/support/form/preview", asked, key: null);

        Assert.Equal(200, status);
        Assert.Equal("environment", (string?)preview!["missing"]![0]);
        Assert.Equal(2, preview["wouldHelp"]!.AsArray().Count);
        Assert.Equal("colour", (string?)preview["rejected"]![0]);
        Assert.Equal("body", (string?)preview["masked"]![0]);
        Assert.Equal(0, await host.CountAsync());
    }

    [Fact]
    public async Task A_request_is_opened_once_however_often_it_is_sent()
    {
        await using var host = await HostFixture.StartAsync();

        var (first, opened) = await PostAsync(host.Ada, "/support/tickets", Outage(), key: "k1");
        var (second, again) = await PostAsync(host.Ada, "/support/tickets", Outage(), key: "k1");
        var (other, refused) = await PostAsync(host.Ada, "/support/tickets", Outage("Another"), key: "k1");

        Assert.Equal((201, 201, 422), (first, second, other));
        Assert.Equal((string?)opened!["ticket"]!["id"], (string?)again!["ticket"]!["id"]);
        Assert.Equal("ACME-1", (string?)opened["ticket"]!["number"]);
        Assert.Equal("first-response", (string?)opened["promises"]![0]!["metric"]);
        Assert.Equal("command.id_in_use", (string?)refused!["code"]);
        Assert.Equal(1, await host.CountAsync());
        // The same key of somebody else is another one.
        Assert.Equal(201, (await PostAsync(host.Eve, "/support/tickets", Outage(), key: "k1")).Status);
    }

    [Fact]
    public async Task What_the_form_lacks_and_what_it_cannot_take_is_told_field_by_field()
    {
        await using var host = await HostFixture.StartAsync();
        var lacking = Outage();
        lacking["answers"] = new JsonObject();
        var wrong = Outage();
        wrong["answers"]!["environment"] = "MOON";

        var (missing, problem) = await PostAsync(host.Ada, "/support/tickets", lacking);
        var (rejected, other) = await PostAsync(host.Ada, "/support/tickets", wrong);

        Assert.Equal((422, 422), (missing, rejected));
        Assert.Equal("intake.information_missing", (string?)problem!["code"]);
        Assert.Equal("Where?", (string?)problem["errors"]!["environment"]![0]);
        Assert.Equal("intake.answer_rejected", (string?)other!["code"]);
        Assert.Equal("Where?", (string?)other["errors"]!["environment"]![0]);
        Assert.Null(problem["explanation"]);
    }

    [Fact]
    public async Task A_customer_reads_replies_and_acts_under_the_version_that_was_read()
    {
        await using var host = await HostFixture.StartAsync();
        using var ada = host.Ada;
        var ticket = $"/support/tickets/{await OpenAsync(ada)}";

        using var read = await ada.GetAsync(ticket, Stop);
        var version = read.Headers.ETag!.ToString();
        var (replied, receipt) = await PostAsync(
            ada,
            $"{ticket}/replies",
            new JsonObject { ["body"] = "More." },
            ifMatch: version
        );
        var (stale, problem) = await PostAsync(
            ada,
            $"{ticket}/replies",
            new JsonObject { ["body"] = "More." },
            ifMatch: version
        );
        var (_, conversation) = await GetAsync(ada, ticket);
        var (closed, after) = await PostAsync(ada, $"{ticket}/actions/fire", new JsonObject { ["trigger"] = "close" });

        Assert.Equal((200, 412, 200), (replied, stale, closed));
        Assert.Equal($"\"{receipt!["version"]}\"", $"\"{conversation!["ticket"]!["version"]}\"");
        Assert.Equal("ticket.version_stale", (string?)problem!["code"]);
        Assert.Equal(2, conversation["messages"]!.AsArray().Count);
        Assert.Equal("Closed", (string?)after!["stateCategory"]);
        var note = conversation["actions"]!.AsArray().Single(action => (string?)action!["operation"] == "note")!;
        Assert.False((bool)note["isAllowed"]!);
        Assert.NotEmpty((string)note["reason"]!);
    }

    [Fact]
    public async Task Each_operation_of_the_table_can_be_given_and_its_actor_is_never_taken_from_the_body()
    {
        await using var host = await HostFixture.StartAsync();
        using var ada = host.Ada;
        var ticket = $"/support/tickets/{await OpenAsync(ada)}";

        var (shared, _) = await PostAsync(ada, $"{ticket}/actions/share", new JsonObject { ["with"] = "bob" });
        var (forged, problem) = await PostAsync(
            ada,
            $"{ticket}/actions/note",
            new JsonObject
            {
                ["by"] = new JsonObject { ["kind"] = "Agent", ["id"] = "bo" },
                ["body"] = "Mine.",
            }
        );
        var (unknown, none) = await PostAsync(ada, $"{ticket}/actions/fly", new JsonObject());
        var (inner, _) = await PostAsync(ada, $"{ticket}/actions/process-deadlines", new JsonObject());
        var (refused, why) = await PostAsync(ada, $"{ticket}/actions/assign", new JsonObject { ["agent"] = "ada" });

        Assert.Equal((200, 400, 404, 404, 403), (shared, forged, unknown, inner, refused));
        Assert.Equal("web.body_invalid", (string?)problem!["code"]);
        Assert.Equal("web.operation_unknown", (string?)none!["code"]);
        Assert.Equal("ticket.actor_not_permitted", (string?)why!["code"]);
        Assert.Equal(200, (await GetAsync(host.As("bob"), ticket)).Status);
    }

    [Fact]
    public async Task Every_command_that_a_host_can_give_is_an_operation_with_a_type_in_the_context()
    {
        var commands = typeof(TicketCommand).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(TicketCommand)));

        Assert.Equal(
            commands.Select(type => type.Name).Order(),
            TicketEndpoints.Operations.Values.Select(row => row.Command.Name).Order()
        );
        Assert.All(
            TicketEndpoints.Operations.Values,
            row => Assert.Equal(row.Command, WebJson.Strict.Options.GetTypeInfo(row.Command).Type)
        );
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_list_is_paged_by_tokens_and_narrowed_by_words_and_states()
    {
        await using var host = await HostFixture.StartAsync();
        using var ada = host.Ada;
        foreach (var title in new[] { "First printer", "Second printer", "Third lamp" })
            await OpenAsync(ada, title);
        await OpenAsync(host.Eve, "Printer of another");

        var (_, page) = await GetAsync(ada, "/support/tickets?limit=2");
        var (_, rest) = await GetAsync(ada, $"/support/tickets?limit=2&after={page!["next"]}");
        var (_, found) = await GetAsync(ada, "/support/tickets?text=print&state=New&state=Open");
        var (unknown, problem) = await GetAsync(ada, "/support/tickets?colour=red");
        var (foreign, _) = await GetAsync(ada, "/support/tickets?queue=helpers");

        Assert.Equal(["First printer", "Second printer"], Titles(page));
        Assert.Equal(["Third lamp"], Titles(rest!));
        Assert.Null(rest!["next"]);
        Assert.Equal(["First printer", "Second printer"], Titles(found!));
        Assert.Equal((400, 400), (unknown, foreign));
        Assert.Equal("web.parameter_invalid", (string?)problem!["code"]);
        Assert.Null(page["tickets"]![0]!["queue"]);
    }

    [Fact]
    public async Task A_guest_comes_back_by_a_token_and_is_shown_less()
    {
        await using var host = await HostFixture.StartAsync();
        using var guest = host.As(null);
        var token = await NewGuestAsync(guest);
        guest.DefaultRequestHeaders.Add("Support-Guest", token);
        var ticket = $"/support/tickets/{await OpenAsync(guest)}";

        var (_, conversation) = await GetAsync(guest, ticket);
        using var other = host.As(null);
        other.DefaultRequestHeaders.Add("Support-Guest", await NewGuestAsync(other));

        // The policy withholds what was written, and the environment, from whoever is not signed in.
        Assert.True((bool)conversation!["messages"]![0]!["isWithheld"]!);
        Assert.Equal("", (string?)conversation["ticket"]!["title"]);
        Assert.Null(conversation["ticket"]!["facts"]!["environment"]);
        Assert.Equal(404, (await GetAsync(other, ticket)).Status);
        Assert.Equal(401, (await GetAsync(host.As(null), ticket)).Status);
    }

    [Fact]
    public async Task A_token_that_was_made_up_or_is_of_another_tenant_is_nobodys()
    {
        await using var host = await HostFixture.StartAsync(options =>
            options.TenantOf = http => http.Request.Headers["Site"] == "other" ? "other" : SupportDesk.DefaultTenant
        );
        using var guest = host.As(null);
        var token = await NewGuestAsync(guest);
        guest.DefaultRequestHeaders.Add("Support-Guest", token);
        using var elsewhere = host.As(null);
        elsewhere.DefaultRequestHeaders.Add("Support-Guest", token);
        elsewhere.DefaultRequestHeaders.Add("Site", "other");

        Assert.Equal(200, (await GetAsync(guest, "/support/tickets")).Status);
        Assert.Equal(401, (await GetAsync(elsewhere, "/support/tickets")).Status);
        foreach (var made in new[] { "", "ada", token[..^4], new string('A', 5_000) })
        {
            using var forger = host.As(null);
            forger.DefaultRequestHeaders.TryAddWithoutValidation("Support-Guest", made);
            Assert.Equal(401, (await GetAsync(forger, "/support/tickets")).Status);
        }
    }

    [Fact]
    public async Task A_desk_that_takes_no_guests_gives_no_tokens_and_takes_none()
    {
        await using var host = await HostFixture.StartAsync(options => options.AllowGuests = false);

        Assert.Equal(401, (await PostAsync(host.As(null), "/support/guests", new JsonObject(), key: null)).Status);
        Assert.Equal(401, (await GetAsync(host.As(null), "/support/tickets")).Status);
    }

    internal static async Task<string> NewGuestAsync(HttpClient client)
    {
        var (status, answer) = await PostAsync(client, "/support/guests", new JsonObject(), key: null);
        Assert.Equal(200, status);
        return (string)answer!["token"]!;
    }

    private static IEnumerable<string?> Titles(JsonNode page) =>
        page["tickets"]!.AsArray().Select(ticket => (string?)ticket!["title"]);
}
