using NodaTime;
using SupportKit.Decisions;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>
/// What holds whatever happens to a ticket, at whatever pace. A script is pairs of bytes: what is done, and how long after what
/// was done before.
/// </summary>
public class DigestLaws
{
    // Of one kind, to one address, until a person of the desk acts.
    private const int Most = 8;

    private static readonly Policy Policy = TicketLifePolicies.With(
        """ "sla": [], "privacy": { "sharing": { "consent": "none" } }, "screening": { "allCaps": "advise" } """
    );

    // Apart from the word before it, so that the project's own sources hold nothing to mask.
    private static readonly string ASecret = $"My password: {"Sommer2024!"}";

    private static readonly Duration[] Gaps =
    [
        Duration.Zero,
        Duration.FromTicks(10),
        Duration.FromSeconds(20),
        Duration.FromMinutes(4),
        Duration.FromMinutes(10) - Duration.FromTicks(10),
        Duration.FromMinutes(10),
        Duration.FromMinutes(25),
        Duration.FromHours(3),
        Duration.FromDays(1),
        Duration.FromDays(9),
    ];

    private static readonly TicketCommand[] Commands =
    [
        new TicketCommand.Escalate(Bia, "stuck", "web", FactSet.Empty),
        new TicketCommand.Escalate(Ana, "stuck", "web", FactSet.Empty),
        new TicketCommand.Reply(Ana, "Some words."),
        new TicketCommand.Reply(Ana, "THIS IS IN CAPITAL LETTERS AND HARD TO READ"),
        new TicketCommand.Reply(Rui, ASecret),
        new TicketCommand.Reply(Bia, "An answer."),
        new TicketCommand.Assign(Dora, "bia"),
        new TicketCommand.Assign(Dora, "caio"),
        new TicketCommand.DeEscalate(Dora),
        new TicketCommand.Note(Bia, "A note."),
        new TicketCommand.UpdateLinkedIssue(Tracker, "BUG-1", "News."),
        new TicketCommand.RejectInboundMail(Tracker, "mail"),
        new TicketCommand.ChangeFacts(Ana, Facts(("environment", "TEST"))),
        new TicketCommand.Fire(Bia, "close"),
    ];

    [Law(50, 5_000)]
    public void Readers_are_told_all_that_they_would_have_been_told_one_by_one(byte[] script)
    {
        var life = new Life();
        life.Play(script, isPrompt: true);
        life.Finish();

        Assert.Equal(Sorted(life.Undigested), Sorted(life.Told));
        Assert.Null(life.Ticket.NextDeadline());
        Assert.Equal(TicketJson.Write(life.Ticket), TicketJson.Write(TicketHistory.Replay(life.History)!));

        static IEnumerable<string> Sorted(IEnumerable<string> told) => told.Order(StringComparer.Ordinal);
    }

    [Law(50, 5_000)]
    public void A_late_worker_changes_nothing_but_when_a_digest_leaves(byte[] script)
    {
        var (prompt, late) = (new Life(), new Life());
        prompt.Play(script, isPrompt: true);
        late.Play(script, isPrompt: false);
        prompt.Finish();
        late.Finish();

        Assert.Equal(
            prompt.History.Select(recorded => TicketJson.Write(recorded.Event)),
            late.History.Select(recorded => TicketJson.Write(recorded.Event))
        );
        Assert.Equal(
            prompt.Sent.Select(message => $"{message.Id} {message.To} {message.Template}"),
            late.Sent.Select(message => $"{message.Id} {message.To} {message.Template}")
        );
    }

    [Law(50, 5_000)]
    public void What_a_person_of_the_desk_answers_leaves_at_once(byte[] script)
    {
        var life = new Life();
        life.Play(script, isPrompt: true);
        var before = life.Sent.Count;
        if (life.Ticket.StateCategory == StateCategory.Closed)
            return;

        life.Do(new TicketCommand.Reply(Bia, "An answer."));

        Assert.Equal(
            ["ana", "rui"],
            life.Sent.Skip(before)
                .Where(message => message.Template == "agent-replied")
                .Select(message => message.To.Id)
        );
    }

