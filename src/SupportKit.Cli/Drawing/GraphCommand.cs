using System.CommandLine;

namespace SupportKit.Cli;

/// <summary><c>supportkit graph</c>: the workflow as a drawing for Mermaid or Graphviz.</summary>
internal static class GraphCommand
{
    public static Command Create(Terminal terminal)
    {
        var policy = new Argument<string>("POLICY") { Description = "The policy file." };
        var format = new Option<string>("--format")
        {
            Description = "The language of the drawing.",
            DefaultValueFactory = _ => "mermaid",
        };
        format.AcceptOnlyFromAmong("mermaid", "dot");
        var command = new Command("graph", "Draws the states of a ticket.") { policy, format };
        command.SetAction(parsed =>
        {
            var workflow = PolicyDocument.Load(parsed.GetValue(policy)!, terminal).Workflow;
            terminal.Out.Write(parsed.GetValue(format) == "dot" ? workflow.ToDot() : workflow.ToMermaid());
            return ExitCodes.Success;
        });
        return command;
    }
}
