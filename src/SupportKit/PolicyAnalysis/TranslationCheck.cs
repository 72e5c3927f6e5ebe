using System.Diagnostics;
using SupportKit.Rules;
using SupportKit.Scope;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports texts per language that lack one of the desk's languages.</summary>
internal static class TranslationCheck
{
    public static void Report(Policy policy, FindingList findings)
    {
        foreach (var (path, text) in TextsOf(policy))
        {
            var missing = policy.Languages.Except(text.Languages, StringComparer.Ordinal).ToList();
            if (text.IsForEveryLanguage || missing.Count == 0)
                continue;
            findings.Warn(
                SupportKitErrors.PolicyTranslationMissing,
                path,
                $"The text \"{text.Get(policy.Languages[0])}\" is not there in {EnglishList.Quoted(missing)}.",
                "Add the translation, or write one plain string for all languages."
            );
        }
    }

    private static IEnumerable<(string Path, LocalizedText Text)> TextsOf(Policy policy) =>
        [
            ("$.name", policy.Name),
            .. policy.Channels.Select(channel => ($"$.channels.{channel.Id}.title", channel.Title)),
            .. policy.Intake.Categories.Select(category => ($"$.categories.{category.Id}.title", category.Title)),
            .. policy
                .Facts.All.Where(fact => fact.Source != FactSource.Desk)
                .Select(fact => ($"$.facts.{fact.Name}.label", fact.Label)),
            .. policy
                .Facts.All.Where(fact => fact.Help is not null)
                .Select(fact => ($"$.facts.{fact.Name}.help", fact.Help!)),
            .. policy.Switches.Select(declared => ($"$.switches.{declared.Id}.label", declared.Label)),
            .. policy.Switches.SelectMany(declared =>
                declared.Subjects.Select(subject =>
                    ($"$.switches.{declared.Id}.subjects.{subject.Id}.label", subject.Label)
                )
            ),
            .. policy.Texts.Select(text => ($"$.notifications.{text.Key}.subject", text.Value.Subject)),
            .. policy.Texts.Select(text => ($"$.notifications.{text.Key}.body", text.Value.Body)),
            .. policy.Macros.Select(macro => ($"$.macros.{macro.Id}.title", macro.Title)),
            .. policy.Macros.Select(macro => ($"$.macros.{macro.Id}.text", macro.Text)),
            .. policy
                .Sla.Targets.SelectMany(metric => metric.Rules)
                .Where(rule => rule.Then.Note is not null)
                .Select(rule => ($"{rule.Path ?? "$.sla"}.note", rule.Then.Note!)),
            .. policy.Scope.Rules.SelectMany((rule, i) => TextsOf(rule, FormattableString.Invariant($"$.scope[{i}]"))),
            .. policy
                .Workflow.Permits.Where(permit => permit.Otherwise is not null)
                .Select(permit => ($"$.workflow.states.{permit.State}.permit.{permit.Trigger}", permit.Otherwise!)),
            .. policy
                .Workflow.States.Where(state => policy.Workflow.TitleOf(state) is not null)
                .Select(state => ($"$.workflow.states.{state}.title", policy.Workflow.TitleOf(state)!)),
            .. policy.Terms is { } terms ? [("$.terms.advice", terms.Advice)] : Array.Empty<(string, LocalizedText)>(),
            .. policy.Routing.Queues.Select(queue => ($"$.routing.queues.{queue.Id}.title", queue.Title)),
        ];

    private static IEnumerable<(string Path, LocalizedText Text)> TextsOf(Rule<Verdict> rule, string path) =>
        rule.Then switch
        {
            Verdict.AcceptLimited limited => [($"{rule.Path ?? path}.then.acceptLimited", limited.Limit)],
            Verdict.Redirect redirect => [($"{rule.Path ?? path}.then.advice", redirect.Advice)],
            Verdict.Refuse refuse => [($"{rule.Path ?? path}.then.refuse", refuse.Reason)],
            Verdict.Accept => [],
            var other => throw new UnreachableException($"The texts of Verdict.{other.GetType().Name} are not known."),
        };
}
