using System.Globalization;
using SupportKit.Decisions;
using SupportKit.Scope;
using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>Compares what came of a request or a step with what a test expects.</summary>
internal static class Outcomes
{
    /// <summary>The policy's answer in one word.</summary>
    public static string VerdictOf(Decision decision) =>
        decision switch
        {
            Decision.Refused { Refusal: Refusal.NeedInfo } => "needInfo",
            Decision.Refused { Refusal: Refusal.RedirectedTo } => "redirect",
            Decision.Refused { Refusal: Refusal.OutOfScope } => "refuse",
            Decision.Refused => "refused",
            _ => decision.Basis.Policy.Scope.Match(decision.Basis.Facts)?.Then is Verdict.AcceptLimited
                ? "acceptLimited"
                : "accept",
        };

    /// <summary>The rule of scope that decided; null when none did.</summary>
    public static string? ScopeRuleOf(Decision decision) =>
        decision switch
        {
            Decision.Refused { Refusal: Refusal.RedirectedTo to } => to.Rule,
            Decision.Refused { Refusal: Refusal.OutOfScope no } => no.Rule,
            Decision.Refused { Refusal: not Refusal.NeedInfo } => null,
            _ => decision.Basis.Policy.Scope.Match(decision.Basis.Facts)?.Id,
        };

    /// <summary>What the person who asks is told.</summary>
    public static string ToldBy(Decision decision)
    {
        var language = decision.Basis.Facts["language"]?.Text ?? "en";
        if (decision is Decision.Refused refused)
            return refused.Refusal.ToRequesterText(language);
        var limit = (decision.Basis.Policy.Scope.Match(decision.Basis.Facts)?.Then as Verdict.AcceptLimited)?.Limit;
        return $"{limit?.Get(language)}\n{decision.Explain().ToRequesterText(language)}";
    }

    /// <summary>The word of tests for a status.</summary>
    public static string WordOf(PromiseStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>Compares the answer to a request.</summary>
    public static IEnumerable<TestFailure> Compare(Expectation expect, Decision opening, int? line)
    {
        var verdict = VerdictOf(opening);
        if (expect.Verdict is { } wanted && wanted != verdict)
            yield return new TestFailure(line, "verdict", wanted, $"{verdict}{Because(opening)}");
        if (expect.Rule is { } rule && rule != ScopeRuleOf(opening))
            yield return new TestFailure(line, "rule of scope", rule, ScopeRuleOf(opening) ?? "none");
        var to = (opening as Decision.Refused)?.Refusal is Refusal.RedirectedTo redirected ? redirected.To : null;
        if (expect.To is { } channel && channel != to)
            yield return new TestFailure(line, "channel", channel, to ?? "none");
        if (expect.Missing is { } missing)
        {
            var asked = (opening as Decision.Refused)?.Refusal is Refusal.NeedInfo info
                ? info.Missing.Select(field => field.Name).ToList()
                : [];
            if (!asked.SequenceEqual(missing))
                yield return new TestFailure(line, "missing fields", List(missing), List(asked));
        }
        foreach (var failure in Compare(expect, opening, (opening as Decision.Accepted)?.Ticket, line))
            yield return failure;
    }

    /// <summary>Compares the answer to a command, and the ticket after it.</summary>
    public static IEnumerable<TestFailure> Compare(Expectation expect, Decision decision, Ticket? ticket, int? line)
    {
        var code = (decision as Decision.Refused)?.Refusal.Code;
        if (expect.Code is { } wanted && wanted != code)
            yield return new TestFailure(line, "code", wanted, code ?? "accepted");
        // A step that does not expect a refusal expects to be taken.
        if (expect is { Code: null, Verdict: null } && code is not null)
            yield return new TestFailure(line, "step", "accepted", $"refused{Because(decision)}");
        if (!expect.Told.IsEmpty)
        {
            var told = ToldBy(decision);
            foreach (var text in expect.Told.Where(text => !told.Contains(text, StringComparison.Ordinal)))
                yield return new TestFailure(
                    line,
                    "told",
                    $"a text with \"{text}\"",
                    told.Trim().ReplaceLineEndings(" ")
                );
        }
        foreach (var failure in Compare(expect, ticket, line))
            yield return failure;
    }

    /// <summary>Compares a ticket as it stands; null where there is none.</summary>
    public static IEnumerable<TestFailure> Compare(Expectation expect, Ticket? ticket, int? line)
    {
        (string What, string? Wanted, string? Seen)[] simple =
        [
            ("priority", expect.Priority, ticket?.Priority),
            ("queue", expect.Queue, ticket?.Queue),
            ("state", expect.State, ticket?.State),
        ];
        foreach (var (what, wanted, seen) in simple)
            if (wanted is not null && wanted != seen)
                yield return new TestFailure(line, what, wanted, seen ?? "none");
        foreach (var (metric, wanted) in expect.Promises)
        foreach (var failure in Compare(metric, wanted, ticket, line))
            yield return failure;
    }

    private static IEnumerable<TestFailure> Compare(string metric, ExpectedPromise? wanted, Ticket? ticket, int? line)
    {
        var promise = ticket?.PromiseOf(metric);
        if (promise is null || wanted is null)
        {
            if (promise is not null)
                yield return new TestFailure(line, metric, "no promise", $"one by rule \"{promise.Rule}\"");
            else if (wanted is not null)
                yield return new TestFailure(line, metric, "a promise", "none");
            yield break;
        }
        if (wanted.Due is { } due && due != promise.Due)
            yield return new TestFailure(line, $"{metric} due", At(due), At(promise.Due));
        if (wanted.Rule is { } rule && rule != promise.Rule)
            yield return new TestFailure(line, $"{metric} rule", rule, promise.Rule);
        if (wanted.Within is { } within && within != promise.Within.ToString())
            yield return new TestFailure(line, $"{metric} within", within, promise.Within.ToString());
        if (wanted.Status is { } status && status != WordOf(promise.Status))
            yield return new TestFailure(line, $"{metric} status", status, WordOf(promise.Status));
    }

    private static string At(NodaTime.Instant at) =>
        at.ToString("uuuu-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Because(Decision decision) =>
        decision is Decision.Refused { Refusal: var refusal } ? $" ({refusal.Code}: {refusal.Reason})" : "";

    private static string List(IEnumerable<string> fields) =>
        string.Join(", ", fields) is { Length: > 0 } text ? text : "none";
}
