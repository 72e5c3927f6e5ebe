using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Routing;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>Who gets a ticket of those who might: a pure choice.</summary>
public class AutoAssignmentTests
{
    private static readonly AssignmentRules InTurn = new(AssignmentMode.RoundRobin);
    private static readonly AssignmentRules ByLoad = new(AssignmentMode.LeastLoaded);
    private static readonly Ticket Ticket = Opened(TicketLifePolicies.Plain, SmallQuestion);

    [Fact]
    public void Whoever_has_the_fewest_open_tickets_gets_it_and_of_those_alike_the_lesser_id()
    {
        Assert.Equal("cy", Chosen(ByLoad, Of("bo", open: 3), Of("cy", open: 1), Of("di", open: 2)));
        Assert.Equal("bo", Chosen(ByLoad, Of("di", open: 1), Of("cy", open: 1), Of("bo", open: 1)));
    }

    [Fact]
    public void In_turn_it_goes_to_whoevers_latest_ticket_is_the_oldest_and_first_to_whoever_had_none()
    {
        Assert.Equal("cy", Chosen(InTurn, Of("bo", last: Monday), Of("cy", last: Monday - Duration.FromHours(1))));
        Assert.Equal("di", Chosen(InTurn, Of("bo", last: Monday), Of("di"), Of("eve")));
    }

    [Fact]
    public void Whoever_is_off_duty_full_or_not_suitable_gets_none_and_the_event_says_why()
    {
        var rules = ByLoad with { SameLanguage = true, Skill = "environment" };
        var decided = AutoAssignment.Choose(
            rules,
            Ticket with
            {
                Facts = Ticket.Facts.With("environment", "PROD"),
            },
            [
                Of("full", open: 2) with
                {
                    Capacity = 2,
                    Skills = ["PROD"],
                },
                Of("off") with
                {
                    IsOnDuty = false,
                    Skills = ["PROD"],
                },
                Of("portuguese") with
                {
                    Languages = ["pt"],
                    Skills = ["PROD"],
                },
                Of("tester") with
                {
                    Skills = ["TEST"],
                },
                Of("zoe", open: 9) with
                {
                    Capacity = 10,
                    Skills = ["TEST", "PROD"],
                },
            ]
        );
        Assert.Equal("zoe", decided.Agent);
        Assert.Equal(
            [
                new("full", AgentFitness.Full, 2),
                new("off", AgentFitness.OffDuty, 0),
                new("portuguese", AgentFitness.OtherLanguage, 0),
                new("tester", AgentFitness.SkillMissing, 0),
                new ConsideredAgent("zoe", AgentFitness.Fit, 9),
            ],
            decided.Considered
        );
    }

    [Fact]
    public void Of_a_ticket_that_asks_for_no_skill_anybody_may_get_it() =>
        Assert.Equal("bo", Chosen(ByLoad with { Skill = "environment" }, Of("bo")));

    [Fact]
    public void With_nobody_on_duty_it_is_nobodys_and_the_event_says_so()
    {
        var decided = AutoAssignment.Choose(ByLoad, Ticket, [Of("bo") with { IsOnDuty = false }]);
        Assert.Null(decided.Agent);
        Assert.Equal([new ConsideredAgent("bo", AgentFitness.OffDuty, 0)], decided.Considered);
        Assert.Empty(AutoAssignment.Choose(ByLoad, Ticket, []).Considered);
    }

    [Law(100)]
    public void The_same_candidates_give_the_same_choice_in_whatever_order_they_come(byte[] made, int seed)
    {
        var candidates = made.Take(8)
            .Select(
                (one, i) =>
                    Of($"agent {i}", one % 4, Monday + Duration.FromHours(one / 4 % 4)) with
                    {
                        IsOnDuty = one % 5 > 0,
                        Capacity = one % 3,
                    }
            )
            .ToImmutableArray();
        foreach (var rules in (AssignmentRules[])[ByLoad, InTurn])
        {
            var decided = AutoAssignment.Choose(rules, Ticket, candidates);
            var shuffled = candidates.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(
                TicketJson.Write(decided),
                TicketJson.Write(AutoAssignment.Choose(rules, Ticket, [.. shuffled]))
            );
            // Nobody unfit gets it, and nobody fit is passed over for nobody.
            var fit = decided
                .Considered.Where(one => one.Fitness == AgentFitness.Fit)
                .Select(one => one.Agent)
                .ToList();
            Assert.Equal(fit.Count > 0, decided.Agent is not null);
            if (decided.Agent is { } agent)
                Assert.Contains(agent, fit);
        }
    }

    private static string? Chosen(AssignmentRules rules, params ImmutableArray<AssignmentCandidate> candidates) =>
        AutoAssignment.Choose(rules, Ticket, candidates).Agent;

    private static AssignmentCandidate Of(string id, long open = 0, Instant? last = null) =>
        new(id, true, null, open) { LastOpenedAt = last, Languages = ["en"] };
}
