using System.Collections.Immutable;

namespace SupportKit.Mail.Tests.Receiving;

/// <summary>The table itself: each row is reached, and the gravest reason wins.</summary>
public sealed class MailRulesTests
{
    private static readonly MailAddressOptions Support = new()
    {
        Address = "support@desk.example",
        Channel = "email",
        Category = "question",
    };

    private static readonly MailFacts Person = new()
    {
        Mail = new InboundMessage
        {
            Identity = "1",
            From = ["ana@people.example"],
            Subject = "Hello",
            Body = new MailBody("Text", "Text", "", ""),
        },
        Address = Support,
        Person = "ana",
        RepliesAreRead = true,
    };

    private static readonly TicketKey Ticket = new("default", new TicketId(Guid.Empty));

    private static readonly ImmutableDictionary<string, MailFacts> Examples = new Dictionary<string, MailFacts>
    {
        ["unreadable"] = new() { Fault = MailErrors.MessageUnreadable },
        ["oversized"] = new() { Fault = MailErrors.MessageOversized },
        ["own"] = Person with { IsOwn = true, Automatic = AutomaticMail.All[0] },
        ["report"] = Person with { Mail = Person.Mail! with { Report = new DeliveryReport(false, [], null) } },
        ["automatic"] = Person with { Automatic = AutomaticMail.All[0], Ticket = Ticket },
        ["other-address"] = Person with { Address = null },
        ["sender"] = Person with { Mail = Person.Mail! with { From = [] } },
        ["unauthenticated"] = Person with { IsAuthenticated = false, Ticket = Ticket },
        ["rate"] = Person with { IsOverRate = true, Ticket = Ticket },
        ["stranger"] = Person with
        {
            Person = null,
            Address = new() { AnswersStrangers = true },
        },
        ["stranger-silent"] = Person with { Person = null },
        ["encrypted"] = Person with { Mail = Person.Mail! with { Contents = MailContents.Encrypted }, Ticket = Ticket },
        ["escalation"] = Person with
        {
            Address = new() { IsEscalation = true },
            Ticket = Ticket,
            RepliesAreRead = false,
        },
        ["escalation-without-ticket"] = Person with { Address = new() { IsEscalation = true } },
        ["not-read"] = Person with { Ticket = Ticket, RepliesAreRead = false },
        ["empty"] = Person with { Mail = Person.Mail! with { Body = MailBody.Empty } },
        ["reply"] = Person with { Ticket = Ticket },
        ["request"] = Person with { Reference = TicketReferenceKind.Number },
    }.ToImmutableDictionary();

    public static TheoryData<string> Rules => [.. MailRules.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_row_decides_its_example_and_gives_its_code(string id)
    {
        var (rule, decision) = MailRules.Decide(Examples[id]);

        Assert.Equal(id, rule.Id);
        var code = decision switch
        {
            MailDecision.Ignore { Code: var given } => given,
            MailDecision.Refuse { Code: var given } => given,
            MailDecision.SetAside { Code: var given } => given,
            MailDecision.TurnBack => MailErrors.RepliesUnread,
            _ => null,
        };
        Assert.Equal(rule.Code, code);
    }

    [Fact]
    public void The_same_facts_always_give_the_same_decision() =>
        Assert.All(
            Examples.Values,
            facts => Assert.Equal(MailRules.Decide(facts).Decision, MailRules.Decide(facts).Decision)
        );
}
