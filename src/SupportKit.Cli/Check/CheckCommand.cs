using System.CommandLine;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Cli;

/// <summary><c>supportkit check</c>: what is wrong with policies, each finding with its place.</summary>
internal static class CheckCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Checks policies: gaps, rules without effect, names that do not exist.";

    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("POLICY")
        {
            Description = "The policy files; - reads one from standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format")
        {
            Description = "How findings are written: for people, as GitHub annotations, SARIF 2.1.0, or JSON.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "github", "sarif", "json");
        var strict = new Option<bool>("--strict") { Description = "Warnings fail the check too." };
        var command = new Command("check", Summary) { files, format, strict };
        command.SetAction(parsed =>
            Run(terminal, parsed.GetValue(files)!, parsed.GetValue(format)!, parsed.GetValue(strict))
        );
        return command;
    }

    private static int Run(Terminal terminal, string[] files, string format, bool strict)
    {
        var documents = files.Select(file => PolicyDocument.Read(file, terminal)).ToList();
        var checkedFiles = documents.Select(document => (document, findings: document.Findings().ToList())).ToList();
        var findings = checkedFiles.SelectMany(file => file.findings).ToList();
        switch (format)
        {
            case "github":
                GitHubAnnotations.Write(findings, terminal.Out);
                break;
            case "sarif":
                terminal.Out.Write(SarifLog.Of(findings));
                break;
            case "json":
                terminal.Out.Write(FindingJson.Of(checkedFiles));
                break;
            default:
                FindingText.Write(checkedFiles, new Screen(terminal), terminal.Width);
                break;
        }
        var least = strict ? FindingSeverity.Warning : FindingSeverity.Error;
        return findings.Exists(finding => IsAtLeast(finding.Severity, least)) ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static bool IsAtLeast(FindingSeverity severity, FindingSeverity least) =>
        severity == FindingSeverity.Error || severity == least;
}
