using SupportKit.Decisions;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>What happens to a request is told to whom it concerns, as what it is.</summary>
public class NotificationOccasionTests
{
    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.With(""" "privacy": { "sharing": true } """));

    [Fact]
    public async Task A_question_is_told_as_a_question_and_that_the_time_stands_still_meanwhile()
    {
        var ticket = await OpenedAsync();

        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Which browser?", AsksBack: true));

        var mail = Assert.Single(await life.SentAsync(), sent => sent.To.Kind == RecipientKind.Requester);
        Assert.Equal("A question on: A title", mail.Heading());
        Assert.Contains("Which browser?", mail.Body);
        Assert.Contains("stands still until you reply", mail.Body);
    }

    [Fact]
    public async Task An_acknowledgement_is_told_as_one_also_while_the_desk_waits()
    {
        var ticket = await OpenedAsync();
        ticket = (await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Which browser?", AsksBack: true))).Ticket;
        await life.SentAsync();

        var seen = new TicketCommand.Reply(Bia, "We are looking into it.", IsAcknowledgement: true);
        ticket = (await life.DoAsync(ticket, seen)).Ticket;

        var mail = Assert.Single(await life.SentAsync(), sent => sent.To.Kind == RecipientKind.Requester);
        Assert.Equal("We have your request: A title", mail.Heading());
        Assert.Contains("We are looking into it.", mail.Body);
        Assert.Contains("The answer itself follows.", mail.Body);
        Assert.Equal("pending", ticket.State);
    }

    [Fact]
    public async Task Where_no_clock_stands_still_nothing_is_said_of_one()
    {
        var untimed = new TicketLifeDeskFixture(TicketLifePolicies.With(""" "sla": [] """));
        var ticket = await untimed.OpenAsync();
        await untimed.SentAsync();

        await untimed.DoAsync(ticket, new TicketCommand.Reply(Bia, "Which browser?", AsksBack: true));

        Assert.Contains("so that the work can go on", Assert.Single(await untimed.SentAsync()).Body);
    }

    [Fact]
    public async Task A_correction_that_moves_a_time_is_told_to_the_customer()
    {
        var strict = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """
                "sla": [
                  { "id": "fast", "metric": "first-response", "when": { "category": "outage" }, "within": "1h" },
                  { "id": "answer", "metric": "first-response", "when": { "category": "question" }, "within": "4h" },
                  { "id": "solve", "metric": "resolution", "when": { "category": "billing" }, "within": "8h", "kind": "typical" }
                ]
                """
            )
        );
        var ticket = await strict.OpenAsync();
        await strict.SentAsync();

        ticket = (await strict.DoAsync(ticket, new TicketCommand.ChangeCategory(Bia, "outage"))).Ticket;
        var moved = Assert.Single(await strict.SentAsync(), sent => sent.To.Kind == RecipientKind.Requester);
        Assert.StartsWith("A new time for your request", moved.Heading());
        Assert.Contains("first answer: promised by Monday, 2 March 2026, 12:00 (UTC).", moved.Body);

        await strict.DoAsync(ticket, new TicketCommand.ChangeCategory(Bia, "billing"));
        var told = (await strict.SentAsync()).Where(sent => sent.To.Kind == RecipientKind.Requester).ToList();
        Assert.Equal(2, told.Count);
        Assert.Contains(told, sent => sent.Heading().StartsWith("A time no longer holds", StringComparison.Ordinal));
        Assert.Contains(
            told,
            sent =>
                sent.Body.Contains(
                    "resolution: usually by Monday, 2 March 2026, 19:00 (UTC).",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task A_promise_that_ends_with_its_ticket_is_not_told_as_withdrawn()
    {
        var ticket = await OpenedAsync();

        await life.DoAsync(ticket, new TicketCommand.Fire(Bia, "close"));

        Assert.Equal("Closed: A title", Assert.Single(await life.SentAsync(), IsOutside).Heading());
    }

    [Fact]
    public async Task The_customer_is_told_of_an_escalation_with_the_reason_in_their_language()
    {
        life.People["ana"] = new Requester("ana", "pt", FactSet.Empty);
        var ticket = await OpenedAsync();

        await life.DoAsync(ticket, new TicketCommand.Escalate(Ana, "stuck", "web", FactSet.Empty));
        var sent = await life.SentAsync();

        Assert.Contains("(Está parado.)", Assert.Single(sent, IsOutside).Body);
        Assert.Contains("It is stuck.", Assert.Single(sent, mail => mail.To.Kind == RecipientKind.Queue).Body);
    }

    [Fact]
    public async Task What_one_of_several_people_writes_the_others_are_told()
    {
        var ticket = await OpenedAsync();
        ticket = (await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"))).Ticket;
        await life.SentAsync();

        ticket = (await life.DoAsync(ticket, new TicketCommand.Reply(Actor.Requester("rui"), "Me too."))).Ticket;
        var first = Assert.Single(await life.SentAsync(), IsOutside);
        Assert.Equal(("ana", "A new message in: A title"), (first.To.Id, first.Heading()));

        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "Thanks."));
        Assert.Equal("rui", Assert.Single(await life.SentAsync(), IsOutside).To.Id);
    }

    private static bool IsOutside(Notification sent) => sent.To.Kind == RecipientKind.Requester;

    private async Task<Ticket> OpenedAsync()
    {
        var ticket = await life.OpenAsync();
        await life.SentAsync();
        return ticket;
    }
}
