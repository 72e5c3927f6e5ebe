using System.Collections.Immutable;
using NodaTime;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>Reads files of tests.</summary>
internal static class PolicyTestFile
{
    private const int MostBytes = 64 * 1024 * 1024;

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

    /// <exception cref="ToolException">The file cannot be read, or is not of this form.</exception>
    public static ImmutableArray<PolicyTest> Read(string path, Policy policy, Terminal terminal) =>
        Parse(TextFile.Read(path, terminal), path, policy);

    /// <summary>Reads a text as the file of that name would hold it.</summary>
    /// <exception cref="ToolException">The text is not of this form.</exception>
    public static ImmutableArray<PolicyTest> Parse(string text, string path, Policy policy)
    {
        var problems = new InputProblems(path);
        var root = SourceText.Read(text, MostBytes, problems)!;
        var reader = ObjectReader.Of(root, problems);
        reader.Optional("$schema");
        reader.Optional("comment");
        var tests = ReadTests(reader, "tests", policy, problems);
        reader.RejectUnknownProperties();
        if (reader.Required("tests") is { Items.IsEmpty: true } none)
            throw problems.Refuse(
                ToolErrors.InputInvalid,
                none,
                "There are no tests.",
                "Add one, or let \"supportkit test --generate\" begin."
            );
        return tests;
    }

    /// <summary>The tests that stand in a policy itself, under <c>examples</c>; none when it has no such section.</summary>
    /// <exception cref="ToolException">They are not of the form of tests.</exception>
    public static ImmutableArray<PolicyTest> ExamplesIn(PolicyDocument document)
    {
        var problems = new InputProblems(document.Path);
        var root = SourceText.Read(document.Text, MostBytes, problems)!;
        return ReadTests(ObjectReader.Of(root, problems), "examples", document.Policy!, problems);
    }

    private static ImmutableArray<PolicyTest> ReadTests(
        ObjectReader reader,
        string member,
        Policy policy,
        InputProblems problems
    )
    {
        var tests = reader.ItemsOf(member).Select(test => ReadTest(test, policy, problems)).ToImmutableArray();
        var names = new HashSet<string>(tests.Length, StringComparer.Ordinal);
        if (tests.FirstOrDefault(test => !names.Add(test.Name)) is { } same)
            throw problems.Refuse(
                ToolErrors.InputInvalid,
                reader.Node with
                {
                    Line = same.Line,
                },
                $"Two tests are called \"{same.Name}\".",
                "Give each a name of its own."
            );
        return tests;
    }

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
        var test = new PolicyTest(
            name,
            node.Line,
            request,
            at,
            ExpectationReader.Read(reader.Required("expect")!, policy, problems),
            [.. reader.ItemsOf("steps").Select(step => ReadStep(step, policy, problems))]
        );
        reader.RejectUnknownProperties();
        var before = at;
        foreach (var step in test.Steps)
        {
            if (step.At < before)
                throw problems.Refuse(
                    ToolErrors.InstantInvalid,
                    node with
                    {
                        Line = step.Line,
                    },
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
