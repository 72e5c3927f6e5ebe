using NJsonSchema;
using SupportKit.Hosting;
using SupportKit.Policies;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.Workflows.WorkflowPolicies;

namespace SupportKit.Tests.Workflows;

/// <summary>A workflow that extends the default one says only what is different.</summary>
public class WorkflowExtensionTests
{
    [Fact]
    public void One_more_state_is_one_more_line_and_one_way_to_it()
    {
        var workflow = Extended(
            """
            "states": {
              "at the vendor": { "category": "on-hold", "permit": { "resume": "open", "close": "closed" }, "ignore": ["answer", "requester-reply"] },
              "open": { "permit": { "hand-over": "at the vendor" } }
            }
            """
        );

        Assert.Equal([.. Workflow.Default.States, "at the vendor"], workflow.States);
        Assert.Equal("at the vendor", workflow.StateAfter("open", "hand-over", FactSet.Empty));
        Assert.Equal("resolved", workflow.StateAfter("open", "resolve", FactSet.Empty)); // kept
        Assert.DoesNotContain(
            PolicyChecker.Analyze(PolicyWith(Section(""" "states": {} """))),
            finding => finding.Path.StartsWith("$.workflow", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void What_is_said_replaces_by_name_and_null_removes()
    {
        var workflow = Extended(
            """
            "states": {
              "new": { "permit": { "resolve": null, "requester-reply": "open", "close": { "to": "closed", "if": { "environment": "TEST" } } } },
              "open": { "ignore": ["hold"] },
              "closed": { "title": "Done", "permit": { "reopen": "open" } }
            }
            """
        );

        Assert.Null(workflow.StateAfter("new", "resolve", FactSet.Empty)); // removed
        Assert.Equal("open", workflow.StateAfter("new", "requester-reply", FactSet.Empty)); // was ignored
        Assert.Null(workflow.StateAfter("new", "close", Facts(("environment", "PROD")))); // has a guard now
        Assert.Equal("closed", workflow.StateAfter("new", "close", Facts(("environment", "TEST"))));
        Assert.IsType<Transition.Ignored>(workflow.Fire("open", "hold", FactSet.Empty)); // was permitted
        Assert.IsType<Transition.Ignored>(workflow.Fire("open", "acknowledge", FactSet.Empty)); // kept
        Assert.Equal("open", workflow.StateAfter("closed", "reopen", FactSet.Empty));
        Assert.Equal("Done", workflow.TitleOf("closed")!.Get("en"));
    }

    [Fact]
    public void A_removed_state_takes_the_ways_to_it_along()
    {
        var workflow = Extended(""" "states": { "pending": null, "on-hold": null } """);

        Assert.Equal(["new", "open", "answered", "resolved", "closed"], workflow.States);
        Assert.DoesNotContain("ask", workflow.PermittedIn("open", FactSet.Empty));
        Assert.DoesNotContain("hold", workflow.PermittedIn("answered", FactSet.Empty));
    }

    [Fact]
    public void Nothing_said_is_the_default_workflow()
    {
        var workflow = Extended("");

        Assert.Equal(Workflow.Default.ToJson(), Extended(""" "states": { } """).ToJson());
        Assert.Equal(Workflow.Default.ToMermaid(), workflow.ToMermaid());
        foreach (var state in Workflow.Default.States)
        foreach (var trigger in Workflow.Default.Triggers)
            Assert.Equal(
                Workflow.Default.Fire(state, trigger, FactSet.Empty),
                workflow.Fire(state, trigger, FactSet.Empty)
            );
    }

    [Fact]
    public void Written_out_it_is_the_same_workflow_without_extends()
    {
        var extended = Extended(
            """ "initial": "open", "states": { "pending": null, "open": { "permit": { "resolve": null }, "ignore": ["ask"] } }, "autoClose": [{ "states": ["resolved"], "after": "30d" }] """
        );

        var whole = PolicyWith(extended.ToJson()).Workflow;

        Assert.DoesNotContain("extends", extended.ToJson(), StringComparison.Ordinal);
        Assert.Equal(extended.ToMermaid(), whole.ToMermaid());
        Assert.Equal(("open", 1), (whole.Initial, whole.AutoCloses.Length));
        Assert.Equal(extended.ToJson(), whole.ToJson());
    }

    [Theory]
    [InlineData(""" "states": { "vendor": null } """, "policy.state_unknown", "$.workflow.states.vendor", 14)]
    [InlineData(
        """ "states": { "new": { "permit": { "ship": null } } } """,
        "policy.trigger_unknown",
        "$.workflow.states.new.permit.ship",
        14
    )]
    [InlineData(
        """ "states": { "new": { "permit": { "ship": "gone" } } } """,
        "policy.state_unknown",
        "$.workflow.states.new.permit.ship",
        14
    )]
    [InlineData(
        """ "states": { "vendor": { "permit": {} } } """,
        "policy.property_missing",
        "$.workflow.states.vendor",
        14
    )]
    [InlineData(""" "states": { "new": "open" } """, "policy.value_mistyped", "$.workflow.states.new", 14)]
    [InlineData(
        """ "states": { "new": { "permit": [] } } """,
        "policy.value_mistyped",
        "$.workflow.states.new.permit",
        14
    )]
    [InlineData(
        """ "states": { "new": { "ignore": "hold" } } """,
        "policy.value_mistyped",
        "$.workflow.states.new.ignore",
        14
    )]
    [InlineData(""" "states": [] """, "policy.value_mistyped", "$.workflow.states", 14)]
    [InlineData(""" "sates": {} """, "policy.property_unknown", "$.workflow.sates", 14)]
    // Of what comes from the default workflow, the line is that of "extends".
    [InlineData(""" "initial": "gone" """, "policy.state_unknown", "$.workflow", 13)]
    [InlineData(
        """ "states": { "new": { "permit": { "hold": "open" }, "ignore": ["hold"] } } """,
        "policy.trigger_repeated",
        "$.workflow.states.new",
        14
    )]
    public void A_problem_names_its_line_in_the_extending_file(string more, string code, string path, int line)
    {
        var error = Assert.Throws<PolicyException>(() => PolicyWith($"{{ \"extends\": \"default\",\n{more} }}"));

        var problem = Assert.Single(error.Problems);
        Assert.Equal((code, path), (problem.Code, problem.Path));
        Assert.Equal(line, problem.Line);
        ProblemText.AssertTold(problem);
    }

    [Fact]
    public void Only_the_default_workflow_can_be_extended()
    {
        var error = Assert.Throws<PolicyException>(() => PolicyWith("""{ "extends": "defualt" }"""));
        Assert.Equal("policy.value_unknown", Assert.Single(error.Problems).Code);
    }

    [Fact]
    public void A_finding_about_a_state_of_the_default_workflow_stands_at_the_extension()
    {
        // Nothing leads to "answered" any more.
        var findings = PolicyChecker.Analyze(
            PolicyWith(
                Section(
                    """ "states": { "new": { "permit": { "answer": null } }, "open": { "permit": { "answer": "open" } }, "pending": { "permit": { "answer": null } } } """
                )
            )
        );

        var finding = Assert.Single(findings, finding => finding.Code == "policy.state_unreachable");
        Assert.Equal("$.workflow.states.answered", finding.Path);
        Assert.NotNull(finding.Line);
    }

    [Theory]
    [InlineData(""" "states": { "pending": null, "new": { "permit": { "hold": null } } } """, true)]
    [InlineData(""" "states": { "new": { "permit": { "hold": 1 } } } """, false)]
    public async Task The_schema_knows_it(string more, bool isValid)
    {
        var schema = await JsonSchema.FromJsonAsync(PolicySchema.Json, TestContext.Current.CancellationToken);

        var document = PolicyWith("null").ToJson()[..^1] + $", \"workflow\": {Section(more)} }}";
        Assert.Equal(isValid, schema.Validate(document).Count == 0);
        // Without "extends" a state has a category or a parent, and nothing can be taken out.
        Assert.NotEmpty(
            schema.Validate(
                document.Replace("\"extends\": \"default\"", "\"initial\": \"new\"", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void It_can_be_written_in_csharp_too()
    {
        var built = PolicyBuilder
            .From(PolicyWith("null"))
            .ExtendDefaultWorkflow()
            .State("at the vendor", StateCategory.OnHold, "answer", "requester-reply")
            .Permit("open", "hand-over", "at the vendor")
            .Permit("at the vendor", "close", "closed")
            .RemoveState("pending")
            .RemoveTrigger("new", "resolve")
            .Build();

        Assert.Equal("at the vendor", built.Workflow.StateAfter("open", "hand-over", FactSet.Empty));
        Assert.DoesNotContain("pending", built.Workflow.States);
        Assert.Null(built.Workflow.StateAfter("new", "resolve", FactSet.Empty));
    }

    private static Workflow Extended(string more) => PolicyWith(Section(more)).Workflow;

    private static string Section(string more) =>
        $"{{ \"extends\": \"default\"{(string.IsNullOrWhiteSpace(more) ? "" : ", " + more)} }}";
}
