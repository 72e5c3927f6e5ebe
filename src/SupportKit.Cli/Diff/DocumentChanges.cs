using System.Collections.Immutable;
using System.Text.Json;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>What only one of two policies knows, and the sections that are not part of a decision about a request. Immutable.</summary>
/// <param name="OnlyOld">Names that only the old policy has, e.g. <c>category "spam"</c>.</param>
/// <param name="OnlyNew">Names that only the new one has.</param>
/// <param name="Calendars">Calendars that count otherwise, so that promises in them end at other instants.</param>
/// <param name="NotAsserted">Sections that differ and of which no assertion speaks.</param>
internal sealed record DocumentChanges(
    ImmutableArray<string> OnlyOld,
    ImmutableArray<string> OnlyNew,
    ImmutableArray<string> Calendars,
    ImmutableArray<string> NotAsserted
)
{
    private static readonly string[] Compared =
    [
        "id",
        "name",
        "$schema",
        "comment",
        "examples",
        "facts",
        "forms",
        "scope",
        "priority",
        "routing",
        "sla",
        "plans",
        "calendars",
    ];

    /// <summary>Sections that differ and are not compared; quotas are, though no assertion speaks of them.</summary>
    public ImmutableArray<string> NotCompared => NotAsserted.Remove("quotas");

    /// <summary>Whether requests may be decided otherwise although all that both know are decided alike.</summary>
    public bool Any => OnlyOld.Length + OnlyNew.Length + Calendars.Length > 0;

    public static DocumentChanges Of(Policy old, Policy now)
    {
        var (before, after) = (Names(old).ToHashSet(), Names(now).ToHashSet());
        return new DocumentChanges(
            [.. Names(old).Where(name => !after.Contains(name))],
            [.. Names(now).Where(name => !before.Contains(name))],
            [
                .. old
                    .Calendars.Keys.Where(now.Calendars.ContainsKey)
                    .Where(name => old.Calendars[name].ToJson() != now.Calendars[name].ToJson()),
            ],
            DifferingIn(old, now)
        );
    }

    private static IEnumerable<string> Names(Policy policy) =>
        [
            .. policy.Intake.Categories.Select(category => $"category \"{category.Id}\""),
            .. policy.Channels.Where(channel => channel.Official).Select(channel => $"channel \"{channel.Id}\""),
            .. policy.Languages.Select(language => $"language \"{language}\""),
            .. policy.Facts.All.Where(RequestForm.IsStated).SelectMany(NamesOf),
            .. policy.Sla.Metrics.Select(metric => $"metric \"{metric.Id}\""),
        ];

    private static IEnumerable<string> NamesOf(FactDeclaration fact) =>
        fact.Name is "category" or "channel" or "language"
            ? []
            : fact
                .Values.Select(value => $"value \"{value}\" of fact \"{fact.Name}\"")
                .Prepend($"fact \"{fact.Name}\"");

    private static ImmutableArray<string> DifferingIn(Policy old, Policy now)
    {
        using var before = JsonDocument.Parse(old.ToJson());
        using var after = JsonDocument.Parse(now.ToJson());
        var (one, other) = (before.RootElement, after.RootElement);
        return
        [
            .. one.EnumerateObject()
                .Concat(other.EnumerateObject())
                .Select(member => member.Name)
                .Distinct()
                .Except(Compared)
                .Where(name => Text(one, name) != Text(other, name)),
        ];
    }

    private static string Text(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) ? value.GetRawText() : "";
}
