using System.Collections.Immutable;
using System.Globalization;
using SupportKit.PolicyJson;
using SupportKit.Shared;
using SupportKit.Tickets;

namespace SupportKit.Sla;

/// <summary>
/// Reads <c>metrics</c>: <c>{ "vendor-answer": { "start": ["on-hold"], "stop": ["open"], "restart": […], "pause": ["pending"],
/// "resume": […], "onChange": "continue", "grace": "25%" } }</c>. A ready metric's name changes that metric: what is not said stays.
/// </summary>
internal static class MetricReader
{
    private static readonly Dictionary<string, StateCategory> Categories = Enum.GetValues<StateCategory>()
        .ToDictionary(SlaSignals.NameOf);

    private static readonly Dictionary<string, OnChange> OnChanges = new()
    {
        ["keep"] = OnChange.Keep,
        ["continue"] = OnChange.Continue,
        ["recompute"] = OnChange.Recompute,
        ["from-now"] = OnChange.FromNow,
    };

    /// <summary>The text that a policy has for it.</summary>
    public static string GraceText(decimal grace) =>
        string.Create(CultureInfo.InvariantCulture, $"{grace * 100:0.####}%");

    private static decimal ReadGrace(ObjectReader reader, decimal otherwise, ProblemList problems)
    {
        if (reader.OptionalText("grace") is not { } text)
            return otherwise;
        if (PercentText.TryParse(text, out var percent) && percent is >= 0 and <= 100)
            return percent / 100;
        problems.Add(
            SupportKitErrors.PolicyGraceUnreadable,
            reader.Optional("grace")!,
            $"\"{text}\" is not a share of a time.",
            "Write a percentage from 0% to 100%, such as \"25%\"; with \"0%\" a correction may break a promise at once."
        );
        return otherwise;
    }

    /// <summary>The word that a policy has for it.</summary>
    public static string NameOf(OnChange how) => OnChanges.Single(known => known.Value == how).Key;

    public static ImmutableArray<Metric> Read(ObjectReader policy, ProblemList problems)
    {
        var metrics = Metric.BuiltIn.ToDictionary(metric => metric.Id, StringComparer.Ordinal);
        foreach (var (id, node) in policy.MembersOf("metrics"))
        {
            var ready = metrics.GetValueOrDefault(id);
            metrics[id] = ReadMetric(id, ready, ObjectReader.Of(node, problems), problems);
        }
        return [.. metrics.Values.OrderBy(metric => metric.Id, StringComparer.Ordinal)];
    }

    private static Metric ReadMetric(string id, Metric? ready, ObjectReader reader, ProblemList problems)
    {
        var start = Signals("start", ready?.Start ?? [SlaSignals.Opened]);
        var stop = Signals("stop", ready?.Stop ?? []);
        var restart = Signals("restart", ready?.Restart ?? []);
        ImmutableArray<string> pause = reader.Optional("pause") is null
            ? [.. (ready?.PauseIn ?? []).Select(SlaSignals.NameOf), .. ready?.PauseOn ?? []]
            : Signals("pause", []);
        var resume = Signals("resume", ready?.ResumeOn ?? []);
        var onChange = reader.OptionalChoice("onChange", OnChanges, ready?.OnChange ?? OnChange.Recompute);
        var grace = ReadGrace(reader, ready?.Grace ?? Metric.UsualGrace, problems);
        reader.RejectUnknownProperties();

        var metric = new Metric(
            id,
            start,
            stop,
            restart,
            [.. pause.Where(Categories.ContainsKey).Select(name => Categories[name])],
            [.. pause.Where(name => !Categories.ContainsKey(name))],
            resume,
            onChange
        )
        {
            Grace = grace,
        };
        if (metric.Stop.IsEmpty && metric.Restart.IsEmpty)
            problems.Add(
                SupportKitErrors.PolicyMetricEndless,
                reader.Node,
                $"Nothing fulfils \"{id}\".",
                "Name at least one signal under \"stop\" or \"restart\"."
            );
        if (metric.PauseOn.IsEmpty != metric.ResumeOn.IsEmpty)
            problems.Add(
                SupportKitErrors.PolicyMetricHalfPaused,
                reader.Node,
                metric.PauseOn.IsEmpty
                    ? $"\"{id}\" resumes on {string.Join(", ", metric.ResumeOn)}, but no signal pauses it."
                    : $"\"{id}\" pauses on {string.Join(", ", metric.PauseOn)}, and no signal resumes it.",
                "Name signals under both \"pause\" and \"resume\"; for a category of states under \"pause\", none is needed."
            );
        return metric;

        ImmutableArray<string> Signals(string member, ImmutableArray<string> otherwise)
        {
            if (reader.Optional(member) is null)
                return otherwise;
            var names = reader.TextsOf(member).ToImmutableArray();
            foreach (var name in names.Where(name => !SlaSignals.All.Contains(name)))
                problems.Add(
                    SupportKitErrors.PolicySignalUnknown,
                    reader.At(member, name),
                    $"There is no signal \"{name}\".",
                    $"{Spelling.DidYouMean(name, SlaSignals.All)}All are: {string.Join(", ", SlaSignals.All)}."
                );
            return names;
        }
    }
}
