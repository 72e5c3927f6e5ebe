using System.Collections.Immutable;
using System.Globalization;
using SupportKit.Escalation;
using SupportKit.Rules;

namespace SupportKit.Mail;

/// <summary>
/// Answers to a form that somebody writes line by line: <c>Environment: PROD</c>. A field is known by its name or by its label in any
/// language of the policy; its value goes on until the next one or an empty line. Values that do not fit go to the desk as they are,
/// which then says what is wrong with them.
/// </summary>
internal static class LabeledAnswers
{
    private static readonly string[] Yes = ["yes", "true", "oui", "sim", "ja", "sí", "si"];
    private static readonly string[] No = ["no", "false", "non", "não", "nao", "nein"];
    private static readonly string[] Reason = ["reason", "raison", "motif", "motivo", "razão", "grund", "razón"];

    /// <summary>The answers that the text has; none for a text without any.</summary>
    public static FactSet Read(string text, ImmutableArray<FactDeclaration> fields)
    {
        if (fields.IsDefaultOrEmpty)
            return FactSet.Empty;
        var byLabel = new Dictionary<string, FactDeclaration>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields.Where(field => field.Source == FactSource.Form))
        {
            byLabel.TryAdd(field.Name, field);
            foreach (var language in field.Label.Languages)
                byLabel.TryAdd(field.Label.Get(language), field);
        }
        var answers = FactSet.Empty;
        foreach (var (label, value) in Lines(text, label => byLabel.ContainsKey(label) || IsReason(label)))
            if (byLabel.TryGetValue(label, out var field) && answers[field.Name] is null && value.Length > 0)
                answers = answers.With(field.Name, ValueOf(field, value));
        return answers;
    }

    /// <summary>The id of the reason that the text gives, by its id or its words; the only one that the policy has; null otherwise.</summary>
    public static string? ReasonOf(string text, EscalationRules? rules)
    {
        if (rules is null)
            return null;
        var given = Lines(text, IsReason).Select(line => line.Value.Split('\n')[0]).FirstOrDefault();
        return rules
                .Reasons.Where(reason =>
                    given is not null
                    && (
                        Same(reason.Key, given) || reason.Value.Languages.Any(one => Same(reason.Value.Get(one), given))
                    )
                )
                .Select(reason => reason.Key)
                .FirstOrDefault()
            ?? given
            ?? (rules.Reasons.Count == 1 ? rules.Reasons.Keys.First() : null);

        static bool Same(string one, string other) =>
            string.Equals(one.TrimEnd('.', ' '), other.TrimEnd('.', ' '), StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsReason(string label) => Reason.Contains(label, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string Label, string Value)> Lines(string text, Func<string, bool> isLabel)
    {
        (string Label, List<string> Value)? open = null;
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var label = colon > 0 ? line[..colon].Trim(' ', '\t', '-', '*', '•', '\u00a0') : "";
            if (label.Length > 0 && isLabel(label))
            {
                if (open is { } before)
                    yield return (before.Label, string.Join('\n', before.Value).Trim());
                open = (label, [line[(colon + 1)..].Trim()]);
            }
            else if (open is { } current && !string.IsNullOrWhiteSpace(line))
                current.Value.Add(line.Trim());
            else if (open is { } ended && ended.Value.Any(one => one.Length > 0))
            {
                yield return (ended.Label, string.Join('\n', ended.Value).Trim());
                open = null;
            }
        }
        if (open is { } last)
            yield return (last.Label, string.Join('\n', last.Value).Trim());
    }

    private static FactValue ValueOf(FactDeclaration field, string text) =>
        field.Type switch
        {
            FactType.Choice => field.Values.FirstOrDefault(value =>
                string.Equals(value, text, StringComparison.OrdinalIgnoreCase)
            ) ?? text,
            FactType.Boolean when Yes.Contains(text, StringComparer.OrdinalIgnoreCase) => true,
            FactType.Boolean when No.Contains(text, StringComparer.OrdinalIgnoreCase) => false,
            FactType.Number
                when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) =>
                number,
            _ => text,
        };
}
