using SupportKit.Conduct;
using SupportKit.Hosting;
using SupportKit.Policies;
using static SupportKit.Tests.Conduct.ConductPolicies;

namespace SupportKit.Tests.Conduct;

/// <summary>The section "conduct" of a policy.</summary>
public class ConductReadingTests
{
    [Fact]
    public void Without_the_section_secrets_are_masked_and_nothing_is_checked()
    {
        var rules = Samples.Small().Conduct;

        Assert.True(rules.MasksSecrets);
        Assert.Null(rules.Capitals ?? rules.SeveralProblems ?? rules.Duplicates?.Then ?? rules.Flooding?.Then);
        Assert.Null(rules.Abuse);
    }

    [Fact]
    public void Every_check_is_read_with_its_limits()
    {
        var rules = With(
            """
            {
              "secrets": "off",
              "capitals": "rewrite",
              "duplicates": { "then": "advise", "similarity": "75%" },
              "flooding": { "then": "hold", "tickets": 4, "within": "30m", "sameMessages": 2 },
              "abuse": { "then": "refuse", "words": { "en": ["drat"], "any": ["zut alors"] } },
              "severalProblems": "advise"
            }
            """
        ).Conduct;

        Assert.False(rules.MasksSecrets);
        Assert.Equal(Consequence.Rewrite, rules.Capitals);
        Assert.Equal(new DuplicateRule(Consequence.Advise, 0.75), rules.Duplicates);
        Assert.Equal(new FloodingRule(Consequence.Hold, 4, 2, NodaTime.Duration.FromMinutes(30)), rules.Flooding);
        Assert.Equal(Consequence.Refuse, rules.Abuse!.Then);
        Assert.Equal(["any", "en"], rules.Abuse.Words.Languages);
        Assert.Equal(Consequence.Advise, rules.SeveralProblems);
    }

    [Fact]
    public void The_builder_writes_what_the_reader_reads()
    {
        var rules = PolicyBuilder
            .From(Samples.Small())
            .Conduct(ConductCheck.Capitals, Consequence.Rewrite)
            .Conduct(ConductCheck.SeveralProblems, Consequence.Advise)
            .Duplicates(Consequence.Advise, similarityPercent: 75)
            .Flooding(Consequence.Hold, tickets: 4, sameMessages: 2, within: "2h")
            .Abuse(Consequence.Refuse, "en", "drat")
            .Abuse(Consequence.Refuse, "fr", "zut")
            .Build()
            .Conduct;

        Assert.Equal((Consequence.Rewrite, Consequence.Advise), (rules.Capitals, rules.SeveralProblems));
        Assert.Equal(new DuplicateRule(Consequence.Advise, 0.75), rules.Duplicates);
        Assert.Equal(new FloodingRule(Consequence.Hold, 4, 2, NodaTime.Duration.FromHours(2)), rules.Flooding);
        Assert.Equal(["en", "fr"], rules.Abuse!.Words.Languages);
    }

    [Theory]
    [InlineData(
        """{ "capitals": "rewrite", "duplicates": { "then": "hold", "similarity": "75%" }, "severalProblems": { "then": "advise" } }""",
        true
    )]
    [InlineData(
        """{ "flooding": { "then": "hold", "tickets": 4, "within": "30m", "sameMessages": 2 }, "secrets": "off" }""",
        true
    )]
    [InlineData("""{ "abuse": { "then": "refuse", "words": { "any": ["drat"] } } }""", true)]
    [InlineData("""{ "capitals": "shout" }""", false)]
    [InlineData("""{ "duplicates": { "then": "hold", "similarity": "0%" } }""", false)]
    [InlineData("""{ "flooding": { "then": "hold", "tickets": 0 } }""", false)]
    [InlineData("""{ "severalProblems": "hold" }""", false)]
    [InlineData("""{ "abuse": "refuse" }""", false)]
    public async Task The_published_schema_takes_what_the_reader_takes(string conduct, bool taken)
    {
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(PolicySchema.Json);
        var document = System.Text.Json.Nodes.JsonNode.Parse(Samples.Small().ToJson())!;
        document["conduct"] = System.Text.Json.Nodes.JsonNode.Parse(conduct);

        Assert.Equal(taken, schema.Validate(document.ToJsonString()).Count == 0);
    }

