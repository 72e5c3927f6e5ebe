using System.CommandLine;
using SupportKit.Hosting;

namespace SupportKit.Cli;

/// <summary><c>supportkit schema</c>: the JSON Schemas that editors complete and validate by.</summary>
internal static class SchemaCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Prints the JSON Schema of policies, or of their tests.";

    /// <summary>The schema of files of tests.</summary>
    public static string Tests => ResourceText.Read("tests.schema.json");

    public static Command Create(Terminal terminal)
    {
        var of = new Argument<string>("OF")
        {
            Description = "What it describes: policies, or the tests of a policy.",
            DefaultValueFactory = _ => "policy",
        };
        of.AcceptOnlyFromAmong("policy", "tests");
        var command = new Command("schema", Summary) { of };
        command.SetAction(parsed =>
        {
            terminal.Out.Write(parsed.GetValue(of) == "tests" ? Tests : PolicySchema.Json);
            return ExitCodes.Success;
        });
        return command;
    }
}
