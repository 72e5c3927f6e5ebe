using System.Collections.Immutable;
using NodaTime;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>Reads files of tests.</summary>
internal static class PolicyTestFile
{
    /// <summary>The words for what can happen to a ticket besides the triggers of its workflow.</summary>
    public static readonly ImmutableArray<string> Actions =
    [
        "wait",
        "reply",
        "ask",
        "acknowledge",
        "acknowledgeReply",
        "changeFacts",
        "changePriority",
        "assign",
    ];

    /// <summary>The files of tests that stand beside a policy: <c>x.test.json</c> and <c>x.….test.json</c> for <c>x.json</c>.</summary>
    public static ImmutableArray<string> Beside(string policy)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(policy))!;
        var name = Path.GetFileNameWithoutExtension(policy);
        if (!Directory.Exists(folder))
            return [];
        return
        [
            .. Directory
                .EnumerateFiles(folder, $"{name}.*")
                .Where(file => file.EndsWith(".test.json", StringComparison.Ordinal))
                .Select(file => Path.Combine(Path.GetDirectoryName(policy)!, Path.GetFileName(file)))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Reads a text as the file of that name would hold it.</summary>
    /// <exception cref="ToolException">The text is not of this form.</exception>
    public static ImmutableArray<PolicyTest> Parse(string text, string path, Policy policy) =>
        PolicyTestSource.Of(path, text).ReadAll(policy);

    /// <summary>The tests that stand in a policy itself, under <c>examples</c>; none when it has no such section.</summary>
    /// <exception cref="ToolException">They are not of the form of tests.</exception>
    public static ImmutableArray<PolicyTest> ExamplesIn(PolicyDocument document) =>
        PolicyTestSource.Of(document).ReadAll(document.Policy!);

    /// <summary>Reads one test of a file, and notes what is wrong with it.</summary>
    public static PolicyTest ReadTest(SourceNode node, Policy policy, InputProblems problems)
    {
        var reader = ObjectReader.Of(node, problems);
        reader.Optional("comment");
        var name = reader.RequiredText("name");
        var request = RequestForm.Read(reader.Required("request")!, policy, problems);
        var at =
            RequestForm.ReadInstant(reader, "at", policy, problems)
            ?? request.At
            ?? throw problems.Refuse(
                ToolErrors.InputInvalid,
                node,
                "The test does not say when the request comes.",
                $"Add \"at\". {InstantText.Remedy}"
            );
        var steps = reader.ItemsOf("steps").ToList();
        var test = new PolicyTest(
            name,
            node.Line,
            request,
            at,
            ExpectationReader.Read(reader.Required("expect")!, policy, problems),
            [.. steps.Select(step => ReadStep(step, policy, problems))]
        );
        reader.RejectUnknownProperties();
        var before = at;
        foreach (var (i, step) in test.Steps.Index())
        {
            if (step.At < before)
                throw problems.Refuse(
                    ToolErrors.InstantInvalid,
                    steps[i].Member("at"),
                    "The step comes before the one it follows.",
                    "Put the steps in the order of their instants."
                );
            before = step.At;
        }
        return test;
    }

    private static TestStep ReadStep(SourceNode node, Policy policy, InputProblems problems)
    {
        var reader = ObjectReader.Of(node, problems);
        reader.Optional("comment");
        var at = reader.Required("at") is null ? null : RequestForm.ReadInstant(reader, "at", policy, problems);
        var action = reader.RequiredText("do");
        if (!Actions.Contains(action) && !policy.Workflow.Triggers.Contains(action))
            throw problems.Refuse(
                ToolErrors.InputInvalid,
                reader.Optional("do")!,
                $"\"{action}\" is neither an action nor a trigger of the workflow.",
                $"Use one of: {string.Join(", ", Actions.Concat(policy.Workflow.Triggers).Distinct())}."
            );
        var by = reader.OptionalChoice(
            "by",
            new Dictionary<string, bool>(StringComparer.Ordinal) { ["agent"] = false, ["requester"] = true },
            false
        );
        var facts = reader
            .MembersOf("facts")
            .Select(fact => KeyValuePair.Create(fact.Key, RequestForm.FactOf(fact.Key, fact.Value, policy, problems)));
        var step = new TestStep(
            node.Line,
            at ?? Instant.MinValue,
            action,
            by,
            reader.OptionalText("to"),
            FactSet.Of(facts.ToList()),
            reader.Optional("expect") is { } expect
                ? ExpectationReader.Read(expect, policy, problems)
                : new Expectation()
        );
        reader.RejectUnknownProperties();
        return step;
    }
}
