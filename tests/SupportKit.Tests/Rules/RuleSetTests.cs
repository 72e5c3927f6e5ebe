using SupportKit.PolicyJson;
using SupportKit.Rules;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Rules;

/// <summary>The first rule that holds wins, and an explanation says why no earlier one did.</summary>
public class RuleSetTests
{
    private static readonly RuleSet<string> Rules = new(
        "priority",
        [
            new Rule<string>("big", new Condition.InRange("seats", 100, null), "p1", null),
            new Rule<string>("pro", new Condition.EqualsAny("plan", ["pro"]), "p2", "published"),
            new Rule<string>("again", new Condition.EqualsAny("plan", ["pro"]), "p3", null),
        ]
    );

    [Fact]
    public void The_winner_is_explained_by_what_failed_before_it()
    {
        var facts = Facts(("plan", "pro"), ("seats", 5));

        Assert.Equal("p2", Rules.Match(facts)!.Then);
        var trace = Rules.Explain(facts);
        Assert.Equal(("priority", "pro", "published"), (trace.RuleSet, trace.Winner, trace.Origin));
        Assert.Equal(
            new RuleRejection("big", new ConditionFailure("seats", "100 ≤ seats", 5)),
            Assert.Single(trace.Earlier)
        );
    }

    [Fact]
    public void Where_no_rule_holds_each_says_why()
    {
        Assert.Null(Rules.Match(FactSet.Empty));
        var trace = Rules.Explain(FactSet.Empty);
        Assert.Equal((null, null), (trace.Winner, trace.Origin));
        Assert.Equal(["big", "pro", "again"], trace.Earlier.Select(earlier => earlier.Rule));
    }

    // At the ends of words of 64 bits, of lists that are searched without hashing, and of those for which rows would be a square.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(1_500)]
    public void A_rule_is_found_among_any_number_of_them(int count)
    {
        var conditions = Enumerable.Range(0, count).Select(ConditionOf).ToArray();
        var index = new RuleIndex([.. conditions]);

        // Of very many, some; each is compared with all that stand before it.
        var step = count > 200 ? 31 : 1;
        foreach (var at in Enumerable.Range(0, count + 1).Where(at => at % step == 0 || at >= count - 1))
        {
            foreach (var other in (FactSet[])[FactSet.Empty, Facts(("b", "x")), Facts(("b", $"only {at}"))])
            {
                foreach (var facts in (FactSet[])[other.With("a", $"value {at}"), other.With("a", "none"), other])
                {
                    var first = Array.FindIndex(conditions, condition => condition.Holds(facts));
                    Assert.True(first == index.First(facts), $"{at} with {string.Join(", ", facts)}");
                }
            }
        }
        Assert.Equal(-1, index.First(FactSet.Empty));
    }

    [Fact]
    public void A_rule_that_tests_a_fact_twice_holds_where_both_tests_do()
    {
        var index = new RuleIndex([
            new Condition.AllOf([
                new Condition.EqualsAny("plan", ["pro", "free"]),
                new Condition.Negated(new Condition.EqualsAny("plan", ["free"]), "plan"),
                new Condition.EqualsAny("region", ["EU"]),
            ]),
        ]);

        Assert.Equal(0, index.First(Facts(("plan", "pro"), ("region", "EU"))));
        Assert.Equal(-1, index.First(Facts(("plan", "free"), ("region", "EU"))));
        Assert.Equal(-1, index.First(Facts(("plan", "solo"), ("region", "EU"))));
    }

    // Some ask for any other value, or for any at all, some for something else too, and some in a way that no row can answer.
    private static Condition ConditionOf(int i)
    {
        Condition value = new Condition.EqualsAny("a", [$"value {i}"]);
        Condition only = new Condition.EqualsAny("b", [$"only {i}"]);
        return i % 7 == 0 ? new Condition.AllOf([new Condition.Negated(value, "a"), only])
            : i % 11 == 0 ? new Condition.AllOf([new Condition.Exists("a", true), only])
            : i % 3 == 0 ? new Condition.AllOf([value, new Condition.EqualsAny("b", ["x"])])
            : i % 5 == 0 ? new Condition.AllOf([value, new Condition.TextMatch("b", "x", true)])
            : value;
    }

