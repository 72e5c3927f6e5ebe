using System.Text.Json;
using SupportKit.PolicyAnalysis;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>Writes what the page makes its form and its drawing of the workflow from.</summary>
internal static class StudioModel
{
    public static void Write(Utf8JsonWriter writer, Policy policy)
    {
        var language = policy.Languages[0];
        writer.WriteString("id", policy.Id);
        writer.WriteString("name", policy.Name.Get(language));
        writer.WriteString("zone", policy.TimeZone.Id);
        writer.WriteBoolean("terms", policy.Terms is not null);
        writer.List("languages", policy.Languages, writer.WriteStringValue);
        writer.List("priorities", policy.Priorities, writer.WriteStringValue);
        writer.List("channels", policy.Channels, channel => WriteChoice(channel.Id, channel.Title.Get(language)));
        writer.List(
            "categories",
            policy.Intake.Categories,
            category =>
                writer.Object(
                    null,
                    () =>
                    {
                        writer.WriteString("id", category.Id);
                        writer.WriteString("title", category.Title.Get(language));
                        var form = policy.Intake.For(category.Id);
                        writer.WriteStartArray("fields");
                        Write(form.Required, "required");
                        Write(form.Recommended, "recommended");
                        Write(form.Optional, "optional");
                        writer.WriteEndArray();
                    }
                )
        );
        writer.WriteStartArray("facts");
        Write(
            policy.Facts.All.Where(fact =>
                fact.Source != FactSource.Form
                && RequestForm.IsStated(fact)
                && fact.Name is not ("category" or "channel" or "language")
            ),
            null
        );
        writer.WriteEndArray();
        WriteWorkflow(writer, policy, language);

        void WriteChoice(string id, string title) =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteString("id", id);
                    writer.WriteString("title", title);
                }
            );

        void Write(IEnumerable<FactDeclaration> facts, string? need)
        {
            foreach (var fact in facts)
                writer.Object(null, () => WriteFact(writer, fact, need, language));
        }
    }

    private static void WriteFact(Utf8JsonWriter writer, FactDeclaration fact, string? need, string language)
    {
        writer.WriteString("name", fact.Name);
        writer.WriteString("label", fact.Label.Get(language));
        writer.WriteString("help", fact.Help?.Get(language));
        writer.WriteString("type", fact.Type.ToString().ToLowerInvariant());
        writer.WriteString("source", fact.Source.ToString().ToLowerInvariant());
        writer.WriteString("need", need);
        writer.List("values", fact.Values, writer.WriteStringValue);
        if (fact.Min is { } min)
            writer.WriteNumber("min", min);
        if (fact.Max is { } max)
            writer.WriteNumber("max", max);
        writer.WriteBoolean("whole", fact.IsInteger);
    }

    private static void WriteWorkflow(Utf8JsonWriter writer, Policy policy, string language)
    {
        var workflow = policy.Workflow;
        var reached = WorkflowCheck.Reached(workflow);
        writer.WriteString("initial", workflow.Initial);
        writer.List(
            "states",
            workflow.States,
            state =>
                writer.Object(
                    null,
                    () =>
                    {
                        writer.WriteString("id", state);
                        writer.WriteString("title", workflow.TitleOf(state)?.Get(language) ?? state);
                        writer.WriteString("category", workflow.CategoryOf(state).ToString());
                        writer.WriteString("parent", workflow.ParentOf(state));
                        writer.WriteBoolean("reached", reached.Any(other => workflow.IsIn(other, state)));
                        writer.List(
                            "ways",
                            workflow.PermitsIn(state),
                            permit =>
                                writer.Object(
                                    null,
                                    () =>
                                    {
                                        writer.WriteString("trigger", permit.Trigger);
                                        writer.WriteString("to", permit.To);
                                        writer.WriteString("guard", permit.Guard?.ToString());
                                    }
                                )
                        );
                    }
                )
        );
    }
}
