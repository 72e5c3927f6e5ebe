using System.Globalization;

namespace SupportKit.Cli;

/// <summary>Writes what two policies decide otherwise.</summary>
internal static class DiffReport
{
    public static void WriteText(PolicyComparison comparison, DocumentChanges documents, Screen screen)
    {
        foreach (var aspect in comparison.Changes.GroupBy(change => change.Aspect))
        {
            screen.Line((aspect.Key, Ink.Strong));
            foreach (var change in aspect)
            {
                screen.Line(
                    ("  ", Ink.Plain),
                    (change.From, Ink.Bad),
                    (" → ", Ink.Plain),
                    (change.To, Ink.Good),
                    (
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $": {change.Count:N0} combination{(change.Count.IsOne ? "" : "s")}{(change.IsPossibly ? ", if they can happen" : "")}"
                        ),
                        Ink.Plain
                    )
                );
                foreach (var (text, _) in change.Examples)
                    screen.Line($"    {text}");
            }
        }
        List(screen, "only the old policy has", documents.OnlyOld);
        List(screen, "only the new policy has", documents.OnlyNew);
        List(screen, "calendars that count otherwise", documents.Calendars);
        if (comparison.Compared.IsZero)
            screen.Line("nothing to compare: there is no request that both policies take");
        else if (comparison.Changes.Count == 0)
            screen.Line(
                ("no change", Ink.Good),
                (
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $": all {comparison.Compared:N0} combinations of facts that both take get the same decision"
                    ),
                    Ink.Plain
                )
            );
        else
            screen.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{comparison.Changes.Count} change{(comparison.Changes.Count == 1 ? "" : "s")} among {comparison.Compared:N0} combinations of facts"
                )
            );
        List(screen, "sections that differ and are not compared", documents.NotCompared);
    }

    public static string Json(PolicyComparison comparison, DocumentChanges documents) =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteString("compared", comparison.Compared.ToString(CultureInfo.InvariantCulture));
                    writer.List(
                        "changes",
                        comparison.Changes,
                        change =>
                            writer.Object(
                                null,
                                () =>
                                {
                                    writer.WriteString("aspect", change.Aspect);
                                    writer.WriteString("from", change.From);
                                    writer.WriteString("to", change.To);
                                    // Counts may be larger than the numbers of JSON readers.
                                    writer.WriteString("count", change.Count.ToString(CultureInfo.InvariantCulture));
                                    writer.WriteBoolean("possibly", change.IsPossibly);
                                    writer.List(
                                        "examples",
                                        change.Examples,
                                        example =>
                                            writer.Object(
                                                null,
                                                () =>
                                                {
                                                    writer.WriteString("text", example.Text);
                                                    writer.Facts("facts", example.Facts);
                                                }
                                            )
                                    );
                                }
                            )
                    );
                    writer.List("onlyOld", documents.OnlyOld, writer.WriteStringValue);
                    writer.List("onlyNew", documents.OnlyNew, writer.WriteStringValue);
                    writer.List("calendars", documents.Calendars, writer.WriteStringValue);
                    writer.List("notCompared", documents.NotCompared, writer.WriteStringValue);
                }
            )
        );

    private static void List(Screen screen, string what, IReadOnlyCollection<string> names)
    {
        if (names.Count > 0)
            screen.Line($"{what}: {string.Join(", ", names)}");
    }
}