    [Fact]
    public void A_consequence_alone_takes_the_usual_limits()
    {
        var rules = With(
            """{ "duplicates": "hold", "flooding": { "then": "advise" }, "capitals": { "then": "hold" } }"""
        );

        Assert.Equal(new DuplicateRule(Consequence.Hold, 0.8), rules.Conduct.Duplicates);
        Assert.Equal((5, 3), (rules.Conduct.Flooding!.Tickets, rules.Conduct.Flooding.SameMessages));
        Assert.Equal(Consequence.Hold, rules.Conduct.Capitals);
    }

    [Theory]
    [InlineData("""{ "capitals": "shout" }""", "policy.value_unknown", "$.conduct.capitals")]
    [InlineData("""{ "capitals": 3 }""", "policy.value_of_wrong_kind", "$.conduct.capitals")]
    [InlineData(
        """{ "capitals": { "then": "advise", "tickets": 3 } }""",
        "policy.property_unknown",
        "$.conduct.capitals.tickets"
    )]
    [InlineData("""{ "duplicates": { "similarity": "80%" } }""", "policy.property_missing", "$.conduct.duplicates")]
    [InlineData(
        """{ "duplicates": { "then": "advise", "similarity": "0%" } }""",
        "policy.similarity_unreadable",
        "$.conduct.duplicates.similarity"
    )]
    [InlineData(
        """{ "duplicates": { "then": "advise", "similarity": "often" } }""",
        "policy.similarity_unreadable",
        "$.conduct.duplicates.similarity"
    )]
    [InlineData(
        """{ "flooding": { "then": "hold", "tickets": 0 } }""",
        "policy.count_unreadable",
        "$.conduct.flooding.tickets"
    )]
    [InlineData(
        """{ "flooding": { "then": "hold", "sameMessages": "3" } }""",
        "policy.count_unreadable",
        "$.conduct.flooding.sameMessages"
    )]
    [InlineData(
        """{ "flooding": { "then": "hold", "within": "1bd" } }""",
        "policy.time_unreadable",
        "$.conduct.flooding.within"
    )]
    [InlineData(
        """{ "flooding": { "then": "hold", "within": "31d" } }""",
        "policy.time_unreadable",
        "$.conduct.flooding.within"
    )]
    [InlineData("""{ "abuse": "refuse" }""", "policy.property_missing", "$.conduct.abuse")]
    [InlineData(
        """{ "abuse": { "then": "refuse", "words": { "english": ["x"] } } }""",
        "policy.language_unknown",
        "$.conduct.abuse.words.english"
    )]
    [InlineData(
        """{ "abuse": { "then": "refuse", "words": { "en": [1] } } }""",
        "policy.value_of_wrong_kind",
        "$.conduct.abuse.words.en[0]"
    )]
    [InlineData("""{ "severalProblems": "refuse" }""", "policy.value_unknown", "$.conduct.severalProblems")]
    [InlineData("""{ "secrets": "on" }""", "policy.value_unknown", "$.conduct.secrets")]
    [InlineData("""{ "capital": "advise" }""", "policy.property_unknown", "$.conduct.capital")]
    [InlineData("[]", "policy.value_of_wrong_kind", "$.conduct")]
    public void What_is_wrong_is_told_with_its_place(string conduct, string code, string path)
    {
        var problem = OnlyProblem(conduct);

        Assert.Equal((code, path), (problem.Code, problem.Path));
        Assert.NotEmpty(problem.Remedy);
    }
}
