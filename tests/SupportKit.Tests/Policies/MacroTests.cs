using System.Text.Json.Nodes;
using SupportKit.Conversations;
using SupportKit.Localization;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;

namespace SupportKit.Tests.Policies;

/// <summary>Answers that are written once and sent often: what the policy may write, and what a ticket fills in.</summary>
public class MacroTests
{
    private static Policy With(string macros)
    {
        var policy = JsonNode.Parse(Samples.Digibee.ToJson())!;
        policy["macros"] = JsonNode.Parse(macros);
        return Policy.Parse(policy.ToJsonString());
    }

    [Fact]
    public void A_place_that_nothing_fills_is_an_error_where_it_stands()
    {
        var policy = With(
            """{ "hello": { "text": { "en": "Hello {requester}", "pt": "Olá {pessoa}, {environment}" } } }"""
        );

        var found = Assert.Single(
            PolicyChecker.Analyze(policy),
            finding =>
                finding.Path.StartsWith("$.macros", StringComparison.Ordinal)
                && finding.Severity == FindingSeverity.Error
        );

        Assert.Equal(("policy.place_unknown", "$.macros.hello.text"), (found.Code, found.Path));
        Assert.Contains("{pessoa}", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_of_the_desk_that_a_macro_lacks_is_a_warning() =>
        Assert.Contains(
            PolicyChecker.Analyze(With("""{ "hello": { "title": "Hello", "text": { "en": "Hello" } } }""")),
            finding => finding is { Code: "policy.translation_missing", Path: "$.macros.hello.text" }
        );

    [Theory]
    [InlineData("""{ "hello": {} }""", "$.macros.hello")]
    [InlineData("""{ "hello": { "text": "Hello", "body": "x" } }""", "$.macros.hello.body")]
    [InlineData("""{ "hello": { "text": 1 } }""", "$.macros.hello.text")]
    public void What_is_no_macro_is_refused_with_its_place(string macros, string path)
    {
        var refused = Assert.Throws<PolicyException>(() => With(macros));

        Assert.StartsWith(path, refused.Problems[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_wrote_is_put_in_once_and_fills_nothing_further()
    {
        var policy = With("""{ "hello": { "text": "{title}: {environment}, {agent}, {next-step}" } }""");
        var ticket = Samples.Opened(policy, Samples.Incident()) with { Title = "{agent} {environment}" };

        var filled = MacroText.Of(policy.Macros[0], policy, ticket, Actor.Agent("bia"), TextCatalog.Shipped);

        Assert.Equal("{agent} {environment}: PROD, bia, {next-step}", filled.Text);
        Assert.Equal(["next-step"], filled.Missing);
    }
}
