using SupportKit.Hosting;
using SupportKit.Policies;
using SupportKit.Screening;
using static SupportKit.Tests.Screening.ScreeningPolicies;

namespace SupportKit.Tests.Screening;

/// <summary>The section "screening" of a policy.</summary>
public class ScreeningReaderTests
{
    [Fact]
    public void Without_the_section_secrets_are_masked_and_nothing_is_checked()
    {
        var policy = Samples.Small();
        var rules = policy.Screening;

        Assert.True(policy.Redaction.Secrets);
        Assert.Null(rules.AllCaps ?? rules.MultipleIssues ?? rules.Duplicates?.Then ?? rules.RateLimit?.Then);
        Assert.Null(rules.BlockedWords);
    }

    [Fact]
    public void Every_check_is_read_with_its_limits()
    {
        var rules = With(
            """
            {
              "allCaps": "rewrite",
              "duplicates": { "then": "advise", "similarity": "75%" },
              "rateLimit": { "then": "hold", "tickets": 4, "within": "30m", "sameMessages": 2 },
              "blockedWords": { "then": "refuse", "words": { "en": ["drat"], "any": ["zut alors"] } },
              "multipleIssues": "advise",
              "vagueTitle": "advise"
            }
            """
        ).Screening;

        Assert.Equal(MessageAction.Rewrite, rules.AllCaps);
        Assert.Equal(new DuplicateRule(MessageAction.Advise, 0.75), rules.Duplicates);
        Assert.Equal(new RateLimitRule(MessageAction.Hold, 4, 2, NodaTime.Duration.FromMinutes(30)), rules.RateLimit);
        Assert.Equal(MessageAction.Refuse, rules.BlockedWords!.Then);
        Assert.Equal(["any", "en"], rules.BlockedWords.Words.Languages);
        Assert.Equal((MessageAction.Advise, MessageAction.Advise), (rules.MultipleIssues, rules.VagueTitle));
    }

    [Fact]
    public void The_builder_writes_what_the_reader_reads()
    {
        var rules = PolicyBuilder
            .From(Samples.Small())
            .Screen(MessageCheck.AllCaps, MessageAction.Rewrite)
            .Screen(MessageCheck.MultipleIssues, MessageAction.Advise)
            .Duplicates(MessageAction.Advise, similarityPercent: 75)
            .RateLimit(MessageAction.Hold, tickets: 4, sameMessages: 2, within: "2h")
            .BlockWords(MessageAction.Refuse, "en", "drat")
            .BlockWords(MessageAction.Refuse, "fr", "zut")
            .Build()
            .Screening;

        Assert.Equal((MessageAction.Rewrite, MessageAction.Advise), (rules.AllCaps, rules.MultipleIssues));
        Assert.Equal(new DuplicateRule(MessageAction.Advise, 0.75), rules.Duplicates);
        Assert.Equal(new RateLimitRule(MessageAction.Hold, 4, 2, NodaTime.Duration.FromHours(2)), rules.RateLimit);
        Assert.Equal(["en", "fr"], rules.BlockedWords!.Words.Languages);
    }

    [Theory]
    [InlineData(
        """{ "allCaps": "rewrite", "duplicates": { "then": "hold", "similarity": "75%" }, "multipleIssues": { "then": "advise" } }""",
        true
    )]
    [InlineData("""{ "rateLimit": { "then": "hold", "tickets": 4, "within": "30m", "sameMessages": 2 } }""", true)]
    [InlineData("""{ "blockedWords": { "then": "refuse", "words": { "any": ["drat"] } } }""", true)]
    [InlineData("""{ "vagueTitle": "advise" }""", true)]
    [InlineData("""{ "vagueTitle": "refuse" }""", false)]
    [InlineData("""{ "allCaps": "shout" }""", false)]
    [InlineData("""{ "duplicates": { "then": "hold", "similarity": "0%" } }""", false)]
    [InlineData("""{ "rateLimit": { "then": "hold", "tickets": 0 } }""", false)]
    [InlineData("""{ "multipleIssues": "hold" }""", false)]
    [InlineData("""{ "blockedWords": "refuse" }""", false)]
    public async Task The_published_schema_takes_what_the_reader_takes(string screening, bool taken)
    {
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(PolicySchema.Json);
        var document = System.Text.Json.Nodes.JsonNode.Parse(Samples.Small().ToJson())!;
        document["screening"] = System.Text.Json.Nodes.JsonNode.Parse(screening);

        Assert.Equal(taken, schema.Validate(document.ToJsonString()).Count == 0);
    }

