using System.Collections.Immutable;
using System.CommandLine;

namespace SupportKit.Cli;

/// <summary><c>supportkit bench</c>: how long a policy takes to decide what its own tests ask.</summary>
internal static class BenchCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Measures how fast a policy decides what its tests ask.";

    private const int MostSeconds = 600;

    public static Command Create(Terminal terminal)
    {
        var policy = new Argument<string>("POLICY") { Description = "The policy file." };
        var files = new Argument<string[]>("TESTS")
        {
            Description = "Files of tests; without any those beside the policy, and the examples in it.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var seconds = new Option<double>("--seconds")
        {
            Description = "How long to measure each kind of decision; a third as much is spent on warming up.",
            DefaultValueFactory = _ => 3,
        };
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var command = new Command("bench", Summary) { policy, files, seconds, json };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var length = parsed.GetValue(seconds);
                if (length is not (> 0 and <= MostSeconds))
                    throw new ToolException(
                        ToolErrors.ArgumentInvalid,
                        "--seconds",
                        "That is no time to measure for.",
                        FormattableString.Invariant($"Write a number above 0 and at most {MostSeconds}.")
                    );
                var document = PolicyDocument.LoadWhole(parsed.GetValue(policy)!, terminal);
                ImmutableArray<PolicyTest> tests =
                [
                    .. TestCommand
                        .Sources(document, parsed.GetValue(files)!, terminal)
                        .SelectMany(source => source.ReadAll(document.Policy!)),
                ];
                var work = BenchWork.Of(document.Policy!, tests);
                var measured = work.Where(kind => kind.Decisions.Count > 0)
                    .Select(kind => BenchRun.Measure(kind, length, terminal.Clock, cancellation))
                    .ToList();
                if (parsed.GetValue(json))
                    terminal.Out.Write(BenchReport.Json(measured, document.Policy!));
                else
                    BenchReport.WriteText(measured, tests.Length, new Screen(terminal));
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }
}
