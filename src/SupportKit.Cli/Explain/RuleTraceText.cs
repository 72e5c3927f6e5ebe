using SupportKit.Decisions;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>Writes every fact that was known, and every rule with the condition that held or failed.</summary>
internal static class RuleTraceText
{
    public static void Write(Decision decision, TextWriter output)
    {
        var policy = decision.Basis.Policy;
        output.WriteLine();
        output.WriteLine("Facts:");
        var facts = decision is Decision.Accepted accepted ? accepted.Ticket.Facts : decision.Basis.Facts;
        foreach (var (name, value) in facts)
            output.WriteLine($"  {name} = {value}");
        WriteRules(policy.Scope, decision.Basis.Facts, output);
        if (decision is not Decision.Accepted)
            return;
        WriteRules(policy.Priority.Rules, facts, output);
        WriteRules(policy.Routing.Rules, facts, output);
        foreach (var metric in policy.Sla.Targets)
            WriteRules(metric, facts, output);
    }

    private static void WriteRules<T>(RuleSet<T> rules, FactSet facts, TextWriter output)
    {
        output.WriteLine($"Rules of {rules.Name}:");
        var decided = false;
        foreach (var rule in rules.Rules)
        {
            var failure = rule.When.FirstFailure(facts);
            var mark =
                failure is not null ? "  no "
                : decided ? " late"
                : " wins";
            output.WriteLine($"{mark}  {rule.Id}: {rule.When}");
            if (failure is not null)
                output.WriteLine(
                    $"         {failure.Wanted} fails: {failure.Fact} is {failure.Seen?.ToString() ?? "not known"}"
                );
            decided |= failure is null;
        }
    }
}
