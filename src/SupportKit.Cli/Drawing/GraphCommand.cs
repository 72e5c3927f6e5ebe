using System.CommandLine;

namespace SupportKit.Cli;

/// <summary><c>supportkit graph</c>: the workflow as a drawing for Mermaid or Graphviz.</summary>
internal static class GraphCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Draws the states of a ticket.";

    public static Command Create(Terminal terminal)
    {
        var policy = new Argument<string?>("POLICY")
        {
            Description = "The policy file; without one, the default workflow.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var format = new Option<string>("--format")
        {
            Description =
                "The language of the drawing; json writes the section \"workflow\" out in full, what it extends included.",
            DefaultValueFactory = _ => "mermaid",
        };
        format.AcceptOnlyFromAmong("mermaid", "dot", "json");
        var command = new Command("graph", Summary) { policy, format };
        command.SetAction(parsed =>
        {
            var workflow = parsed.GetValue(policy) is { } file
                ? PolicyDocument.Load(file, terminal).Workflow
                : Workflows.Workflow.Default;
            terminal.Out.Write(
                parsed.GetValue(format) switch
                {
                    "dot" => workflow.ToDot(),
                    "json" => JsonFormatter.Format(workflow.ToJson(), "workflow"),
                    _ => workflow.ToMermaid(),
                }
            );
            return ExitCodes.Success;
        });
        return command;
    }
}