    [Fact]
    public void An_action_alone_takes_the_usual_limits()
    {
        var rules = With(
            """{ "duplicates": "hold", "rateLimit": { "then": "advise" }, "allCaps": { "then": "hold" } }"""
        );

        Assert.Equal(new DuplicateRule(MessageAction.Hold, 0.8), rules.Screening.Duplicates);
        Assert.Equal((5, 3), (rules.Screening.RateLimit!.Tickets, rules.Screening.RateLimit.SameMessages));
        Assert.Equal(MessageAction.Hold, rules.Screening.AllCaps);
    }

    [Theory]
    [InlineData("""{ "allCaps": "shout" }""", "policy.value_unknown", "$.screening.allCaps")]
    [InlineData("""{ "allCaps": 3 }""", "policy.value_mistyped", "$.screening.allCaps")]
    [InlineData(
        """{ "allCaps": { "then": "advise", "tickets": 3 } }""",
        "policy.property_unknown",
        "$.screening.allCaps.tickets"
    )]
    [InlineData("""{ "duplicates": { "similarity": "80%" } }""", "policy.property_missing", "$.screening.duplicates")]
    [InlineData(
        """{ "duplicates": { "then": "advise", "similarity": "0%" } }""",
        "policy.similarity_unreadable",
        "$.screening.duplicates.similarity"
    )]
    [InlineData(
        """{ "duplicates": { "then": "advise", "similarity": "often" } }""",
        "policy.similarity_unreadable",
        "$.screening.duplicates.similarity"
    )]
    [InlineData(
        """{ "rateLimit": { "then": "hold", "tickets": 0 } }""",
        "policy.count_unreadable",
        "$.screening.rateLimit.tickets"
    )]
    [InlineData(
        """{ "rateLimit": { "then": "hold", "sameMessages": "3" } }""",
        "policy.count_unreadable",
        "$.screening.rateLimit.sameMessages"
    )]
    [InlineData(
        """{ "rateLimit": { "then": "hold", "within": "1bd" } }""",
        "policy.time_unreadable",
        "$.screening.rateLimit.within"
    )]
    [InlineData(
        """{ "rateLimit": { "then": "hold", "within": "31d" } }""",
        "policy.time_unreadable",
        "$.screening.rateLimit.within"
    )]
    [InlineData("""{ "blockedWords": "refuse" }""", "policy.property_missing", "$.screening.blockedWords")]
    [InlineData(
        """{ "blockedWords": { "then": "refuse", "words": { "english": ["x"] } } }""",
        "policy.language_unknown",
        "$.screening.blockedWords.words.english"
    )]
    [InlineData(
        """{ "blockedWords": { "then": "refuse", "words": { "en": [1] } } }""",
        "policy.value_mistyped",
        "$.screening.blockedWords.words.en[0]"
    )]
    [InlineData("""{ "multipleIssues": "refuse" }""", "policy.value_unknown", "$.screening.multipleIssues")]
    [InlineData("""{ "vagueTitle": "hold" }""", "policy.value_unknown", "$.screening.vagueTitle")]
    [InlineData("""{ "capital": "advise" }""", "policy.property_unknown", "$.screening.capital")]
    [InlineData("[]", "policy.value_mistyped", "$.screening")]
    public void What_is_wrong_is_told_with_its_place(string screening, string code, string path)
    {
        var problem = OnlyProblem(screening);

        Assert.Equal((code, path), (problem.Code, problem.Path));
        Assert.NotEmpty(problem.Remedy);
    }
}
