using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Localization;
using SupportKit.Redaction;
using SupportKit.Screening;
using SupportKit.Storage;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.Screening.ScreeningPolicies;

namespace SupportKit.Tests.Screening;

/// <summary>What follows from a finding, in the decision: advise, hold, rewrite, refuse; and what is told.</summary>
public class ScreeningDecisionTests
{
    private const string Shout = "WHY DOES NOBODY ANSWER ME?";
    private const string Card = "4111 1111 1111 1111";

    [Fact]
    [Trait("Requirement", "GB-11")]
    public void A_message_in_capitals_is_asked_to_be_rewritten_in_the_persons_language()
    {
        var refusal = Refused<Refusal.MessageRefused>(Decide("""{ "allCaps": "rewrite" }""", Shout));

        Assert.Equal("screening.rewrite_requested", refusal.Code);
        Assert.Contains("capital letters", refusal.ToRequesterText("en"));
        Assert.Contains("majuscules", refusal.ToRequesterText("fr"));
        Assert.Contains("maiúsculas", refusal.ToRequesterText("pt"));
        Assert.Contains("réécrire", refusal.ToRequesterText("fr"));
    }

    [Fact]
    [Trait("Requirement", "GB-12")]
    public void Words_that_are_not_accepted_refuse_the_request_without_repeating_them()
    {
        var decision = Decide("""{ "blockedWords": { "then": "refuse", "words": { "en": ["drat"] } } }""", "You drat.");

        Assert.Equal("screening.message_refused", Refused<Refusal.MessageRefused>(decision).Code);
        Assert.DoesNotContain("drat", decision.Explain().ToText());
        Assert.Contains("screening.message_refused", decision.Explain().ToJson());
    }

    [Fact]
    [Trait("Requirement", "GB-12")]
    public void A_message_to_review_is_taken_and_held_and_the_person_is_told()
    {
        var decision = Decide("""{ "blockedWords": { "then": "hold", "words": { "en": ["drat"] } } }""", "You drat.");

        var accepted = Accepted(decision);
        Assert.Equal(StateCategory.OnHold, accepted.Ticket.StateCategory);
        Assert.Equal(PromiseStatus.Paused, accepted.Ticket.PromiseOf("resolution")!.Status);
        Assert.Equal(MessageCheck.BlockedWords, Assert.Single(accepted.Screening).Check);
        Assert.Equal("screening.blocked-words screening.hold", Told(accepted, "message-flagged").Values["advice"]);
    }

    [Fact]
    [Trait("Requirement", "GB-9")]
    public void Advice_changes_nothing_but_is_recorded_and_told()
    {
        var accepted = Accepted(Decide("""{ "multipleIssues": "advise" }""", "It fails. Another problem: the logo."));

        Assert.Equal(StateCategory.New, accepted.Ticket.StateCategory);
        Assert.Contains(accepted.Events, recorded => recorded.Event is TicketEvent.MessageFlagged);
        Assert.Equal("screening.multiple-issues", Told(accepted, "message-flagged").Values["advice"]);
    }

    [Fact]
    [Trait("Requirement", "GB-10")]
    public void A_duplicate_is_told_that_it_delays_the_answer()
    {
        var past = RequesterHistory.None with
        {
            OpenTickets = [new("t1", "A title", "The export is empty since Monday.")],
        };

        var accepted = Accepted(Decide("""{ "duplicates": "advise" }""", "The export is empty since monday!", past));

        Assert.Equal("t1", Assert.Single(accepted.Screening).Ticket);
        Assert.Equal("screening.duplicates", Told(accepted, "message-flagged").Values["advice"]);
    }

    [Fact]
    public void The_gravest_action_counts_and_all_reasons_are_given()
    {
        const string Screening =
            """{ "allCaps": "advise", "multipleIssues": "advise", "blockedWords": { "then": "refuse", "words": { "any": ["drat"] } } }""";

        var refusal = Refused<Refusal.MessageRefused>(Decide(Screening, $"{Shout} DRAT, ANOTHER PROBLEM AGAIN"));

        Assert.Equal(3, refusal.Findings.Length);
        Assert.Contains("capital letters", refusal.ToRequesterText("en"));
        Assert.Contains("several problems", refusal.ToRequesterText("en"));
    }

    [Fact]
    [Trait("Requirement", "GB-10")]
    public void A_reply_is_checked_too()
    {
        var policy = With("""{ "rateLimit": { "then": "hold", "sameMessages": 1 } }""");
        var ticket = Opened(policy, SmallQuestion);
        var past = RequesterHistory.None with { Messages = [new(Monday, "Any news?")] };

        var decision = Decider.Decide(
            policy,
            ticket,
            new TicketCommand.Reply(Ana, "any news"),
            ticket.Facts,
            Monday,
            past
        );

        Assert.Equal("on-hold", Accepted(decision).Ticket.State);
    }

