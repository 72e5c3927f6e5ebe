using System.Globalization;
using System.Text;

namespace SupportKit.Workflows;

/// <summary>Writes a workflow as a Mermaid <c>stateDiagram-v2</c>: substates inside their parent, categories as classes.</summary>
internal static class MermaidDiagram
{
    public static string Of(Workflow workflow)
    {
        var names = new DiagramNames(workflow);
        var text = new StringBuilder("stateDiagram-v2\n");
        foreach (var state in names.Below(null))
            AppendState(text, names, state, "    ");
        text.Append(CultureInfo.InvariantCulture, $"    [*] --> {names.IdOf(workflow.Initial)}\n");
        foreach (var permit in workflow.Permits)
        {
            var (from, to) = (names.IdOf(permit.State), names.IdOf(permit.To));
            text.Append(CultureInfo.InvariantCulture, $"    {from} --> {to} : {Escape(names.LabelOf(permit))}\n");
        }
        var byCategory = workflow.States.GroupBy(workflow.CategoryOf).OrderBy(group => group.Key).ToList();
        foreach (var closed in byCategory.Where(group => group.Key == StateCategory.Closed).SelectMany(group => group))
            text.Append(CultureInfo.InvariantCulture, $"    {names.IdOf(closed)} --> [*]\n");
        foreach (var category in byCategory)
        {
            // Mermaid takes no hyphen in the name of a class.
            var name = DiagramColors.NameOf(category.Key).Replace('-', '_');
            var fill = DiagramColors.FillOf(category.Key);
            text.Append(CultureInfo.InvariantCulture, $"    classDef {name} fill:{fill},color:{DiagramColors.Text}\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"    class {string.Join(',', category.Select(names.IdOf))} {name}\n"
            );
        }
        return text.ToString();
    }

    private static void AppendState(StringBuilder text, DiagramNames names, string state, string indent)
    {
        text.Append(CultureInfo.InvariantCulture, $"{indent}state \"{Escape(state)}\" as {names.IdOf(state)}");
        var substates = names.Below(state).ToList();
        if (substates.Count > 0)
        {
            text.Append(" {\n");
            foreach (var substate in substates)
                AppendState(text, names, substate, indent + "    ");
            text.Append(indent).Append('}');
        }
        text.Append('\n');
    }

    // Mermaid has no escapes but its own form of entities, so every character with a meaning is written as one.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '_' or '.' or ',' or '=' or '[' or ']')
                escaped.Append(rune.ToString());
            else
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }
        return escaped.ToString();
    }
}
