using System.Net;
using System.Text.Json.Nodes;
using NodaTime;

namespace HelpDesk.Tests;

/// <summary>The way of a request through HTTP, SQLite, the workers and the outbox.</summary>
public sealed class EndToEndTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HelpDeskFixture host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task An_outage_becomes_P1_is_routed_promised_and_stored()
    {
        var ana = await Visitor.SignInAsync(host, "ana");
        var opened = await OpenAsync(ana);

        Assert.Equal(
            [
                "acknowledgement 2026-03-02T11:10:00Z",
                "first-response 2026-03-02T11:30:00Z",
                "resolution 2026-03-02T15:00:00Z",
            ],
            opened["promises"]!.AsArray().Select(promise => $"{promise!["metric"]} {promise["due"]}")
        );
        var bia = await Visitor.SignInAsync(host, "bia");
        var stored = (await bia.GetAsync($"/support/agents/tickets/{IdOf(opened)}"))["ticket"]!;
        Assert.Equal(
            ("P1", "incident-response", "new"),
            ((string?)stored["priority"], (string?)stored["queue"], (string?)stored["state"])
        );
    }

    [Fact]
    public async Task A_question_without_its_pipelines_name_is_asked_for_it_in_the_persons_language()
    {
        var ana = await Visitor.SignInAsync(host, "ana");
        var question = new
        {
            category = "development",
            title = "Paginação",
            body = "Como faço?",
            answers = new Dictionary<string, object>
            {
                ["question"] = "Como?",
                ["logic"] = "Carga noturna",
                ["environment"] = "TEST",
            },
        };

        var refused = await ana.PostAsync("/support/tickets", question, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("intake.information_missing", (string?)refused["code"]);
        Assert.Equal(["pipelineName"], refused["errors"]!.AsObject().Select(field => field.Key));
        Assert.Equal("Por favor, acrescente: nome do pipeline.", (string?)refused["detail"]);
        Assert.Empty((await ana.GetAsync("/support/tickets"))["tickets"]!.AsArray());
    }

    [Fact]
    public async Task An_agents_answer_keeps_the_promise_and_reaches_the_requester()
    {
        var opened = await OpenAsync(await Visitor.SignInAsync(host, "ana"));
        var bia = await Visitor.SignInAsync(host, "bia");
        await bia.PostAsync(
            $"/support/agents/tickets/{IdOf(opened)}/replies",
            new { body = "A node was replaced.", asksBack = false }
        );

        var read = await bia.GetAsync($"/support/agents/tickets/{IdOf(opened)}");
        Assert.Equal("Met", StatusOf(read, "first-response"));
        var number = (string)opened["ticket"]!["number"]!;
        var mail = await MailAsync(sent =>
            (string)sent["to"]! == "Requester ana"
            && ((string)sent["subject"]!).StartsWith($"[{number}] Uma resposta para", StringComparison.Ordinal)
        );
        // What people wrote is read signed in, and stays out of mails.
        Assert.DoesNotContain("A node was replaced.", (string)mail["body"]!);
        Assert.Contains(IdOf(opened), (string)mail["body"]!);
    }

    [Fact]
    public async Task A_deadline_that_passes_unanswered_is_marked_broken_by_the_worker_by_itself()
    {
        var opened = await OpenAsync(await Visitor.SignInAsync(host, "ana"));

        // Only time passes; nobody asks for anything.
        var mail = await MailAsync(sent =>
            // The warning says "quase em atraso", and comes first.
            ((string)sent["subject"]!).Contains("em atraso (primeira resposta)", StringComparison.Ordinal)
            && !((string)sent["subject"]!).Contains("quase", StringComparison.Ordinal)
        );

        Assert.Equal(IdOf(opened), (string?)mail["ticket"]);
        var bia = await Visitor.SignInAsync(host, "bia");
        var late = await bia.GetAsync($"/support/agents/tickets/{IdOf(opened)}");
        Assert.Equal("Breached", StatusOf(late, "first-response"));
    }

    [Fact]
    public async Task Another_requester_finds_nothing_and_a_stale_page_changes_nothing()
    {
        var ana = await Visitor.SignInAsync(host, "ana");
        var opened = await OpenAsync(ana);
        var path = $"/support/tickets/{IdOf(opened)}";
        var tomas = await Visitor.SignInAsync(host, "tomas");
        var bia = await Visitor.SignInAsync(host, "bia");

        await tomas.GetAsync(path, HttpStatusCode.NotFound);
        Assert.Empty((await tomas.GetAsync("/support/tickets"))["tickets"]!.AsArray());
        // What a customer may not open at all, an agent's cookie opens.
        await tomas.GetAsync("/support/agents/tickets", HttpStatusCode.Forbidden);
        var stale = await bia.PostAsync(
            $"/support/agents/tickets/{IdOf(opened)}/replies",
            new { body = "Late.", asksBack = false },
            HttpStatusCode.PreconditionFailed,
            version: 1
        );
        Assert.Equal("ticket.version_stale", (string?)stale["code"]);
        Assert.Equal("Connectors down", (string?)(await ana.GetAsync(path))["messages"]![0]!["title"]);
    }

    private static async Task<JsonNode> OpenAsync(Visitor person) =>
        await person.PostAsync(
            "/support/tickets",
            new
            {
                category = "incident",
                title = "Connectors down",
                body = "Every connector answers with a time-out.",
                answers = new Dictionary<string, object>
                {
                    ["pipelineName"] = "orders-sync",
                    ["environment"] = "PROD",
                    ["impact"] = "total",
                    ["workaround"] = false,
                    ["pipelineKey"] = "a1b2",
                    ["errorMessage"] = "connect timed out",
                    ["errorAt"] = "07:58",
                    ["expected"] = "orders arrive",
                    ["actual"] = "nothing arrives",
                    ["analysis"] = "retried three times",
                },
            },
            HttpStatusCode.Created
        );

    private static string IdOf(JsonNode opened) => (string)opened["ticket"]!["id"]!;

    private static string? StatusOf(JsonNode read, string metric) =>
        (string?)read["promises"]!.AsArray().Single(promise => (string?)promise!["metric"] == metric)!["status"];

    // Moves time on until the message has arrived; the workers do the rest by themselves.
    private async Task<JsonNode> MailAsync(Func<JsonNode, bool> wanted)
    {
        var anybody = new Visitor(host.CreateClient());
        using var patience = new CancellationTokenSource(Patience);
        while (!patience.IsCancellationRequested)
        {
            var mails = (await anybody.GetAsync("/demo/mails")).AsArray();
            if (mails.FirstOrDefault(sent => wanted(sent!)) is { } found)
                return found;
            host.Time.Advance(Duration.FromSeconds(10));
        }
        throw new TimeoutException("The mail that was waited for has not arrived.");
    }
}
