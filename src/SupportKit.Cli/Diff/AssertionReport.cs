using System.Globalization;

namespace SupportKit.Cli;

/// <summary>Writes what became of assertions.</summary>
internal static class AssertionReport
{
    public static void WriteText(IReadOnlyList<AssertionResult> results, DocumentChanges documents, Screen screen)
    {
        foreach (var result in results)
        {
            screen.Line(
                (result.Holds ? "holds " : "fails ", result.Holds ? Ink.Good : Ink.Bad),
                (result.Assertion.Name, Ink.Strong),
                (result.Holds && result.Asked.IsZero ? " (there is no such request)" : "", Ink.Doubtful)
            );
            foreach (var example in result.Examples)
            {
                screen.Line($"    {example.Text}");
                screen.Line($"        old: {example.Old}");
                screen.Line($"        new: {example.Now}");
            }
            if (!result.Holds)
                screen.Line(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"    against it: {result.Against:N0} of {result.Asked:N0} combinations of facts{(result.IsPossibly ? ", if they can happen" : "")}"
                    )
                );
        }
        var failed = results.Count(result => !result.Holds);
        screen.Line(
            (failed == 0 ? "ok" : "failed", failed == 0 ? Ink.Good : Ink.Bad),
            (
                string.Create(
                    CultureInfo.InvariantCulture,
                    $" {results.Count - failed} of {results.Count} assertions hold for all requests that both policies take"
                ),
                Ink.Plain
            )
        );
        foreach (var (what, names) in Apart(documents))
            screen.Line(($"not asserted: {what}: {string.Join(", ", names)}", Ink.Doubtful));
    }

    public static string Json(IReadOnlyList<AssertionResult> results, DocumentChanges documents) =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteBoolean("hold", results.All(result => result.Holds));
                    writer.List("assertions", results, result => writer.Object(null, () => Write(writer, result)));
                    foreach (var (what, names) in Apart(documents))
                        writer.List(Member(what), names, writer.WriteStringValue);
                }
            )
        );

    private static void Write(System.Text.Json.Utf8JsonWriter writer, AssertionResult result)
    {
        writer.WriteString("name", result.Assertion.Name);
        writer.WriteBoolean("holds", result.Holds);
        // Counts may be larger than the numbers of JSON readers.
        writer.WriteString("against", result.Against.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("asked", result.Asked.ToString(CultureInfo.InvariantCulture));
        writer.WriteBoolean("possibly", result.IsPossibly);
        writer.List(
            "examples",
            result.Examples,
            example =>
                writer.Object(
                    null,
                    () =>
                    {
                        writer.WriteString("text", example.Text);
                        writer.Facts("facts", example.Facts);
                        writer.WriteString("old", example.Old);
                        writer.WriteString("new", example.Now);
                    }
                )
        );
    }

    // What no assertion speaks of, although a request may fare otherwise by it.
    private static IEnumerable<(string What, IReadOnlyCollection<string> Names)> Apart(DocumentChanges documents) =>
        new (string What, IReadOnlyCollection<string> Names)[]
        {
            ("only the old policy has", documents.OnlyOld),
            ("only the new policy has", documents.OnlyNew),
            ("sections that differ and are not compared", documents.NotAsserted),
        }.Where(apart => apart.Names.Count > 0);

    private static string Member(string what) =>
        what switch
        {
            "only the old policy has" => "onlyOld",
            "only the new policy has" => "onlyNew",
            _ => "notCompared",
        };
}
