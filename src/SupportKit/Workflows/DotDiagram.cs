using System.Globalization;
using System.Text;

namespace SupportKit.Workflows;

/// <summary>Writes a workflow in Graphviz's DOT: a state with substates is a cluster that holds a node for itself.</summary>
internal static class DotDiagram
{
    public static string Of(Workflow workflow)
    {
        var names = new DiagramNames(workflow);
        var text = new StringBuilder("digraph workflow {\n");
        text.Append("    compound=true;\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"    node [shape=box, style=\"rounded,filled\", fontcolor=\"{DiagramColors.Text}\"];\n"
        );
        text.Append("    start [shape=point, label=\"\"];\n");
        foreach (var state in names.Below(null))
            AppendState(text, workflow, names, state, "    ");
        text.Append(CultureInfo.InvariantCulture, $"    start -> {names.IdOf(workflow.Initial)};\n");
        foreach (var permit in workflow.Permits)
        {
            var (from, to) = (names.IdOf(permit.State), names.IdOf(permit.To));
            // An inherited way is drawn from the edge of the cluster, unless it leads to one of the substates.
            var tail =
                names.Below(permit.State).Any() && !workflow.IsIn(permit.To, permit.State)
                    ? $", ltail=cluster_{from}"
                    : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"    {from} -> {to} [label=\"{Escape(names.LabelOf(permit))}\"{tail}];\n"
            );
        }
        return text.Append("}\n").ToString();
    }

    private static void AppendState(
        StringBuilder text,
        Workflow workflow,
        DiagramNames names,
        string state,
        string indent
    )
    {
        var (id, category) = (names.IdOf(state), workflow.CategoryOf(state));
        var substates = names.Below(state).ToList();
        if (substates.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}subgraph cluster_{id} {{\n");
            AppendNode(indent + "    ");
            foreach (var substate in substates)
                AppendState(text, workflow, names, substate, indent + "    ");
            text.Append(indent).Append("}\n");
        }
        else
        {
            AppendNode(indent);
        }

        void AppendNode(string at) =>
            text.Append(
                CultureInfo.InvariantCulture,
                $"{at}{id} [label=\"{Escape(state)}\", class=\"{DiagramColors.NameOf(category)}\", fillcolor=\"{DiagramColors.FillOf(category)}\"{(category == StateCategory.Closed ? ", peripheries=2" : "")}];\n"
            );
    }

    // Graphviz reads backslashes and HTML entities in labels.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            escaped.Append(
                character switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '&' => "&amp;",
                    _ when char.IsControl(character) => " ",
                    _ => character.ToString(),
                }
            );
        }
        return escaped.ToString();
    }
}
