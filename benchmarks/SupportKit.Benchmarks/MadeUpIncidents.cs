using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Policies;

namespace SupportKit.Benchmarks;

/// <summary>
/// Incidents as they might be, the same ones on every machine: mostly moderate, with three to a dozen steps each, some that wait, a few
/// whose impact changes, one in a hundred reopened.
/// </summary>
internal sealed class MadeUpIncidents
{
    private static readonly Actor Log = Actor.Integration("event-log");
    private static readonly string[] Values = ["1 - High", "2 - Medium", "3 - Low"];
    private static readonly string[] Waits = ["Awaiting User Info", "Awaiting Vendor", "Awaiting Problem"];

    private readonly Policy policy;
    private readonly ImmutableArray<RecordedEvent>.Builder events = ImmutableArray.CreateBuilder<RecordedEvent>();
    private Ticket ticket = null!;
    private Instant at;

    private MadeUpIncidents(Policy policy) => this.policy = policy;

    /// <summary>The histories of so many incidents, each decided by the policy.</summary>
    public static IEnumerable<ImmutableArray<RecordedEvent>> Of(Policy policy, int count)
    {
        var random = new Random(20160229);
        for (var number = 1; number <= count; number++)
            yield return new MadeUpIncidents(policy).One(random, number);
    }

    private ImmutableArray<RecordedEvent> One(Random random, int number)
    {
        at = Instant.FromUtc(2016, 2, 29, 8, 0) + Duration.FromMinutes(random.Next(100_000));
        var (impact, urgency) = random.Next(20) == 0 ? (random.Next(3), random.Next(3)) : (1, 1);
        Open(number, Values[impact], Values[urgency]);
        Assign();
        Move("Active");
        for (var again = random.Next(6); again > 0; again--)
        {
            if (random.Next(20) == 0)
                Do(new TicketCommand.ChangeFacts(Log, FactSet.Empty.With("impact", Values[random.Next(3)])));
            if (random.Next(4) == 0)
                Assign();
            Move(random.Next(3) == 0 ? Waits[random.Next(3)] : "Active");
        }
        Move("Resolved");
        if (random.Next(100) == 0)
        {
            Move("Active");
            Move("Resolved");
        }
        at += Duration.FromDays(5);
        Move("Closed");
        return events.ToImmutable();

        void Assign() => Do(new TicketCommand.Assign(Log, $"Resolver {random.Next(200)}"));

        void Move(string state)
        {
            at += Duration.FromMinutes(Math.Floor(Math.Exp(random.NextDouble() * 8)));
            if (ticket.State != state)
                Do(new TicketCommand.ImportState(Log, state));
        }
    }

    private void Open(int number, string impact, string urgency)
    {
        var request = new NewTicket
        {
            Tenant = "default",
            Id = new TicketId(new Guid(number, 0, 0x7000, new byte[8])),
            Requester = $"Caller {number % 997}",
            Title = $"INC{number:D7}",
            Body = "Something does not work.",
        };
        var facts = FactSet
            .Empty.With(BuiltInFacts.Category, "incident")
            .With(BuiltInFacts.Channel, "phone")
            .With(BuiltInFacts.Language, policy.Languages[0])
            .With("impact", impact)
            .With("urgency", urgency);
        Take(Decider.Open(policy, request, facts, at));
    }

    private void Do(TicketCommand command)
    {
        // What the desk's own worker would have done until then.
        while (ticket.NextDeadline() is { } due && due < at)
            Take(Decider.FireDeadlines(policy, ticket, due));
        Take(Decider.Decide(policy, ticket, command, ticket.Facts, at));
    }

    private void Take(Decision decision)
    {
        var accepted = (Decision.Accepted)decision;
        ticket = accepted.Ticket;
        events.AddRange(accepted.Events);
    }
}
