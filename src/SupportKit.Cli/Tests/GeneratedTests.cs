using System.Globalization;
using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>Writes cases as a file of tests that expects what the policy says today.</summary>
internal static class GeneratedTests
{
    public static string Write(Policy policy, IEnumerable<GeneratedCase> cases)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var tests = cases.Select(one => Write(policy, one, names)).ToList();
        var text =
            "{\n// Generated: every test expects what the policy said on that day. Read each, and change what is not meant.\n"
            + $"\"tests\": [\n{string.Join(",\n\n", tests)}\n]\n}}\n";
        return JsonFormatter.Format(text, "the generated tests");
    }

    private static string Write(Policy policy, GeneratedCase one, HashSet<string> names)
    {
        var decision = one.Request.Open(policy, one.At);
        var ticket = (decision as Decision.Accepted)?.Ticket;
        var lines = new List<string>
        {
            $"\"name\": {Text(Unique(NameOf(one, policy), names))}",
            $"\"request\": {RequestOf(one.Request)}",
            $"\"at\": {Text(InstantText.WriteShort(one.At, policy.TimeZone))}",
            $"\"expect\": {ExpectationOf(decision, ticket, policy)}",
        };
        if (one.Steps.Count > 0 && ticket is not null)
            lines.Add($"\"steps\": [\n{string.Join(",\n", StepsOf(one, policy))}\n]");
        return $"{{\n{string.Join(",\n", lines)}\n}}";
    }

    private static IEnumerable<string> StepsOf(GeneratedCase one, Policy policy)
    {
        var result = PolicyTestRun.Replay(policy, one);
        foreach (var ((action, by, at), (_, ticket)) in one.Steps.Zip(result))
        {
            var promises = ticket
                .Promises.GroupBy(promise => promise.Metric)
                .Select(same => $"{Text(same.Key)}: {{ \"status\": {Text(Outcomes.WordOf(same.Last().Status))} }}");
            var who = by == "agent" ? "" : $", \"by\": {Text(by)}";
            yield return $"{{\n\"at\": {Text(InstantText.WriteShort(at, policy.TimeZone))},\n\"do\": {Text(action)}{who},\n"
                + $"\"expect\": {{ \"state\": {Text(ticket.State)}, \"promises\": {{ {string.Join(", ", promises)} }} }}\n}}";
        }
    }

    private static string RequestOf(RequestForm request)
    {
        var members = ((string[])[BuiltInFacts.Category, BuiltInFacts.Channel, BuiltInFacts.Language]).Select(name =>
            $"{Text(name)}: {Value(request.Facts[name]!.Value)}"
        );
        var others = request
            .Facts.Where(fact => !IsOwn(fact.Key))
            .Select(fact => $"{Text(fact.Key)}: {Value(fact.Value)}");
        var facts = string.Join(", ", others);
        return $"{{ {string.Join(", ", facts.Length == 0 ? members : [.. members, $"\"facts\": {{ {facts} }}"])} }}";
    }

    /// <summary>What a test expects that is to hold what was decided.</summary>
    public static string ExpectationOf(Decision decision, Ticket? ticket, Policy policy)
    {
        var members = new List<string> { $"\"verdict\": {Text(Outcomes.VerdictOf(decision))}" };
        if (Outcomes.ScopeRuleOf(decision) is { } rule)
            members.Add($"\"rule\": {Text(rule)}");
        if (decision is Decision.Refused { Refusal: var refusal })
        {
            if (refusal is Refusal.RedirectedTo to)
                members.Add($"\"to\": {Text(to.To)}");
            else if (refusal is Refusal.NeedInfo info)
                members.Add($"\"missing\": [{string.Join(", ", info.Missing.Select(field => Text(field.Name)))}]");
            else if (refusal is not Refusal.OutOfScope)
                members.Add($"\"code\": {Text(refusal.Code)}");
            members.Add($"\"told\": {Text(Outcomes.ToldBy(decision).Trim())}");
        }
        if (ticket is not null)
        {
            members.Add($"\"priority\": {Text(ticket.Priority!)}");
            members.Add($"\"queue\": {Text(ticket.Queue!)}");
            var promises = policy
                .Sla.Targets.Select(metric =>
                    ticket.PromiseOf(metric.Name) is { } promise
                        ? $"{Text(metric.Name)}: {{ \"rule\": {Text(promise.Rule)}, \"due\": {Text(InstantText.WriteShort(promise.Due, policy.TimeZone))} }}"
                    : metric.Name is "next-response" ? ""
                    : $"{Text(metric.Name)}: null"
                )
                .Where(promise => promise.Length > 0)
                .ToList();
            if (promises.Count > 0)
                members.Add($"\"promises\": {{\n{string.Join(",\n", promises)}\n}}");
        }
        return $"{{\n{string.Join(",\n", members)}\n}}";
    }

    private static string NameOf(GeneratedCase one, Policy policy)
    {
        var facts = one
            .Request.Facts.Where(fact =>
                !IsOwn(fact.Key)
                && policy.Facts.Find(fact.Key)?.Type is FactType.Choice or FactType.Boolean or FactType.Number
            )
            .Select(fact => $"{fact.Key} {fact.Value}");
        var when = one.At.InZone(policy.TimeZone).LocalDateTime.ToString("dddd HH:mm", CultureInfo.InvariantCulture);
        var what = string.Join(
            ", ",
            facts.Prepend($"{one.Request.Facts[BuiltInFacts.Category]} by {one.Request.Facts[BuiltInFacts.Channel]}")
        );
        return $"{what}; {when}{(one.Note.Length > 0 ? $", {one.Note}" : "")}";
    }

    private static string Unique(string name, HashSet<string> names)
    {
        var unique = name;
        for (var number = 2; !names.Add(unique); number++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{name} ({number})");
        return unique;
    }

    private static bool IsOwn(string fact) =>
        fact is BuiltInFacts.Category or BuiltInFacts.Channel or BuiltInFacts.Language;

    /// <summary>A fact's value as JSON.</summary>
    public static string Value(FactValue value) =>
        value.Kind == FactValueKind.Text ? Text(value.Text) : value.ToString();

    /// <summary>A text as JSON.</summary>
    public static string Text(string text) =>
        $"\"{System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
