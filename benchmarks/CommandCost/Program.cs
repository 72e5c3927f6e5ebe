using System.Globalization;
using SupportKit.CommandCost;

// CommandCost serve memory|sqlite|CONNECTION: does what standard input asks for ("opening 50"), and says what it cost.
// CommandCost compare BEFORE AFTER REPORT COMMIT: two builds of this program against each other, in turns; writes the ratios into the report.
// benchmarks/command-cost.sh builds both and calls this.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["serve", var store])
{
    await using var desk = await MeasuredDesk.OpenAsync(store);
    while (Console.ReadLine()?.Split(' ') is [var act, var count])
    {
        var (microseconds, bytes) = await desk.MeasureAsync(act, int.Parse(count));
        Console.WriteLine($"{microseconds:F3} {bytes}");
    }
    return 0;
}
if (args is ["compare", var before, var after, var report, var commit])
    return await Comparison.RunAsync(before, after, report, commit);
Console.Error.WriteLine("CommandCost compare BEFORE AFTER REPORT COMMIT; see benchmarks/command-cost.sh.");
return 2;
