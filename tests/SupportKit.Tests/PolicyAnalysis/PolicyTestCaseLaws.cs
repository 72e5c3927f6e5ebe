using SupportKit.PolicyAnalysis;
using SupportKit.Tests.Shared;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>Generated cases say what the desk does, and cover every rule that can win and every condition that has an effect.</summary>
public class PolicyTestCaseLaws
{
    [Fact]
    public void A_rule_has_a_case_that_it_wins_and_two_for_each_part_of_its_condition()
    {
        var policy = Policy.Parse(
            """
            {
              "id": "acme", "channels": { "web": {} }, "categories": { "question": {} },
              "facts": { "impact": { "values": ["total", "partial"] }, "workaround": { "type": "boolean" } },
              "forms": { "question": { "required": ["impact", "workaround"] } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["P1", "P2"], "rules": [
                { "id": "outage", "when": { "impact": "total", "workaround": false }, "then": "P1" },
                { "id": "other", "then": "P2" }
              ] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """
        );

        var cases = PolicyTestCases.Generate(policy).Where(one => one.Section == "priority").Select(Text);

        Assert.Equal(
            [
                "outage: impact=total workaround=false → outage",
                "outage, impact = total: impact=total workaround=false → outage",
                "outage, impact = total: impact=partial workaround=false → other",
                "outage, workaround = false: impact=total workaround=false → outage",
                "outage, workaround = false: impact=total workaround=true → other",
                "other: impact=total workaround=true → other",
            ],
            cases
        );
    }

    [Law(20, 1_000, EndSize = 120)]
    internal bool Every_case_is_decided_as_it_says(SmallPolicy small)
    {
        var policy = small.Make();
        return PolicyTestCases.Generate(policy).All(one => WinnerOf(policy, one) == one.Winner);
    }

    [Law(20, 1_000, EndSize = 120)]
    internal bool Every_rule_that_can_win_has_a_case_that_it_wins(SmallPolicy small)
    {
        var policy = small.Make();
        var cases = PolicyTestCases.Generate(policy);
        return BruteForce
            .Of(policy)
            .All(tried =>
                tried.Winning.SetEquals(
                    cases
                        .Where(one => one.Section == tried.Name && one.Condition is null && one.Winner == one.Rule)
                        .Select(one => one.Rule)
                )
            );
    }

    [Law(20, 1_000, EndSize = 120)]
    internal bool The_two_cases_of_a_condition_differ_in_one_fact_and_in_whether_the_rule_wins(SmallPolicy small) =>
        PolicyTestCases
            .Generate(small.Make())
            .Where(one => one.Condition is not null)
            .Chunk(2)
            .All(pair =>
                pair is [var won, var lost]
                && (won.Section, won.Rule, won.Condition) == (lost.Section, lost.Rule, lost.Condition)
                && won.Winner == won.Rule
                && lost.Winner != lost.Rule
                && won.Facts.Select(fact => fact.Key)
                    .Union(lost.Facts.Select(fact => fact.Key))
                    .Count(fact => won.Facts[fact] != lost.Facts[fact]) == 1
            );

    private static string? WinnerOf(Policy policy, PolicyTestCase one) =>
        one.Section switch
        {
            "scope" => policy.Scope.Match(one.Facts)?.Id,
            "priority" => policy.Priority.Rules.Match(one.Facts)?.Id,
            "routing" => policy.Routing.Rules.Match(one.Facts)?.Id,
            var metric => policy.Sla.TargetsOf(metric)!.Match(one.Facts)?.Id,
        };

    private static string Text(PolicyTestCase one) =>
        $"{one.Rule}{(one.Condition is null ? "" : $", {one.Condition}")}: "
        + string.Join(
            " ",
            one.Facts.Where(fact => fact.Key is "impact" or "workaround").Select(fact => $"{fact.Key}={fact.Value}")
        )
        + $" → {one.Winner}";
}
