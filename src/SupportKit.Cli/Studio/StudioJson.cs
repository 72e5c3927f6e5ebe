using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using SupportKit.Decisions;

namespace SupportKit.Cli;

/// <summary>Writes what the page is answered.</summary>
internal static class StudioJson
{
    // With minutes of the offset always, as browsers read it; to the microsecond, since a promise breaks one after it is due.
    private static readonly OffsetDateTimePattern Instants = OffsetDateTimePattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFo<+HH:mm>"
    );

    /// <summary>The file as it is on the disk.</summary>
    public static string OfFile(StudioFile file)
    {
        var (text, version) = file.Read();
        return ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteString("path", file.Path);
                    writer.WriteString("testPath", file.TestPath);
                    writer.WriteString("text", text);
                    writer.WriteString("version", version);
                }
            )
        );
    }

    /// <summary>What keeps a question from being answered.</summary>
    public static string Of(ToolException problem) =>
        ToolJson.Of(writer => writer.Object(null, () => Write(writer, problem)));

    /// <summary>What is wrong with a text, the policy it makes unless the page knows it, and what that does with the request.</summary>
    public static string Of(StudioCheck check, string? known, StudioStory? story, ToolException? problem) =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.List("findings", check.Findings, finding => Write(writer, finding));
                    if (check.Usable is { } policy)
                    {
                        writer.WriteString("policy", policy.Version);
                        if (policy.Version != known)
                            writer.Object("model", () => StudioModel.Write(writer, policy));
                    }
                    if (story is not null)
                        writer.Object("story", () => Write(writer, story));
                    if (problem is not null)
                        writer.Object("problem", () => Write(writer, problem));
                }
            )
        );

    /// <summary>An instant in the policy's zone, with its offset.</summary>
    public static void At(this Utf8JsonWriter writer, string name, Instant at, Policy policy) =>
        writer.WriteString(name, TextOf(at, policy));

    /// <summary>An instant in the policy's zone, with its offset.</summary>
    public static string TextOf(Instant at, Policy policy) =>
        Instants.Format(at.InZone(policy.TimeZone).ToOffsetDateTime());

    private static void Write(Utf8JsonWriter writer, Finding finding) =>
        writer.Object(
            null,
            () =>
            {
                writer.WriteString("severity", FindingJson.WordOf(finding.Severity));
                writer.WriteString("code", finding.Problem.Code);
                writer.WriteString("path", finding.Problem.Path);
                writer.WriteNumber("line", finding.Place.Line);
                writer.WriteNumber("column", finding.Place.Column);
                writer.WriteNumber("length", finding.Place.Length);
                writer.WriteString("message", finding.Problem.Message);
                writer.WriteString("remedy", finding.Problem.Remedy);
                if (finding.Example is { Count: > 0 } example)
                    writer.Facts("example", example);
            }
        );

    private static void Write(Utf8JsonWriter writer, ToolException problem)
    {
        writer.WriteString("code", problem.Code);
        writer.WriteString("place", problem.Place);
        writer.WriteString("cause", problem.Cause);
        writer.WriteString("remedy", problem.Remedy);
    }

    private static void Write(Utf8JsonWriter writer, StudioStory story)
    {
        var (policy, opening) = (story.Policy, story.Opening);
        writer.WriteString("verdict", Outcomes.VerdictOf(opening));
        writer.WriteString("rule", Outcomes.ScopeRuleOf(opening));
        if (opening is Decision.Refused { Refusal: var refusal })
        {
            writer.WriteString("code", refusal.Code);
            writer.WriteString("reason", refusal.Reason);
        }
        writer.WriteString("told", Outcomes.ToldBy(opening).Trim());
        writer.WriteString("explanation", opening.Explain().ToText("en"));
        StudioTrace.Write(writer, opening);
        writer.At("start", story.Test.At, policy);
        writer.At("now", story.Now, policy);
        writer.At("end", story.End, policy);
        // As a test writes it, and a field for dates and times reads it.
        writer.WriteString("nowWritten", InstantText.WriteShort(story.Now, policy.TimeZone));
        writer.List("steps", story.Steps, step => WriteStep(writer, step));
        writer.List(
            "moments",
            story.Moments,
            moment =>
                writer.Object(
                    null,
                    () =>
                    {
                        writer.At("at", moment.At, policy);
                        writer.WriteString("metric", moment.Metric);
                        writer.WriteString("what", moment.What);
                    }
                )
        );
        writer.List(
            "actions",
            story.Actions(),
            action =>
                writer.Object(
                    null,
                    () =>
                    {
                        writer.WriteString("do", action.Do);
                        writer.WriteBoolean("byRequester", action.ByRequester);
                        if (action.Refusal is { } no)
                            writer.WriteString("refused", no.Reason);
                    }
                )
        );
        if (story.Ticket is { } ticket)
            writer.Object("ticket", () => StudioLanes.Write(writer, story, ticket));
    }

    private static void WriteStep(Utf8JsonWriter writer, Decision? step) =>
        writer.Object(
            null,
            () =>
            {
                if (step is Decision.Refused { Refusal: var refusal })
                {
                    writer.WriteString("code", refusal.Code);
                    writer.WriteString("refused", refusal.Reason);
                }
                else if (step is Decision.Accepted { Ticket.State: var state })
                    writer.WriteString("state", state);
            }
        );
}
