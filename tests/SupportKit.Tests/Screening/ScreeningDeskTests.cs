using System.Text.Json;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Screening;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Tests.Screening;

/// <summary>Screening through the whole desk: what is stored, what leaves, and what the desk looks up.</summary>
public class ScreeningDeskTests
{
    private const string Card = "4111 1111 1111 1111";
    private const string Digits = "1111 1111";

    [Fact]
    [Trait("Requirement", "JSD-2")]
    public async Task A_card_number_reaches_no_store_no_outbox_no_transport_and_no_explanation()
    {
        var host = new DeskFixture(desk =>
            desk.AddPolicy(ScreeningPolicies.With("""{ "duplicates": "advise" }"""), "screening")
        );
        var request = Request() with
        {
            Title = $"Card {Card}",
            Body = $"It is {Card}.",
            Answers = FactSet.Empty.With("errorMessage", $"declined {Card}"),
        };

        var opened = (await host.Desk.OpenAsync(request)).OrThrow();
        var key = opened.Ticket.Key;
        var replied = await host.Desk.ApplyAsync(key, new TicketCommand.Reply(Samples.Ana, $"Again: {Card}"));
        var attached = await host.Desk.AttachAsync(
            key,
            Samples.Ana,
            $"card {Card}.png",
            "image/png",
            new MemoryStream([1])
        );
        var messages = await host.Store.ClaimMessagesAsync(
            new(Samples.Monday, Samples.Monday + Duration.FromSeconds(1), 100),
            default
        );

        var history = await host.Desk.GetHistoryAsync(key, Viewer.Desk);
        string[] kept =
        [
            TicketJson.Write((await host.Desk.FindAsync(key, Viewer.Desk))!),
            .. history.Select(TicketJson.Write),
            .. messages.Select(message => MessageJson.Write(message.Message)),
            opened.Decision!.Explain().ToText(),
            opened.Decision.Explain().ToJson(),
            opened.Decision.ToString(),
            replied.OrThrow().Decision!.ToString(),
        ];
        Assert.All(kept, text => Assert.DoesNotContain(Digits, text));
        Assert.Equal(["title", "body", "errorMessage"], opened.Decision.Redacted.Select(field => field.Field));
        Assert.Equal(["body"], replied.OrThrow().Decision!.Redacted.Select(field => field.Field));
        Assert.Equal(["attachment"], attached.OrThrow().Decision!.Redacted.Select(field => field.Field));
        Assert.Equal(3, history.Count(recorded => recorded.Event is TicketEvent.SecretsRedacted));
    }

    [Fact]
    [Trait("Requirement", "JSD-2")]
    public async Task What_was_masked_is_told_by_the_transport()
    {
        var host = new DeskFixture(desk => desk.AddPolicy(ScreeningPolicies.With("{}"), "screening"));
        await host.Desk.OpenAsync(Request() with { Body = $"It is {Card}." });

        while (await host.Outbox.ProcessAsync() > 0) { }

        Assert.Contains(host.Transport.Sent, sent => sent.Body.Contains("card number", StringComparison.Ordinal));
        Assert.All(host.Transport.Sent, sent => Assert.DoesNotContain(Digits, sent.Subject + sent.Body));
    }

    [Fact]
    [Trait("Requirement", "JSD-2")]
    public async Task A_refused_answer_is_named_without_its_secret()
    {
        var host = new DeskFixture();
        var request = DeskFixture.Request();

        var result = await host.Desk.OpenAsync(request with { Answers = request.Answers.With("environment", Card) });

        Assert.DoesNotContain(Digits, Assert.IsType<DeskResult.Refused>(result).Refusal.Reason);
    }

    [Fact]
    [Trait("Requirement", "JSD-2")]
    public async Task A_category_that_does_not_exist_is_named_without_its_secret()
    {
        var host = new DeskFixture(desk => desk.AddPolicy(ScreeningPolicies.With("{}"), "screening"));

        var result = await host.Desk.OpenAsync(Request() with { Category = Card });

        var refused = Assert.IsType<DeskResult.Refused>(result);
        Assert.DoesNotContain(Digits, refused.Refusal.Reason);
        Assert.DoesNotContain(Digits, refused.Decision!.Explain().ToJson());
    }

