using System.CommandLine;

namespace SupportKit.Cli;

/// <summary><c>supportkit test</c>: runs the tests that stand beside a policy, or writes a set to begin with.</summary>
internal static class TestCommand
{
    public static Command Create(Terminal terminal)
    {
        var policy = new Argument<string>("POLICY") { Description = "The policy file." };
        var files = new Argument<string[]>("TESTS")
        {
            Description = "Files of tests; without any those beside the policy: x.test.json for x.json.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var threshold = new Option<decimal>("--threshold")
        {
            Description = "Fail when the tests reach fewer of a hundred rules.",
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
        var command = new Command("test", "Runs the tests of a policy.")
        {
            policy,
            files,
            threshold,
            format,
            generate,
            cases,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var path = parsed.GetValue(policy)!;
                var loaded = PolicyDocument.Load(path, terminal);
                if (parsed.GetValue(generate))
                {
                    terminal.Out.Write(TestGenerator.Generate(loaded, parsed.GetValue(cases), cancellation));
                    return Task.FromResult(ExitCodes.Success);
                }
                return Task.FromResult(
                    Run(
                        path,
                        loaded,
                        parsed.GetValue(files)!,
                        parsed.GetValue(threshold),
                        parsed.GetValue(format) == "json",
                        terminal,
                        cancellation
                    )
                );
            }
        );
        return command;
    }

    private static int Run(
        string path,
        Policy policy,
        string[] files,
        decimal threshold,
        bool asJson,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        if (files.Length == 0)
            files = [.. PolicyTestFile.Beside(path)];
        if (files.Length == 0)
            throw new ToolException(
                ToolErrors.FileUnreadable,
                path,
                "No tests stand beside it.",
                $"Name a file of tests, or write one with \"supportkit test {path} --generate > {Path.ChangeExtension(path, ".test.json")}\"."
            );
        var tests = files.SelectMany(file => PolicyTestFile.Read(file, policy, terminal).Select(test => (file, test)));
        var coverage = new RuleCoverage(policy);
        var run = new PolicyTestRun(policy, coverage);
        var results = new List<(string, PolicyTestResult Result)>();
        foreach (var (file, test) in tests.ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add((file, run.Run(test)));
        }
        if (asJson)
            terminal.Out.Write(TestReport.Json(results, coverage));
        else
            TestReport.WriteText(results, coverage, new Screen(terminal));
        return results.TrueForAll(one => one.Result.Failures.IsEmpty) && coverage.Percent >= threshold
            ? ExitCodes.Success
            : ExitCodes.Failure;
    }
}
