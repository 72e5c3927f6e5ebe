using SupportKit.PolicyJson;
using SupportKit.Rules;

namespace SupportKit.Tests.Rules;

/// <summary>The section <c>facts</c>: what a declaration says, what it means when it is silent, and what it cannot say.</summary>
public class FactReaderTests
{
    [Theory]
    [InlineData("{}", FactType.Text)]
    [InlineData("""{ "values": ["a", "b"] }""", FactType.Choice)]
    [InlineData("""{ "type": "choice", "values": ["a"] }""", FactType.Choice)]
    [InlineData("""{ "type": "text" }""", FactType.Text)]
    [InlineData("""{ "type": "boolean" }""", FactType.Boolean)]
    [InlineData("""{ "type": "number" }""", FactType.Number)]
    [InlineData("""{ "type": "integer" }""", FactType.Number)]
    [InlineData("""{ "type": "email" }""", FactType.Email)]
    [InlineData("""{ "type": "url" }""", FactType.Url)]
    [InlineData("""{ "type": "instant" }""", FactType.Instant)]
    [InlineData("""{ "type": "date" }""", FactType.Date)]
    public void A_fact_is_of_the_type_that_it_says_or_a_text(string declaration, FactType type) =>
        Assert.Equal(type, Read(declaration).Type);

    [Theory]
    [InlineData("{}", FactSource.Form)]
    [InlineData("""{ "from": "form" }""", FactSource.Form)]
    [InlineData("""{ "from": "requester" }""", FactSource.Requester)]
    [InlineData("""{ "from": "request" }""", FactSource.Request)]
    public void A_fact_is_stated_by_the_form_unless_it_says_otherwise(string declaration, FactSource source) =>
        Assert.Equal(source, Read(declaration).Source);

    [Fact]
    public void What_a_declaration_does_not_say_is_left_open()
    {
        var silent = Read("{}");
        Assert.Equal(("it", "it"), (silent.Name, silent.Label.Get("en")));
        Assert.Null(silent.Help);
        Assert.Equal((null, null), (silent.Min, silent.Max));
        Assert.False(silent.IsInteger);
        Assert.False(silent.IsAnsweredByAttachment);

        var told = Read(
            """{ "type": "integer", "min": 1, "max": 9.5, "label": "Seats", "help": "How many.", "orAttachment": true }"""
        );
        Assert.Equal(("Seats", "How many."), (told.Label.Get("en"), told.Help!.Get("en")));
        Assert.Equal((1m, 9.5m), (told.Min, told.Max));
        Assert.True(told.IsInteger);
        Assert.True(told.IsAnsweredByAttachment);
        Assert.False(Read("""{ "orAttachment": false, "from": "requester" }""").IsAnsweredByAttachment);
    }

    [Theory]
    [InlineData("""{ "type": "choice" }""", "policy.fact_without_domain", ".type", "is a choice with 0 values")]
    [InlineData(
        """{ "type": "text", "values": ["a"] }""",
        "policy.fact_without_domain",
        ".values",
        "is a text with 1 values"
    )]
    [InlineData("""{ "values": ["a", "b", "a"] }""", "policy.value_repeated", ".values", "lists a value twice")]
    [InlineData("""{ "type": "number", "min": 2, "max": 1 }""", "policy.fact_without_domain", ".max", "has no number")]
    [InlineData(
        """{ "type": "integer", "min": 1.2, "max": 1.8 }""",
        "policy.fact_without_domain",
        ".max",
        "has no number"
    )]
    [InlineData("""{ "min": 2 }""", "policy.value_mistyped", ".min", "only numbers have bounds")]
    [InlineData("""{ "type": "date", "max": 2 }""", "policy.value_mistyped", ".max", "only numbers have bounds")]
    [InlineData("""{ "type": "number", "min": "2" }""", "policy.value_mistyped", ".min", "a number")]
    [InlineData("""{ "type": "number", "max": 1e400 }""", "policy.value_mistyped", ".max", "a number")]
    [InlineData(
        """{ "orAttachment": true, "from": "request" }""",
        "policy.value_mistyped",
        ".orAttachment",
        "only what the form asks for"
    )]
    [InlineData("""{ "orAttachment": "yes" }""", "policy.value_mistyped", ".orAttachment", "true or false")]
    [InlineData("""{ "typ": "text" }""", "policy.property_unknown", ".typ", "typ")]
    public void A_declaration_that_cannot_hold_is_refused(string declaration, string code, string member, string told)
    {
        var problem = Problem("it", declaration);

        Assert.Equal((code, $"$.facts.it{member}"), (problem.Code, problem.Path));
        Assert.Contains(told, $"{problem.Message} {problem.Remedy}", StringComparison.Ordinal);
        ProblemText.AssertTold(problem);
    }

    [Theory]
    [InlineData("""{ "type": "number", "min": 2, "max": 2 }""")]
    [InlineData("""{ "type": "number", "min": 1.2, "max": 1.8 }""")]
    [InlineData("""{ "type": "integer", "min": 1.2, "max": 2 }""")]
    [InlineData("""{ "type": "integer", "min": 1.2 }""")]
    [InlineData("""{ "type": "integer", "max": 1.8 }""")]
    public void Bounds_may_leave_a_single_number(string declaration) =>
        Assert.Equal(FactType.Number, Read(declaration).Type);

    [Theory]
    [InlineData("any")]
    [InlineData("all")]
    [InlineData("not")]
    [InlineData("during")]
    [InlineData("weekday")]
    [InlineData("businessDay")]
    [InlineData("entitledTo")]
    [InlineData("category")]
    [InlineData("channel")]
    [InlineData("language")]
    [InlineData("priority")]
    [InlineData("queue")]
    public void A_word_that_conditions_use_is_no_name_for_a_fact(string name)
    {
        var problem = Problem(name, "{}");

        Assert.Equal(("policy.fact_reserved", $"$.facts.{name}"), (problem.Code, problem.Path));
        ProblemText.AssertTold(problem);
    }

    private static FactDeclaration Read(string declaration) => Parse("it", declaration).Facts.Find("it")!;

    private static PolicyProblem Problem(string name, string declaration) =>
        Assert.Single(Assert.Throws<PolicyException>(() => Parse(name, declaration)).Problems);

    private static Policy Parse(string name, string declaration) =>
        Policy.Parse(
            $$"""
            {
              "id": "one", "channels": { "web": {} }, "categories": { "question": {} },
              "facts": { "{{name}}": {{declaration}} },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """
        );
}
