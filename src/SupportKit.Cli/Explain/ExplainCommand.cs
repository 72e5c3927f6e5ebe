using System.CommandLine;
using NodaTime;
using SupportKit.Localization;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary><c>supportkit explain</c>: what a policy decides about one request, and why.</summary>
internal static class ExplainCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Explains what a policy decides about a request.";

    private const int MostBytes = 1024 * 1024;

    public static Command Create(Terminal terminal)
    {
        var policy = new Argument<string>("POLICY") { Description = "The policy file." };
        var request = new Argument<string>("REQUEST")
        {
            Description = "The request: a JSON file, - for standard input, or the JSON itself.",
        };
        var at = new Option<string?>("--at")
        {
            Description =
                "When it comes, e.g. 2026-03-02T10:00 in the policy's zone; else what the request says, else now.",
        };
        var culture = new Option<string>("--culture")
        {
            Description = "The language of the explanation, e.g. pt.",
            DefaultValueFactory = _ => "en",
        };
        var told = new Option<bool>("--requester") { Description = "Show what the person who asks is told." };
        var json = new Option<bool>("--json") { Description = "Write the explanation as JSON." };
        var trace = new Option<bool>("--trace") { Description = "Show all facts, and every rule with its condition." };
        var command = new Command("explain", Summary) { policy, request, at, culture, told, json, trace };
        command.SetAction(parsed =>
        {
            var loaded = PolicyDocument.Load(parsed.GetValue(policy)!, terminal);
            var form = Read(parsed.GetValue(request)!, loaded, terminal);
            var instant =
                AtOf(parsed.GetValue(at), loaded) ?? form.At ?? Instant.FromDateTimeOffset(terminal.Clock.GetUtcNow());
            var decision = form.Open(loaded, instant);
            var explanation = decision.Explain();
            var language = Language(parsed.GetValue(culture)!);
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(explanation.ToJson());
            else if (parsed.GetValue(told))
                terminal.Out.Write(explanation.ToRequesterText(language));
            else
                terminal.Out.Write(explanation.ToText(language));
            if (parsed.GetValue(trace) && !parsed.GetValue(json))
                RuleTraceText.Write(decision, terminal.Out);
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>A request from a file, standard input, or the argument itself.</summary>
    private static RequestForm Read(string request, Policy policy, Terminal terminal)
    {
        var inline = request.TrimStart().StartsWith('{');
        if (!inline && request != "-" && !Path.Exists(request))
            throw new ToolException(
                ToolErrors.FileUnreadable,
                request,
                "There is no such file, and a request in JSON begins with \"{\".",
                "Check the path, or write a request such as '{ \"category\": \"question\" }'."
            );
        var text = inline ? request : TextFile.Read(request, terminal);
        var problems = new InputProblems(inline ? "REQUEST" : request, () => text);
        return RequestForm.Read(SourceText.Read(text, MostBytes, problems)!, policy, problems);
    }

    // The part before a region counts, as for the reader of a mail.
    private static string Language(string culture)
    {
        var known = TextCatalog.Shipped.Languages;
        return known.Contains(culture.Split('-', '_')[0].ToLowerInvariant())
            ? culture
            : throw new ToolException(
                ToolErrors.ArgumentInvalid,
                "--culture",
                $"Explanations are not written in \"{culture}\".",
                $"Use one of: {string.Join(", ", known)}."
            );
    }

    private static Instant? AtOf(string? text, Policy policy)
    {
        if (text is null)
            return null;
        return InstantText.Read(text, policy.TimeZone, out var cause)
            ?? throw new ToolException(ToolErrors.InstantInvalid, "--at", cause, InstantText.Remedy);
    }
}
