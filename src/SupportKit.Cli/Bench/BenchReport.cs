using System.Globalization;

namespace SupportKit.Cli;

/// <summary>Writes how fast a policy decides.</summary>
internal static class BenchReport
{
    public static void WriteText(IReadOnlyList<BenchRun> measured, int tests, Screen screen)
    {
        screen.Line(
            string.Create(CultureInfo.InvariantCulture, $"One core, {tests:N0} tests; each figure is for one decision.")
        );
        screen.Table(
            ["decisions", "different", "per second", "median", "10 % below", "10 % above", "allocated"],
            measured.Select(one =>
                (string[])
                    [
                        one.Kind,
                        one.Count.ToString("N0", CultureInfo.InvariantCulture),
                        one.PerSecond.ToString("N0", CultureInfo.InvariantCulture),
                        Time(one.Median),
                        Time(one.Low),
                        Time(one.High),
                        string.Create(CultureInfo.InvariantCulture, $"{one.Bytes:N0} B"),
                    ]
            ),
            1,
            2,
            3,
            4,
            5,
            6
        );
    }

    public static string Json(IReadOnlyList<BenchRun> measured, Policy policy) =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteString("policy", policy.Id);
                    writer.WriteString("version", policy.Version);
                    writer.List(
                        "kinds",
                        measured,
                        one =>
                            writer.Object(
                                null,
                                () =>
                                {
                                    writer.WriteString("kind", one.Kind);
                                    writer.WriteNumber("different", one.Count);
                                    writer.WriteNumber("perSecond", Math.Round(one.PerSecond));
                                    writer.WriteNumber("medianNanoseconds", Math.Round(one.Median));
                                    writer.WriteNumber("lowNanoseconds", Math.Round(one.Low));
                                    writer.WriteNumber("highNanoseconds", Math.Round(one.High));
                                    writer.WriteNumber("allocatedBytes", Math.Round(one.Bytes));
                                }
                            )
                    );
                }
            )
        );

    private static string Time(double nanoseconds) =>
        nanoseconds < 10_000
            ? string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:N0} ns")
            : string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1000:N1} µs");
}
