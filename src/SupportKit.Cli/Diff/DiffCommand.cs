using System.CommandLine;

namespace SupportKit.Cli;

/// <summary><c>supportkit diff</c>: which requests two policies decide otherwise.</summary>
internal static class DiffCommand
{
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
        var command = new Command("diff", "Compares what two policies decide, not how they are written.")
        {
            old,
            now,
            format,
        };
        command.SetAction(parsed =>
        {
            var before = PolicyDocument.Load(parsed.GetValue(old)!, terminal);
            var after = PolicyDocument.Load(parsed.GetValue(now)!, terminal);
            var comparison = PolicyComparison.Of(before, after);
            var documents = DocumentChanges.Of(before, after);
            if (parsed.GetValue(format) == "json")
                terminal.Out.Write(DiffReport.Json(comparison, documents));
            else
                DiffReport.WriteText(comparison, documents, new Screen(terminal));
            return comparison.Changes.Count > 0 || documents.Any || comparison.Compared.IsZero
                ? ExitCodes.Failure
                : ExitCodes.Success;
        });
        return command;
    }
}
