using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using SupportKit;
using SupportKit.Rules;

namespace HelpDesk.Tests;

/// <summary>The way of a request through HTTP, SQLite, the workers and the outbox.</summary>
public sealed class EndToEndTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HelpDeskFixture host = new();
    private readonly HttpClient http;

    public EndToEndTests() => http = host.CreateClient();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task An_outage_becomes_P1_is_routed_promised_explained_and_stored()
    {
        var opened = await OpenAsync(Incident());

        Assert.Equal(
            ("P1", "incident-response", "new"),
            (opened.Ticket.Priority, opened.Ticket.Queue, opened.Ticket.State)
        );
        Assert.Equal(
            [
                "acknowledgement 2026-03-02T11:10:00Z p1-acknowledge",
                "first-response 2026-03-02T11:30:00Z p1-answer",
                "resolution 2026-03-02T15:00:00Z p1-resolve",
            ],
            opened.Ticket.Promises.Select(promise => $"{promise.Metric} {promise.Due} {promise.Rule}")
        );
        Assert.Contains("priority: P1, by rule \"p1-total-outage\".", opened.Explanation);
        var stored = await http.GetFromJsonAsync<TicketView>($"/api/tickets/{opened.Ticket.Id}");
        Assert.Equal(JsonSerializer.Serialize(opened.Ticket), JsonSerializer.Serialize(stored));
    }

    [Fact]
    public async Task A_question_without_its_pipelines_name_is_asked_for_it_in_the_persons_language()
    {
        var question = new NewTicket("ana", "development", "platform", "Paginação", "Como faço?", SignedIn: true)
        {
            Answers = Facts(("question", "Como?"), ("logic", "Carga noturna"), ("environment", "TEST")),
        };
        http.DefaultRequestHeaders.Add("Accept-Language", "pt-BR");

        using var response = await http.PostAsJsonAsync("/api/tickets", question);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var refusal = await response.Content.ReadFromJsonAsync<RefusalView>();
        Assert.Equal("intake.information_missing", refusal!.Code);
        Assert.Equal(["pipelineName"], refusal.Missing);
        Assert.Equal("Por favor, acrescente: nome do pipeline.", refusal.Reason);
        Assert.Empty((await http.GetFromJsonAsync<TicketView[]>("/api/tickets"))!);
    }

    [Fact]
    public async Task An_agents_answer_keeps_the_promise_and_reaches_the_requester()
    {
        var opened = await OpenAsync(Incident());
        using var response = await http.PostAsJsonAsync(
            $"/api/tickets/{opened.Ticket.Id}/replies",
            new NewReply("bia", true, "A node was replaced.")
        );

        var answered = await response.Content.ReadFromJsonAsync<TicketView>();
        Assert.Equal("Met", answered!.Promises.Single(promise => promise.Metric == "first-response").Status);
        var mail = await MailAsync(sent =>
            sent.To == "Requester ana"
            && sent.Subject.StartsWith($"[{answered.Number}] Uma resposta para", StringComparison.Ordinal)
        );
        // What people wrote is read signed in, and stays out of mails.
        Assert.DoesNotContain("A node was replaced.", mail.Body);
        Assert.Contains(answered.Id, mail.Body);
    }

    [Fact]
    public async Task A_deadline_that_passes_unanswered_is_marked_broken_by_the_worker_by_itself()
    {
        var opened = await OpenAsync(Incident());

        // Only time passes; nobody asks for anything.
        var mail = await MailAsync(sent =>
            // The warning says "quase em atraso", and comes first.
            sent.Subject.Contains("em atraso (primeira resposta)", StringComparison.Ordinal)
            && !sent.Subject.Contains("quase", StringComparison.Ordinal)
        );

        Assert.Equal(opened.Ticket.Id, mail.Ticket);
        var late = await http.GetFromJsonAsync<TicketView>($"/api/tickets/{opened.Ticket.Id}");
        Assert.Equal("Breached", late!.Promises.Single(promise => promise.Metric == "first-response").Status);
    }

    [Fact]
    public async Task Tickets_are_found_by_the_words_of_title_and_messages_and_counted_by_state()
    {
        var opened = await OpenAsync(Incident());

        var found = await http.GetFromJsonAsync<TicketView[]>(
            $"/api/tickets?text={Uri.EscapeDataString(opened.Ticket.Title)}"
        );
        Assert.Equal(opened.Ticket.Id, Assert.Single(found!).Id);
        Assert.Equal("""[{"state":"New","tickets":1}]""", await http.GetStringAsync("/api/tickets/counts"));

        Assert.Empty((await http.GetFromJsonAsync<TicketView[]>("/api/tickets?text=zeppelin"))!);
        Assert.Empty((await http.GetFromJsonAsync<TicketView[]>("/api/tickets?as=tomas"))!);
        Assert.Equal("[]", await http.GetStringAsync("/api/tickets/counts?text=zeppelin"));
    }

    [Fact]
    public async Task Another_requester_finds_nothing_and_a_stale_page_changes_nothing()
    {
        var opened = await OpenAsync(Incident());
        var path = $"/api/tickets/{opened.Ticket.Id}";

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{path}?as=tomas")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"{path}?as=ana")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/api/tickets/no-such-id")).StatusCode);
        using var stale = await http.PostAsJsonAsync($"{path}/replies", new NewReply("bia", true, "Late.", Version: 1));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        using var wrong = await http.PostAsJsonAsync($"{path}/triggers", new NewTrigger("ana", false, "reopen"));
        Assert.Equal("ticket.transition_not_permitted", (await wrong.Content.ReadFromJsonAsync<RefusalView>())!.Code);
    }

    [Fact]
    public async Task Whoever_is_signed_in_reads_all_of_their_own_ticket()
    {
        var opened = await OpenAsync(Incident());

        var own = await http.GetFromJsonAsync<TicketView[]>("/api/tickets?as=ana");
        var history = await http.GetStringAsync($"/api/tickets/{opened.Ticket.Id}/history?as=ana");

        Assert.Equal("Connectors down", Assert.Single(own!).Title);
        Assert.Contains("orders-sync", history);
        Assert.Contains("Every connector answers with a time-out.", history);
    }

    private static NewTicket Incident() =>
        new(
            "ana",
            "incident",
            "platform",
            "Connectors down",
            "Every connector answers with a time-out.",
            SignedIn: true
        )
        {
            Answers = Facts(
                ("pipelineName", "orders-sync"),
                ("environment", "PROD"),
                ("impact", "total"),
                ("workaround", false),
                ("pipelineKey", "a1b2"),
                ("errorMessage", "connect timed out"),
                ("errorAt", "07:58"),
                ("expected", "orders arrive"),
                ("actual", "nothing arrives"),
                ("analysis", "retried three times")
            ),
        };

    private static FactSet Facts(params (string Name, FactValue Value)[] facts) =>
        FactSet.Of(facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value)));

    private async Task<OpenedView> OpenAsync(NewTicket request)
    {
        using var response = await http.PostAsJsonAsync("/api/tickets", request);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<OpenedView>())!;
    }

    // Moves time on until the message has arrived; the workers do the rest by themselves.
    private async Task<MailView> MailAsync(Func<MailView, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var mail = await http.GetFromJsonAsync<MailView[]>("/api/mail", patience.Token);
            if (Array.Find(mail!, sent => wanted(sent)) is { } found)
                return found;
            host.Time.Advance(Duration.FromSeconds(10));
        }
    }
}
