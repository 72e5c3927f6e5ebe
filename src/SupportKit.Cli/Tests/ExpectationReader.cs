using System.Collections.Immutable;
using System.Text.Json;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>Reads what a test expects; a name that the policy does not have is refused, since no request could ever meet it.</summary>
internal static class ExpectationReader
{
    /// <summary>The words for the policy's answer to a request.</summary>
    public static readonly ImmutableArray<string> Verdicts =
    [
        "accept",
        "acceptLimited",
        "redirect",
        "refuse",
        "needInfo",
        "refused",
    ];

    private static readonly ImmutableArray<string> Statuses = ["running", "paused", "met", "breached", "canceled"];

    public static Expectation Read(SourceNode node, Policy policy, InputProblems problems)
    {
        var reader = ObjectReader.Of(node, problems);
        var expectation = new Expectation
        {
            Verdict = Known(reader, "verdict", Verdicts, problems),
            Code = reader.OptionalText("code"),
            Rule = Known(reader, "rule", policy.Scope.Rules.Select(rule => rule.Id), problems),
            To = Known(reader, "to", policy.Channels.Select(channel => channel.Id), problems),
            Missing = reader.Has("missing") ? [.. reader.TextsOf("missing")] : null,
            Priority = Known(reader, "priority", policy.Priorities, problems),
            Queue = Known(reader, "queue", policy.Queues.Select(queue => queue.Id), problems),
            State = Known(reader, "state", policy.Workflow.States, problems),
            Promises =
            [
                .. reader
                    .MembersOf("promises")
                    .Select(promise =>
                    {
                        if (policy.Sla.MetricOf(promise.Key) is null)
                            throw problems.RefuseName(
                                ToolErrors.InputInvalid,
                                promise.Value,
                                $"No request can ever get \"{promise.Key}\" here.",
                                $"Use one of: {PolicyJson.Spelling.List([.. policy.Sla.Metrics.Select(metric => metric.Id).Distinct()])}."
                            );
                        return KeyValuePair.Create(promise.Key, ReadPromise(promise.Value, policy, problems));
                    }),
            ],
            Told = [.. reader.TextOrTextsOf("told")],
        };
        reader.RejectUnknownProperties();
        return expectation;
    }

    private static ExpectedPromise? ReadPromise(SourceNode node, Policy policy, InputProblems problems)
    {
        if (node.Kind == JsonValueKind.Null)
            return null;
        if (node.IsText)
            return new ExpectedPromise(
                InstantText.Read(node.Text, policy.TimeZone, out var cause)
                    ?? throw problems.Refuse(ToolErrors.InstantInvalid, node, cause, InstantText.Remedy),
                null,
                null,
                null
            );
        var reader = ObjectReader.Of(node, problems);
        var promise = new ExpectedPromise(
            RequestForm.ReadInstant(reader, "due", policy, problems),
            Known(
                reader,
                "rule",
                policy.Sla.Targets.SelectMany(targets => targets.Rules).Select(rule => rule.Id),
                problems
            ),
            reader.OptionalText("within"),
            Known(reader, "status", Statuses, problems)
        );
        reader.RejectUnknownProperties();
        return promise;
    }

    private static string? Known(ObjectReader reader, string name, IEnumerable<string> known, InputProblems problems)
    {
        if (reader.OptionalText(name) is not { } text)
            return null;
        Refuse(reader.Optional(name)!, text, known, problems);
        return text;
    }

    private static void Refuse(SourceNode at, string text, IEnumerable<string> known, InputProblems problems)
    {
        if (known.Contains(text))
            return;
        throw problems.Refuse(
            ToolErrors.InputInvalid,
            at,
            $"No request can ever get \"{text}\" here.",
            $"Use one of: {PolicyJson.Spelling.List([.. known.Distinct()])}."
        );
    }
}