    [Fact]
    public void An_agent_is_not_checked()
    {
        var policy = With("""{ "allCaps": "refuse" }""");
        var ticket = Opened(policy, SmallQuestion);

        Assert.IsType<Decision.Accepted>(
            Decider.Decide(policy, ticket, new TicketCommand.Reply(Agent, Shout), ticket.Facts, Monday)
        );
    }

    [Fact]
    public void A_reply_to_a_closed_ticket_is_refused_for_that()
    {
        var policy = With("""{ "allCaps": "rewrite" }""");
        var ticket = After(policy, Opened(policy, SmallQuestion), new TicketCommand.Fire(Ana, Triggers.Close), Monday);

        var decision = Decider.Decide(policy, ticket, new TicketCommand.Reply(Ana, Shout), ticket.Facts, Monday);

        Assert.Equal("ticket.transition_not_permitted", Refused<Refusal.CommandRefused>(decision).Code);
    }

    [Fact]
    [Trait("Requirement", "JSD-2")]
    public void What_was_masked_is_told_in_the_decision_and_in_a_message_in_the_persons_language()
    {
        var facts = SmallQuestion.With("language", "fr").With("errorMessage", "mot de passe : abc123");

        var accepted = Accepted(Decide("{}", $"Ma carte {Card}", facts: facts));

        Assert.Equal(["body", "errorMessage"], accepted.Redacted.Select(field => field.Field));
        Assert.Contains(
            "Votre message contenait : mot de passe, numéro de carte.",
            Worded(accepted, "secrets-redacted", "fr").Body
        );
        Assert.Equal("mot de passe : [masked: password]", accepted.Ticket.Facts["errorMessage"]!.Value.Text);
    }

    [Fact]
    [Trait("Requirement", "JSD-2")]
    public void A_secret_in_an_agents_answer_is_masked_and_told_to_the_agent_alone()
    {
        var policy = Small();
        var ticket = Opened(policy, SmallQuestion);

        var accepted = Accepted(
            Decider.Decide(policy, ticket, new TicketCommand.Reply(Agent, "password: abc123"), ticket.Facts, Monday)
        );

        Assert.Equal(SecretKind.Password, Assert.Single(accepted.Redacted).Secrets.Single().Kind);
        Assert.Equal("password: [masked: password]", Told(accepted, "agent-replied").Values["body"]);
        Assert.DoesNotContain(accepted.Messages, message => message.Template == "secrets-redacted");
    }

    [Fact]
    [Trait("Requirement", "JSD-2")]
    public void A_policy_can_leave_secrets_alone()
    {
        var accepted = Accepted(Decide("""{}, "redaction": { "secrets": "off" }""", Card));

        Assert.Contains(accepted.Events, e => e.Event is TicketEvent.Opened opened && opened.Body == Card);
    }

    [Fact]
    public void What_the_hosts_own_systems_state_is_not_masked()
    {
        var accepted = Accepted(Decide("{}", "Hello there.", facts: SmallQuestion.With("plan", Card)));

        Assert.Equal(Card, accepted.Ticket.Facts["plan"]!.Value.Text);
    }

    [Fact]
    public void The_new_events_are_read_back_as_they_were_written()
    {
        var accepted = Accepted(Decide("""{ "multipleIssues": "advise" }""", $"{Card} and another problem"));

        foreach (var recorded in accepted.Events)
        {
            var json = TicketJson.Write(recorded.Event);
            Assert.Equal(json, TicketJson.Write(TicketJson.ReadEvent(json)));
        }
        Assert.Equal(TicketJson.Write(accepted.Ticket), TicketJson.Write(TicketHistory.Replay(accepted.Events)!));
    }

    private static Notification Worded(Decision.Accepted accepted, string template, string language)
    {
        var message = Told(accepted, template) with { Language = language };
        Assert.True(
            NotificationTexts.TryRender(
                new ClaimedMessage("default", message, 0, default),
                With("{}"),
                TextCatalog.Shipped,
                new NotificationOptions(),
                out var worded
            )
        );
        return worded;
    }

    private static OutboundMessage Told(Decision.Accepted accepted, string template) =>
        Assert.Single(accepted.Messages, message => message.Template == template);

    private static Decision Decide(
        string screening,
        string body,
        RequesterHistory? past = null,
        FactSet? facts = null
    ) =>
        Decider.Decide(
            With(screening),
            null,
            new TicketCommand.Open("ana", "default", Id, "A title", body),
            facts ?? SmallQuestion,
            Monday,
            past ?? RequesterHistory.None
        );
}
