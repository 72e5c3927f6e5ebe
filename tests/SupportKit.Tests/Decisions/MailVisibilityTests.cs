using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Localization;
using SupportKit.Storage;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>What a mail holds where a policy shows what people wrote only to some: as much as is known of its reader.</summary>
public class MailVisibilityTests
{
    private static readonly Actor Crm = Actor.Integration("crm");

    private static readonly FactSet Visitor = Question(("contract", false), ("signedIn", false), ("language", "en"));
    private static readonly FactSet Customer = Question(("contract", true), ("signedIn", true), ("language", "en"));

    [Fact]
    [Trait("Requirement", "DIG-6")]
    public void A_visitor_without_a_contract_who_has_no_login_gets_the_answer_itself()
    {
        var mail = Answer(Opened(Digibee, Visitor));

        Assert.StartsWith("Restart it.", mail.Body);
        Assert.DoesNotContain(Id.ToString(), mail.Subject);
    }

    [Fact]
    [Trait("Requirement", "DIG-7")]
    public void A_customers_answer_is_withheld_for_nobody_knows_whether_who_reads_a_mail_is_signed_in()
    {
        var mail = Answer(Opened(Digibee, Customer));

        Assert.StartsWith("It is not shown in messages; please sign in to read it.", mail.Body);
        Assert.Contains(Id.ToString(), mail.Subject);
    }

    [Fact]
    [Trait("Requirement", "DIG-7")]
    public void What_belonged_to_a_contract_stays_withheld_after_it_has_ended()
    {
        var ended = After(
            Digibee,
            Opened(Digibee, Customer),
            new TicketCommand.ChangeFacts(Crm, Facts(("contract", false))),
            Monday
        );
        Assert.Equal(false, ended.Facts["contract"]);

        Assert.StartsWith("It is not shown", Answer(ended).Body);
    }

    [Fact]
    public void What_nothing_is_known_of_is_withheld() =>
        Assert.StartsWith("It is not shown", Answer(Opened(Digibee, Visitor) with { Facts = FactSet.Empty }).Body);

    [Fact]
    public void A_participant_of_whom_nothing_is_known_is_shown_nothing_that_was_written()
    {
        var ticket = Opened(Digibee, Visitor);
        ticket = TicketHistoryWith(ticket, new TicketEvent.Shared("rui", "pt"));

        var mail = Render(Reply(ticket).Single(message => message.To.Id == "rui"));

        Assert.StartsWith("O conteúdo não é mostrado nas mensagens; entre na sua conta para lê-lo.", mail.Body);
    }

    [Theory]
    [InlineData("""{ "not": { "signedIn": false } }""", false)] // hangs on the reading
    [InlineData("""{ "any": [{ "signedIn": true }, { "contract": false }] }""", true)]
    [InlineData("""{ "all": [{ "signedIn": true }, { "contract": false }] }""", false)]
    [InlineData("""{ "not": { "contract": true } }""", true)]
    [InlineData("""{ "not": { "any": [{ "contract": true }, { "signedIn": true }] } }""", false)]
    public void It_is_shown_when_the_condition_holds_whatever_would_be_said_of_the_reading(string condition, bool shown)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(Digibee.ToJson())!.AsObject();
        json["privacy"]!["withhold"]!["visibleIf"] = System.Text.Json.Nodes.JsonNode.Parse(condition);
        var policy = Policy.Parse(json.ToJsonString());

        Assert.Equal(
            shown,
            Answer(Opened(policy, Visitor), policy).Body.StartsWith("Restart it.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void No_words_of_a_persons_are_taken_for_what_is_withheld() =>
        Assert.StartsWith(
            "mail.withheld – {body}",
            Render(
                Accepted(
                    Decider.Decide(
                        Digibee,
                        Opened(Digibee, Visitor),
                        new TicketCommand.Reply(Agent, "mail.withheld – {body}"),
                        Visitor,
                        Monday
                    )
                )
                    .Messages.Single(message => message.To.Kind == RecipientKind.Requester)
            ).Body
        );

    private static Ticket TicketHistoryWith(Ticket ticket, TicketEvent happened) =>
        SupportKit.Tickets.TicketHistory.Apply(ticket, new RecordedEvent(ticket.Version + 1, Monday, Ana, happened));

    private static IEnumerable<OutboundMessage> Reply(Ticket ticket, Policy? policy = null) =>
        Accepted(
            Decider.Decide(
                policy ?? Digibee,
                ticket,
                new TicketCommand.Reply(Agent, "Restart it."),
                ticket.Facts,
                Monday
            )
        )
            .Messages.Where(message => message.To.Kind == RecipientKind.Requester);

    private static Notification Answer(Ticket ticket, Policy? policy = null) =>
        Render(Reply(ticket, policy).Single(message => message.To.Id == "ana"));

    private static Notification Render(OutboundMessage message)
    {
        Assert.True(
            NotificationTexts.TryRender(
                new ClaimedMessage("default", message, 0, default),
                Digibee,
                TextCatalog.Shipped,
                new NotificationOptions { TicketLink = "https://desk.example" },
                out var mail
            )
        );
        return mail;
    }
}
