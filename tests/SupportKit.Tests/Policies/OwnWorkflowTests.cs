using SupportKit.Decisions;
using SupportKit.PolicyJson;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Policies;

/// <summary>A policy's own states and its own wording.</summary>
public class OwnWorkflowTests
{
    private const string Sections = """
        "workflow": {
          "initial": "triage",
          "states": {
            "triage": { "category": "new", "permit": { "start": "working" }, "ignore": ["requester-reply"] },
            "working": { "category": "open", "permit": { "answer": "working", "park": "parked", "resolve": "done" }, "ignore": ["requester-reply"] },
            "parked": { "category": "on-hold", "permit": { "start": "working" }, "ignore": ["requester-reply"] },
            "done": { "category": "closed" }
          }
        },
        "notifications": {
          "resolved": { "subject": "unused", "body": "unused" },
          "opened": { "subject": { "en": "Hello about {title}" }, "body": { "en": "Priority {priority}. {link}" } }
        }
        """;

    [Fact]
    public void A_ticket_moves_along_the_policys_own_states()
    {
        var policy = Small(Sections);
        var ticket = Opened(policy, SmallQuestion);
        Assert.Equal(("triage", StateCategory.New), (ticket.State, ticket.StateCategory));

        ticket = After(policy, ticket, new TicketCommand.Fire(Agent, "start"), Monday);
        ticket = After(policy, ticket, new TicketCommand.Fire(Agent, "park"), Monday);
        Assert.Equal(("parked", StateCategory.OnHold), (ticket.State, ticket.StateCategory));

        var refusal = Refused<Refusal.CommandRefused>(
            Decider.Decide(policy, ticket, new TicketCommand.Fire(Agent, "resolve"), SmallQuestion, Monday)
        );
        Assert.Equal("ticket.transition_not_permitted", refusal.Code);
        Assert.Contains("start", refusal.Reason);
    }

    [Theory]
    [InlineData("\"initial\": \"triage\"", "\"initial\": \"triag\"", "policy.state_unknown")]
    [InlineData("\"start\": \"working\"", "\"start\": \"wroking\"", "policy.state_unknown")]
    [InlineData("\"category\": \"on-hold\"", "\"category\": \"hold\"", "policy.value_unknown")]
    [InlineData("[\"requester-reply\"]", "[\"start\"]", "policy.trigger_repeated")]
    [InlineData("\"resolved\"", "\"solved\"", "policy.template_unknown")]
    public void A_fault_in_them_is_named(string good, string bad, string code)
    {
        Assert.Contains(good, Sections);

        var error = Assert.Throws<PolicyException>(() => Small(Sections.Replace(good, bad)));

        Assert.Contains(error.Problems, problem => problem.Code == code && problem.Line > 1);
    }

    [Fact]
    public async Task A_notification_is_worded_as_the_policy_words_it()
    {
        var host = new DeskFixture(desk => desk.AddPolicy(Small(Sections), "own"));
        var request = new OpenRequest
        {
            Tenant = "own",
            Requester = "ana",
            Category = "question",
            Channel = "web",
            Title = "Paging",
            Body = "How?",
        };
        var opened = (await host.Desk.OpenAsync(request)).OrThrow();

        await host.Outbox.ProcessAsync();

        var mail = host.Transport.Sent.Single(sent => sent.To.Id == "ana");
        Assert.Equal("Hello about Paging", mail.Heading());
        Assert.Equal(
            $"Priority normal. https://desk.example/tickets/{opened.Ticket.Id}\n\nRequest number: T-1\n"
                + $"Replies to this message are not read. Please go on here: https://desk.example/tickets/{opened.Ticket.Id}",
            mail.Body
        );
    }

    private static Policy Small(string sections) =>
        Policy.Parse(
            $$"""
            {
              "id": "own", "channels": { "web": {} }, "categories": { "question": {} },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
              {{sections}}
            }
            """
        );
}
