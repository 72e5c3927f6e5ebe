using System.Text.Json;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>Every decision says why.</summary>
public class ExplanationTests
{
    [Fact]
    public void The_text_names_the_winning_rule_and_what_kept_each_earlier_one_from_winning()
    {
        var text = Open(Digibee, Incident(("impact", "partial"))).Explain().ToText();

        Assert.Contains("priority: P2, by rule \"p2-partial-outage\".", text);
        Assert.Contains(
            "rule \"p1-total-outage\" does not apply: it wants impact = total, and impact is partial",
            text
        );
        Assert.Contains("first-response: promised within 2h, so by 2026-03-02T13:00:00Z, by rule \"p2-answer\"", text);
        Assert.Contains(Digibee.Version, text);
    }

    [Theory]
    [InlineData("fr-CA", "Acceptée le 2026-03-02T11:00:00Z.")]
    [InlineData("pt-BR", "Aceita em 2026-03-02T11:00:00Z.")]
    [InlineData("de", "Angenommen am 2026-03-02T11:00:00Z.")]
    [InlineData("ja", "Accepted on 2026-03-02T11:00:00Z.")]
    public void The_text_speaks_the_readers_language(string language, string firstLine) =>
        Assert.StartsWith(firstLine, Open(Digibee, Incident()).Explain().ToText(language));

    [Fact]
    public void The_opening_hours_that_were_counted_are_listed_in_their_own_zone()
    {
        // P3 has eight office hours in São Paulo: nine to six on the same Monday is nine, so it ends at 17:00.
        var text = Open(Digibee, Incident(("impact", "partial"), ("workaround", true))).Explain().ToText();

        Assert.Contains("counted 2026-03-02T09:00:00-03 – 2026-03-02T17:00:00-03", text);
    }

    [Fact]
    public void The_json_form_is_complete()
    {
        using var json = JsonDocument.Parse(
            Open(Digibee, Incident(("impact", "partial"), ("workaround", true))).Explain().ToJson()
        );
        var root = json.RootElement;

        Assert.Equal(Digibee.Version, root.GetProperty("policyVersion").GetString());
        Assert.Equal(
            ["scope", "priority", "routing"],
            root.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("rules").GetString()!)
        );
        var promise = root.GetProperty("promises")
            .EnumerateArray()
            .First(p => p.GetProperty("metric").GetString() == "first-response");
        Assert.Equal("2026-03-02T20:00:00Z", promise.GetProperty("due").GetString());
        Assert.Equal("2026-03-02T12:00:00Z", promise.GetProperty("counted")[0].GetProperty("start").GetString());
    }

    [Fact]
    public void A_refusal_explains_itself_too()
    {
        var text = Open(Digibee, Question(("category", "external-system"))).Explain().ToText();

        Assert.StartsWith(
            "Not accepted on 2026-03-02T11:00:00Z: Support does not repair systems or endpoints outside Digibee. (scope.request_refused)",
            text
        );
        Assert.Contains("by rule \"outside-the-platform\"", text);
    }

    [Fact]
    public void What_was_missing_is_told_with_the_rule_that_had_accepted() =>
        Assert.Contains(
            "by rule \"signed-in\"",
            Open(Digibee, FactSet.Of(Incident().Where(fact => fact.Key != "pipelineName"))).Explain().ToText()
        );

    [Fact]
    public void The_person_who_asked_is_told_the_outcome_and_the_promises_and_nothing_of_the_desks_own()
    {
        var text = Open(Digibee, Incident(("impact", "partial"))).Explain().ToRequesterText();

        Assert.Equal(
            """
            Accepted on Monday, 2 March 2026, 08:00 (America/Sao_Paulo).
            first answer: promised by Monday, 2 March 2026, 10:00 (America/Sao_Paulo).
            resolution: promised by Tuesday, 3 March 2026, 12:00 (America/Sao_Paulo).

            """.ReplaceLineEndings(),
            text
        );
    }

    [Fact]
    public void A_text_for_the_person_who_asked_names_no_rule_and_no_fact_of_theirs()
    {
        var texts =
            from facts in new[]
            {
                Incident(),
                Question(("contract", false)),
                Incident(("contract", false)),
                Question(("category", "contract")),
            }
            from language in new[] { "en", "fr", "pt" }
            select Open(Digibee, facts).Explain().ToRequesterText(language);

        string[] inner =
        [
            Digibee.Version,
            "p1-",
            "signed-in",
            "needs-contract",
            "incident-response",
            "contract =",
            "P1",
        ];
        Assert.All(texts, text => Assert.All(inner, word => Assert.DoesNotContain(word, text)));
    }
}
