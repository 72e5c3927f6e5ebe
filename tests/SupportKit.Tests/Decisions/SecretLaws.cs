using SupportKit.Decisions;
using SupportKit.Localization;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>A secret reaches nothing that a decision leads to, whichever member of whichever command it was typed into.</summary>
public class SecretLaws
{
    // Apart from the words before them, so that the project's own sources hold nothing to mask.
    private static readonly (string Sentence, string Secret)[] Secrets =
    [
        ("PROD, password: {0}", "Hunter2-Hunter2"),
        ("pay with {0} please", string.Join(' ', "4111", "1111", "1111", "1111")),
        ("https://bob:{0}@git.example.com/repo.git", "Tr0ub4dor-and-3"),
    ];

    private static readonly Policy Policy = TicketLifePolicies.With(
        """
        "privacy": { "sharing": true }, "screening": { "duplicates": "advise" }
        """
    );

    private static readonly Actor[] Actors =
    [
        Ana,
        TicketLifeDeskFixture.Rui,
        TicketLifeDeskFixture.Bia,
        TicketLifeDeskFixture.Dora,
        Actor.System,
        TicketLifeDeskFixture.Tracker,
        Actor.Requester("a stranger"),
    ];

    public static TheoryData<string, string> WrittenMembers => MembersThat(type => type != typeof(string));

    public static TheoryData<string, string> Ids => MembersThat(type => type == typeof(string));

    [Theory]
    [MemberData(nameof(WrittenMembers))]
    public void A_secret_in_what_a_person_wrote_is_masked_or_refused_and_appears_nowhere(string command, string member)
    {
        foreach (var (sentence, secret) in Secrets)
        {
            var outcomes = Decided(command, member, string.Format(null, sentence, secret)).ToList();

            Assert.All(
                outcomes.SelectMany(Told),
                told => Assert.DoesNotContain(secret, told, StringComparison.Ordinal)
            );
            // At least one actor may give the command, so that it got as far as the secret.
            Assert.Contains(
                outcomes,
                decision =>
                    decision switch
                    {
                        Decision.Accepted accepted => TellsWhatWasMasked(accepted),
                        Decision.Refused refused => refused.Refusal.Code == "command.name_secret",
                        _ => false,
                    }
            );
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_secret_in_place_of_an_id_is_not_repeated_by_a_refusal(string command, string member)
    {
        foreach (var (sentence, secret) in Secrets)
        {
            var refused = Decided(command, member, string.Format(null, sentence, secret)).OfType<Decision.Refused>();
            Assert.All(refused.SelectMany(Told), told => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_policy_that_masks_nothing_refuses_no_name_for_what_it_holds()
    {
        var off = TicketLifePolicies.With(""" "redaction": { "secrets": "off" } """);
        var name = string.Format(null, Secrets[0].Sentence, Secrets[0].Secret);

        Assert.IsType<Decision.Accepted>(Link(name));
        Assert.Equal("command.name_invalid", Assert.IsType<Decision.Refused>(Link("two\nlines")).Refusal.Code);

        Decision Link(string reference)
        {
            var ticket = Specimens.FullTicket(off, "open");
            var command = new TicketCommand.Link(TicketLifeDeskFixture.Bia, LinkKind.Bug, reference);
            return Decider.Decide(off, ticket, command, ticket.Facts, Monday);
        }
    }

    [Fact]
    public void To_whom_there_is_no_ticket_nothing_is_said_of_a_name_either()
    {
        var ticket = Specimens.FullTicket(Policy, "open");
        var command = new TicketCommand.GrantAccess(Actor.Requester("a stranger"), "two\nlines", Monday);

        var refused = Assert.IsType<Decision.Refused>(Decider.Decide(Policy, ticket, command, ticket.Facts, Monday));

        Assert.Equal("ticket.not_found", refused.Refusal.Code);
    }

    [Fact]
    public void What_was_masked_is_told_once_though_other_facts_follow_in_the_same_decision()
    {
        // This policy derives facts that the one before did not know.
        var ticket = Opened(Small(), SmallQuestion);
        var reason = string.Format(null, Secrets[0].Sentence, Secrets[0].Secret);
        var command = new TicketCommand.ChangePriority(TicketLifeDeskFixture.Bia, "high", reason);

        var events = Accepted(Decider.Decide(Policy, ticket, command, ticket.Facts, Monday)).Events;

        Assert.Contains(events, recorded => recorded.Event is TicketEvent.FactsChanged);
        var chosen = Assert.Single(events, recorded => recorded.Event is TicketEvent.PriorityChanged);
        var told = Assert.Single(events.Select(recorded => recorded.Event).OfType<TicketEvent.SecretsRedacted>());
        Assert.Equal(chosen.Sequence, told.Sequence);
    }

    // What was masked is told once, and names the event that holds the rest of it.
    private static bool TellsWhatWasMasked(Decision.Accepted accepted) =>
        accepted.Events.Select(recorded => recorded.Event).OfType<TicketEvent.SecretsRedacted>().ToList()
            is [var masked]
        && accepted.Events.Single(one => one.Sequence == masked.Sequence).Event.Erasure == Erasure.Written
        && masked.Fields.Any(field => !field.Secrets.IsEmpty);

    private static IEnumerable<Decision> Decided(string command, string member, string text)
    {
        var type = Specimens.Commands.Single(one => one.Name == command);
        foreach (var by in Actors)
        foreach (var state in (string[])["open", "answered"])
        {
            var made = (TicketCommand)
                Specimens.Make(
                    type,
                    (name, kind) =>
                        name != member ? null
                        : kind == typeof(WrittenText) ? (WrittenText)text
                        : kind == typeof(WrittenName) ? (WrittenName)text
                        : kind == typeof(FactSet) ? FactSet.Empty.With("contact", text)
                        : text
                ) with
            {
                By = by,
            };
            var ticket = type == typeof(TicketCommand.Open) ? null : Specimens.FullTicket(Policy, state);
            yield return Decider.Decide(
                Policy,
                ticket,
                made,
                (ticket?.Facts ?? SmallQuestion).With("role", "admin"),
                Monday
            );
        }
    }

    private static IEnumerable<string> Told(Decision decision)
    {
        yield return decision.ToString()!;
        yield return decision.Explain().ToText();
        yield return decision.Explain().ToJson();
        if (decision is Decision.Refused refused)
            yield return refused.Refusal.Reason;
        if (decision is not Decision.Accepted accepted)
            yield break;
        yield return TicketJson.Write(accepted.Ticket);
        foreach (var recorded in accepted.Events)
            yield return TicketJson.Write(recorded);
        foreach (var message in accepted.Messages)
            yield return MessageJson.Write(message);
    }

    private static TheoryData<string, string> MembersThat(Func<Type, bool> which)
    {
        var members = new TheoryData<string, string>();
        foreach (var type in Specimens.Commands)
        {
            var of = type.GetProperties().Where(member => member.PropertyType == typeof(string));
            foreach (var member in of.Concat(Specimens.WrittenIn(type)).Where(member => which(member.PropertyType)))
                members.Add(type.Name, member.Name);
        }
        return members;
    }
}