    [Fact]
    [Trait("Requirement", "GB-10")]
    public async Task The_desk_compares_with_the_persons_own_open_tickets_and_nobody_elses()
    {
        var host = new DeskFixture(desk =>
            desk.AddPolicy(ScreeningPolicies.With("""{ "duplicates": "refuse" }"""), "screening")
        );
        var first = (await host.Desk.OpenAsync(Request())).OrThrow();

        var again = Assert.IsType<DeskResult.Refused>(await host.Desk.OpenAsync(Request()));
        var anothers = await host.Desk.OpenAsync(Request() with { Requester = "rui" });
        var key = first.Ticket.Key;
        await host.Desk.ApplyAsync(key, new TicketCommand.Fire(Samples.Ana, Triggers.Close));
        var afterClosing = await host.Desk.OpenAsync(Request());

        var finding = Assert.Single(Assert.IsType<Refusal.MessageRefused>(again.Refusal).Findings);
        Assert.Equal(first.Ticket.Id.ToString(), finding.Ticket);
        Assert.IsType<DeskResult.Succeeded>(anothers);
        Assert.IsType<DeskResult.Succeeded>(afterClosing);
    }

    [Fact]
    [Trait("Requirement", "GB-10")]
    public async Task Tickets_count_within_the_window_only()
    {
        var host = new DeskFixture(desk =>
            desk.AddPolicy(
                ScreeningPolicies.With("""{ "rateLimit": { "then": "refuse", "tickets": 2, "within": "1h" } }"""),
                "screening"
            )
        );
        await host.Desk.OpenAsync(Request());
        await host.Desk.OpenAsync(Request());

        var third = await host.Desk.OpenAsync(Request());
        host.Time.Advance(Duration.FromHours(1));
        var later = await host.Desk.OpenAsync(Request());

        Assert.IsType<DeskResult.Refused>(third);
        Assert.IsType<DeskResult.Succeeded>(later);
    }

    [Fact]
    [Trait("Requirement", "GB-10")]
    public async Task The_same_words_in_one_ticket_are_noticed()
    {
        var host = new DeskFixture(desk =>
            desk.AddPolicy(
                ScreeningPolicies.With("""{ "rateLimit": { "then": "refuse", "sameMessages": 2 } }"""),
                "screening"
            )
        );
        var opened = (await host.Desk.OpenAsync(Request())).OrThrow();
        var key = opened.Ticket.Key;
        var anyNews = new TicketCommand.Reply(Samples.Ana, "Any news?");

        var results = new List<DeskResult>();
        for (var i = 0; i < 3; i++)
            results.Add(await host.Desk.ApplyAsync(key, anyNews));

        Assert.Equal([true, true, false], results.Select(result => result is DeskResult.Succeeded));
    }

    [Fact]
    [Trait("Requirement", "GB-10")]
    public async Task The_same_words_are_noticed_in_requests_for_further_help_too()
    {
        var host = new DeskFixture(desk =>
            desk.AddPolicy(
                ScreeningPolicies.With("""{ "rateLimit": { "then": "refuse", "sameMessages": 2 } }"""),
                "screening"
            )
        );
        var key = (await host.Desk.OpenAsync(Request())).OrThrow().Ticket.Key;

        var results = new List<DeskResult>();
        for (var i = 0; i < 3; i++)
        {
            (await host.Desk.ApplyAsync(key, new TicketCommand.Reply(Samples.Agent, "It is there now."))).OrThrow();
            results.Add(
                await host.Desk.ApplyAsync(key, new TicketCommand.RequestFurtherHelp(Samples.Ana, "It is not."))
            );
        }

        Assert.Equal([true, true, false], results.Select(result => result is DeskResult.Succeeded));
    }

    [Fact]
    public void A_finding_in_json_names_what_it_is()
    {
        var json = TicketJson.Write(
            new TicketEvent.MessageFlagged([new ScreeningFinding(MessageCheck.Duplicates, MessageAction.Advise, "t1")])
        );

        var finding = JsonDocument.Parse(json).RootElement.GetProperty("findings")[0];
        Assert.Equal("Duplicates", finding.GetProperty("check").GetString());
        Assert.Equal("Advise", finding.GetProperty("then").GetString());
    }

    private static OpenRequest Request() =>
        new()
        {
            Tenant = "screening",
            Requester = "ana",
            Category = "question",
            Channel = "web",
            Title = "Export",
            Body = "The export of the customers stays empty since Monday.",
        };
}