    [Law(20, 1_000)]
    public void Two_machines_exchange_a_few_messages_in_a_year_at_whatever_pace(byte[] delays, byte seed)
    {
        var year = Monday + Duration.FromDays(365);
        var life = new Life();
        var waiting = new PriorityQueue<TicketCommand, Instant>();
        Answer(0);
        while (waiting.TryDequeue(out var mail, out var at) && at < year)
        {
            var before = life.Sent.Count;
            life.PassTo(at);
            life.Do(mail);
            Answer(before);
            Assert.InRange(life.Sent.Count, 0, 1_000); // a loop ends here
        }
        life.PassTo(year);

        foreach (var address in life.Sent.Where(message => message.IsOutside).GroupBy(message => message.To.Id))
        {
            var kinds = address.Select(message => message.Template).Where(name => name != "digest-sent").Distinct();
            // What opened it, and what the desk shared, came by itself.
            Assert.InRange(address.Count(), 0, (Most * kinds.Count()) + 1);
            Assert.InRange(address.Count(message => message.Template == "inbound-mail-rejected"), 0, Most);
        }
        // A person's word leaves whatever went before, and machines are answered again.
        var told = life.Sent.Count;
        life.Do(new TicketCommand.Reply(Bia, "An answer."));
        Assert.Contains(life.Sent.Skip(told), message => message is { Template: "agent-replied", To.Id: "ana" });
        life.PassTo(year + Duration.FromDays(1));
        told = life.Sent.Count;
        life.Do(new TicketCommand.RejectInboundMail(Tracker, "mail"));
        Assert.Single(life.Sent.Skip(told), message => message.Template == "inbound-mail-rejected");

        // To each message its reader's machine has something to say.
        void Answer(int from)
        {
            foreach (var message in life.Sent.Skip(from).Where(message => message.IsOutside))
            {
                var delay = Gaps[
                    delays.Length == 0 ? seed % Gaps.Length : delays[life.Sent.Count % delays.Length] % Gaps.Length
                ];
                TicketCommand mail = ((seed + life.Sent.Count) % 3) switch
                {
                    0 => new TicketCommand.RejectInboundMail(Tracker, "mail"),
                    1 => new TicketCommand.Reply(
                        Actor.Requester(message.To.Id),
                        "THIS MACHINE WRITES IN CAPITAL LETTERS ONLY"
                    ),
                    _ => new TicketCommand.Reply(Actor.Requester(message.To.Id), ASecret),
                };
                waiting.Enqueue(mail, life.Now + delay);
            }
        }
    }

    /// <summary>A ticket that lives, and everything that was told of it.</summary>
    private sealed class Life
    {
        public Life()
        {
            Take(Open(Policy, SmallQuestion));
            Do(new TicketCommand.Share(Ana, "rui") { HasAccount = true });
            Do(new TicketCommand.Link(Tracker, LinkKind.Bug, "BUG-1"));
        }

        public Ticket Ticket { get; private set; } = null!;

        public Instant Now { get; private set; } = Monday;

        public List<RecordedEvent> History { get; } = [];

        public List<OutboundMessage> Sent { get; } = [];

        /// <summary>What each event tells whom, were there no digests.</summary>
        public List<string> Undigested { get; } = [];

        /// <summary>What was told, what digests hold one by one.</summary>
        public IEnumerable<string> Told =>
            Sent.SelectMany(message =>
                message.Template != "digest-sent"
                    ? [$"{message.To} {KindOf(message)}"]
                    : message
                        .Values["notices"]
                        .Split(' ')
                        .SelectMany(held =>
                            Enumerable.Repeat($"{message.To} {held.Split('=')[0]}", int.Parse(held.Split('=')[1]))
                        )
            );

        public void Play(byte[] script, bool isPrompt)
        {
            foreach (var step in script.Chunk(2))
            {
                var at = Now + Gaps[step[^1] % Gaps.Length];
                if (isPrompt)
                    PassTo(at);
                Now = at;
                Do(Commands[step[0] % Commands.Length]);
            }
        }

        /// <summary>Somebody of the desk looks at it, and time goes on until nothing waits.</summary>
        public void Finish()
        {
            Do(new TicketCommand.Note(Bia, "A look."));
            PassTo(Now + Duration.FromDays(30));
        }

        public void PassTo(Instant at)
        {
            while (Ticket.NextDeadline() is { } due && due <= at)
            {
                Now = Instant.Max(Now, due);
                Take(Decider.FireDeadlines(Policy, Ticket, Now));
            }
            Now = at;
        }

        public void Do(TicketCommand command) => Take(Decider.Decide(Policy, Ticket, command, Ticket.Facts, Now));

        private void Take(Decision decision)
        {
            if (decision is not Decision.Accepted accepted)
                return; // a closed ticket takes less
            Ticket = accepted.Ticket;
            History.AddRange(accepted.Events);
            Sent.AddRange(accepted.Messages);
            Undigested.AddRange(
                from recorded in accepted.Events
                where recorded.Event is not TicketEvent.DigestSent
                from message in Notifications.DraftsOf(Policy, Ticket, recorded, accepted.Events)
                select $"{message.To} {message.Kind}"
            );
        }

        private static string KindOf(OutboundMessage message) =>
            message.Values.TryGetValue("metric", out var metric) ? $"{message.Template}/{metric}" : message.Template;
    }
}
