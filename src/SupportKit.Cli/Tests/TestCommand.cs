using System.CommandLine;

namespace SupportKit.Cli;

/// <summary><c>supportkit test</c>: runs the tests that stand beside a policy, or writes a set to begin with.</summary>
internal static class TestCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Runs the tests of a policy.";

    public static Command Create(Terminal terminal)
    {
        var policy = new Argument<string>("POLICY") { Description = "The policy file." };
        var files = new Argument<string[]>("TESTS")
        {
            Description =
                "Files of tests; without any those beside the policy: x.test.json for x.json. The examples in the policy are run in any case.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var threshold = new Option<decimal>("--threshold")
        {
            Description = "Fail when the tests reach fewer of a hundred rules.",
        };
        var conditions = new Option<decimal>("--threshold-conditions")
        {
            Description = "Fail when the tests show fewer of a hundred parts of conditions to matter.",
        };
        var promises = new Option<decimal>("--threshold-promises")
        {
            Description = "Fail when the tests see fewer of a hundred promises kept, and broken.",
        };
        var details = new Option<bool>("--coverage")
        {
            Description = "Name every part of a condition and every promise that no test shows.",
        };
        var format = new Option<string>("--format")
        {
            Description = "For people, or JSON.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json");
        var generate = new Option<bool>("--generate")
        {
            Description =
                "Print tests that reach every rule and expect what the policy says today, for you to confirm.",
        };
        var cases = new Option<int>("--cases")
        {
            Description = "With --generate: as many tests as this, at other hours and over time.",
        };
        var command = new Command("test", Summary)
        {
            policy,
            files,
            threshold,
            conditions,
            promises,
            details,
            format,
            generate,
            cases,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                foreach (var share in (Option<decimal>[])[threshold, conditions, promises])
                    if (parsed.GetValue(share) is < 0 or > 100)
                        throw new ToolException(
                            ToolErrors.ArgumentInvalid,
                            share.Name,
                            "That is no share of a hundred.",
                            "Write a number from 0 to 100."
                        );
                if (
                    parsed.GetResult(cases) is { Implicit: false }
                    && !(parsed.GetValue(generate) && parsed.GetValue(cases) > 0)
                )
                    throw new ToolException(
                        ToolErrors.ArgumentInvalid,
                        cases.Name,
                        "It says how many tests \"--generate\" is to write.",
                        "Write a number above 0, and \"--generate\" beside it."
                    );
                var path = parsed.GetValue(policy)!;
                var document = PolicyDocument.LoadWhole(path, terminal);
                if (parsed.GetValue(generate))
                {
                    terminal.Out.Write(TestGenerator.Generate(document.Policy!, parsed.GetValue(cases), cancellation));
                    return Task.FromResult(ExitCodes.Success);
                }
                var coverage = new RuleCoverage(document.Policy!, cancellation);
                List<(string File, PolicyTestResult Result)> results =
                [
                    .. Sources(document, parsed.GetValue(files)!, terminal)
                        .SelectMany(source =>
                            PolicyTestRuns
                                .Of(source, document.Policy!, coverage, cancellation)
                                .Select(result => (source.File, result))
                        ),
                ];
                if (parsed.GetValue(format) == "json")
                    terminal.Out.Write(TestReport.Json(results, coverage));
                else
                    TestReport.WriteText(results, coverage, parsed.GetValue(details), new Screen(terminal));
                return Task.FromResult(
                    results.All(one => one.Result.Failures.IsEmpty)
                    && coverage.Percent >= parsed.GetValue(threshold)
                    && coverage.Conditions.Percent >= parsed.GetValue(conditions)
                    && coverage.Promises.Percent >= parsed.GetValue(promises)
                        ? ExitCodes.Success
                        : ExitCodes.Failure
                );
            }
        );
        return command;
    }

    /// <summary>The tests in a policy, and those in files: the ones named, else those beside it.</summary>
    /// <exception cref="ToolException">A file cannot be read, or there is no test at all.</exception>
    public static IEnumerable<PolicyTestSource> Sources(
        PolicyDocument document,
        IReadOnlyList<string> files,
        Terminal terminal
    )
    {
        var path = document.Path;
        var examples = PolicyTestSource.Of(document);
        if (files.Count == 0)
            files = PolicyTestFile.Beside(path);
        if (files.Count == 0 && examples.Count == 0)
            throw new ToolException(
                ToolErrors.FileUnreadable,
                path,
                "No tests stand beside it, and no examples in it.",
                $"Name a file of tests, or write one with \"supportkit test {path} --generate > {Path.ChangeExtension(path, ".test.json")}\"."
            );
        return files.Select(file => PolicyTestSource.Read(file, terminal)).Prepend(examples);
    }
}