    private static readonly Condition Plan = new Condition.EqualsAny("plan", ["pro", "free"]);
    private static readonly Condition NoPlan = new Condition.Exists("plan", false);
    private static readonly Condition Region = new Condition.EqualsAny("region", ["EU"]);
    private static readonly Condition Seats = new Condition.InRange("seats", 1, null);

    [Fact]
    public void A_row_of_bits_answers_what_asks_for_the_values_of_one_fact_alone()
    {
        Assert.Equal("plan", SingleFact.Of(Plan));
        Assert.Equal("plan", SingleFact.Of(NoPlan));
        Assert.Equal("plan", SingleFact.Of(new Condition.Negated(Plan, "plan")));
        Assert.Equal("plan", SingleFact.Of(new Condition.AllOf([Plan, NoPlan])));
        Assert.Equal("plan", SingleFact.Of(new Condition.AnyOf([NoPlan, new Condition.Negated(Plan, "plan")])));
        Assert.Null(SingleFact.Of(new Condition.AllOf([Plan, Region])));
        Assert.Null(SingleFact.Of(new Condition.AnyOf([Plan, Seats])));
        Assert.Null(SingleFact.Of(new Condition.AnyOf([])));
        Assert.Null(SingleFact.Of(Seats));
    }

    [Fact]
    public void The_values_that_a_condition_mentions_are_found_in_all_of_its_parts()
    {
        Assert.Equal(["pro", "free"], SingleFact.Mentioned(new Condition.Negated(Plan, "plan")));
        Assert.Equal(["pro", "free", "EU"], SingleFact.Mentioned(new Condition.AllOf([Plan, Region])));
        Assert.Equal(["EU", "pro", "free"], SingleFact.Mentioned(new Condition.AnyOf([Region, NoPlan, Plan])));
    }

    [Theory]
    [InlineData("weekday", true)]
    [InlineData("during.office", true)]
    [InlineData("businessDay.office", true)]
    [InlineData("during", false)]
    [InlineData("entitled.calls", false)]
    [InlineData("category", false)]
    public void The_instant_of_a_request_says_some_facts(string fact, bool isTime) =>
        Assert.Equal(isTime, DerivedFacts.IsTime(fact));

    [Theory]
    [InlineData(
        """{ "id": "b", "then": "low" }, { "id": "b", "then": "low" }""",
        "policy.rule_repeated",
        "called \"b\""
    )]
    [InlineData("""{ "id": "b", "then": "low", "overlaps": "yes" }""", "policy.value_unknown", "meant")]
    [InlineData("""{ "id": "b", "then": "low", "than": "low" }""", "policy.property_unknown", "than")]
    public void A_list_of_rules_that_cannot_be_meant_is_refused(string rules, string code, string told)
    {
        var problem = Assert.Single(Assert.Throws<PolicyException>(() => Read(rules)).Problems);

        Assert.Equal(code, problem.Code);
        Assert.StartsWith("$.priority.rules[", problem.Path, StringComparison.Ordinal);
        Assert.Contains(told, $"{problem.Message} {problem.Remedy}", StringComparison.Ordinal);
        ProblemText.AssertTold(problem);
    }

    [Fact]
    public void A_rule_says_where_it_comes_from_and_whether_it_meets_others_on_purpose()
    {
        var rules = Read(
            """{ "id": "b", "then": "low", "origin": "published", "overlaps": "meant", "comment": "x" }"""
        ).Priority.Rules.Rules;

        Assert.Equal([null, "published"], rules.Select(rule => rule.Origin));
        Assert.Equal([false, true], rules.Select(rule => rule.OverlapsAreMeant));
        Assert.Equal(["$.priority.rules[0]", "$.priority.rules[1]"], rules.Select(rule => rule.Path));
    }

    private static Policy Read(string rules) =>
        Policy.Parse(
            $$"""
            {
              "id": "one", "channels": { "web": {} }, "categories": { "question": {}, "incident": {} },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["low"], "rules": [{ "id": "a", "when": { "category": "incident" }, "then": "low" }, {{rules}}] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """
        );
}
