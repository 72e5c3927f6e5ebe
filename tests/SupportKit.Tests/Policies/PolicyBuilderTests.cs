using SupportKit.BusinessTime;
using SupportKit.Policies;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Sla;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Policies;

/// <summary>A policy in C# and a policy in JSON are one model.</summary>
public class PolicyBuilderTests
{
    private static PolicyBuilder Acme() =>
        new PolicyBuilder("acme")
            .Languages("en", "fr")
            .Channel("web")
            .Channel("forum", official: false)
            .Category("question")
            .Category("outage")
            .Plan("free")
            .Plan("pro", "sla")
            .Choice("environment", FactSource.Form, "PROD", "TEST")
            .Form("outage", required: ["environment"])
            .Calendar(
                "office",
                BusinessCalendar.Parse("""{ "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-18:00"] } }""")
            )
            .Redirect(
                "debugging",
                ConditionBuilder
                    .Fact("category")
                    .Is("question")
                    .And(ConditionBuilder.Not(ConditionBuilder.EntitledTo("sla"))),
                "forum",
                LocalizedText.Invariant("Ask the forum.")
            )
            .Accept("everyone", ConditionBuilder.Always)
            .Priorities("high", "normal")
            .Priority("outage", ConditionBuilder.Fact("environment").Is("PROD"), "high")
            .Priority("others", ConditionBuilder.Always, "normal")
            .Queue("desk")
            .Route("all", ConditionBuilder.Always, "desk")
            .Promise(
                "pro",
                Metric.FirstResponse,
                ConditionBuilder.EntitledTo("sla"),
                "4h",
                calendar: "office",
                warnAt: 75
            );

    [Fact]
    public void A_calendar_is_chosen_by_a_fact_and_hours_are_the_requesters_own()
    {
        var nine = BusinessCalendar.In("UTC").Open("mon-fri", "09:00-17:00").Build();
        var policy = Acme()
            .Choice("site", FactSource.Requester, "paris", "abroad")
            .Calendar("paris", BusinessCalendar.In("Europe/Paris").Open("mon-fri", "09:00-17:00").Build())
            .RequesterCalendar("local", nine)
            .Promise("help", Metric.Resolution, ConditionBuilder.Always, "2h", calendar: "paris")
            .InCalendarOf("site", "paris", ("abroad", "local"))
            .Build();
        var facts = Facts(("category", "outage"), ("channel", "web"), ("language", "en"), ("environment", "PROD"));

        Assert.Equal("2h in paris", Within(facts));
        Assert.Equal("2h in local", Within(facts.With("site", "abroad")));
        Assert.Equal(policy.Version, Policy.Parse(policy.ToJson()).Version);

        string Within(FactSet known) => Opened(policy, known).PromiseOf("resolution")!.Within.ToString();
    }

    [Fact]
    public void A_calendar_without_a_promise_is_told_at_once() =>
        Assert.Throws<InvalidOperationException>(() => new PolicyBuilder("none").InCalendarOf("site", "office"));

    [Fact]
    public void A_macro_is_what_agents_choose_from()
    {
        var macro = Assert.Single(
            Acme()
                .Macro("logs", LocalizedText.Invariant("Hello {requester}."), LocalizedText.Invariant("Ask for logs"))
                .Build()
                .Macros
        );

        Assert.Equal(
            ("logs", "Ask for logs", "Hello {requester}."),
            (macro.Id, macro.Title.Get("en"), macro.Text.Get("en"))
        );
    }

    [Fact]
    public void What_was_written_in_code_decides()
    {
        var policy = Acme().Build();
        var outage = Facts(("category", "outage"), ("channel", "web"), ("language", "en"), ("environment", "PROD"));

        var ticket = Opened(policy, outage.With("plan", "pro"));
        Assert.Equal(("high", "desk", "pro"), (ticket.Priority, ticket.Queue, ticket.Promises.Single().Rule));
        Assert.Empty(Opened(policy, outage.With("plan", "free")).Promises);
        Assert.Equal("forum", Refused<Refusal.RedirectedTo>(Open(policy, outage.With("category", "question"))).To);
    }

    [Fact]
    public void A_policy_read_from_json_can_be_built_on_and_written_back_the_same() =>
        Assert.All(
            Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "policies")),
            file =>
            {
                var policy = Policy.Parse(File.ReadAllText(file));
                Assert.Equal(policy.Version, PolicyBuilder.From(policy).Build().Version);
                Assert.Equal(policy.Version, Policy.Parse(policy.ToJson()).Version);
            }
        );

    [Fact]
    public void A_policy_that_was_built_and_its_json_are_the_same_policy() =>
        Assert.Equal(Acme().Build().Version, Policy.Parse(Acme().ToJson()).Version);

    [Fact]
    public void A_fault_in_code_is_named_as_a_fault_in_json_is()
    {
        var error = Assert.Throws<PolicyException>(() =>
            Acme().Priority("late", ConditionBuilder.Fact("colour").Is("red"), "high").Build()
        );

        Assert.Equal(
            ("policy.fact_unknown", "$.priority.rules[2].when.colour"),
            (error.Problems[0].Code, error.Problems[0].Path)
        );
    }
}
