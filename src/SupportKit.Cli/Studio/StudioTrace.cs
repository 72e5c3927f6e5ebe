using System.Text.Json;
using SupportKit.Decisions;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>Writes every fact that was known, and every rule with what it made of them.</summary>
internal static class StudioTrace
{
    public static void Write(Utf8JsonWriter writer, Decision opening)
    {
        var policy = opening.Basis.Policy;
        var facts = (opening as Decision.Accepted)?.Ticket.Facts ?? opening.Basis.Facts;
        writer.Facts("facts", facts);
        writer.WriteStartArray("trace");
        Write(writer, policy.Scope, opening.Basis.Facts);
        if (opening is Decision.Accepted)
        {
            Write(writer, policy.Priority.Rules, facts);
            Write(writer, policy.Routing.Rules, facts);
            foreach (var metric in policy.Sla.Targets)
                Write(writer, metric, facts);
        }
        writer.WriteEndArray();
    }

    private static void Write<T>(Utf8JsonWriter writer, RuleSet<T> rules, FactSet facts) =>
        writer.Object(
            null,
            () =>
            {
                writer.WriteString("section", rules.Name);
                var decided = false;
                writer.List(
                    "rules",
                    rules.Rules,
                    rule =>
                        writer.Object(
                            null,
                            () =>
                            {
                                var failure = rule.When.FirstFailure(facts);
                                writer.WriteString("id", rule.Id);
                                writer.WriteString("when", rule.When.ToString());
                                writer.WriteString(
                                    "mark",
                                    failure is not null ? "no"
                                        : decided ? "late"
                                        : "wins"
                                );
                                if (failure is not null)
                                {
                                    writer.WriteString("wanted", failure.Wanted);
                                    writer.WriteString("fact", failure.Fact);
                                    writer.WriteString("seen", failure.Seen?.ToString());
                                }
                                decided |= failure is null;
                            }
                        )
                );
            }
        );
}
