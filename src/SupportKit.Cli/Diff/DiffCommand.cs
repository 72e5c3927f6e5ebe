using System.CommandLine;

namespace SupportKit.Cli;

/// <summary><c>supportkit diff</c>: which requests two policies decide otherwise, and whether what must hold does.</summary>
internal static class DiffCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Compares what two policies decide, not how they are written.";

    public static Command Create(Terminal terminal)
    {
        var old = new Argument<string>("OLD") { Description = "The policy as it was." };
        var now = new Argument<string>("NEW") { Description = "The policy as it is to be." };
        var format = new Option<string>("--format")
        {
            Description = "For people, or JSON.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json");
        var assert = new Option<string[]>("--assert")
        {
            Description =
                "Fail only when this does not hold for every request: \"never promisedLess\", an assertion as JSON, or a file of them. May be given several times.",
            DefaultValueFactory = _ => [],
            HelpName = "assertion",
        };
        assert.CompletionSources.Add(_ =>
            ChangeSets.Words.Select(word => new System.CommandLine.Completions.CompletionItem($"never {word}"))
        );
        var command = new Command("diff", Summary) { old, now, format, assert };
        command.SetAction(parsed =>
        {
            var before = PolicyDocument.Load(parsed.GetValue(old)!, terminal);
            var after = PolicyDocument.Load(parsed.GetValue(now)!, terminal);
            var assertions = parsed
                .GetValue(assert)!
                .SelectMany(one => AssertionReader.Read(one, before, after, terminal))
                .ToList();
            return Compare(before, after, assertions, parsed.GetValue(format) == "json", terminal);
        });
        return command;
    }

    private static int Compare(Policy before, Policy after, List<Assertion> assertions, bool asJson, Terminal terminal)
    {
        var asked = assertions.SelectMany(assertion => assertion.Statements).Select(statement => statement.When);
        var documents = DocumentChanges.Of(before, after);
        var comparison = PolicyComparison.Of(before, after, asked);
        if (assertions.Count == 0)
        {
            if (asJson)
                terminal.Out.Write(DiffReport.Json(comparison, documents));
            else
                DiffReport.WriteText(comparison, documents, new Screen(terminal));
            return comparison.Changes.Count > 0 || documents.Any || comparison.Compared.IsZero
                ? ExitCodes.Failure
                : ExitCodes.Success;
        }
        var results = comparison.Decide(assertions);
        if (asJson)
            terminal.Out.Write(AssertionReport.Json(results, documents));
        else
            AssertionReport.WriteText(results, documents, new Screen(terminal));
        return results.All(result => result.Holds) ? ExitCodes.Success : ExitCodes.Failure;
    }
}
