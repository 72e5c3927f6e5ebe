using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.BusinessTime.Tests;

// HolidayFiles speed: reads a made-up megabyte with both, and writes what it costs.
// HolidayFiles <folder> [most files of one producer in one repository]: reads the .ics files of a folder, in which each
// repository is a folder named owner+name, with SupportKit and with Ical.Net, and writes the report to the console.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args[0] == "speed")
{
    Speed.Write(Console.Out);
    return;
}

var root = Path.GetFullPath(args[0]);
var most = args.Length > 1 ? int.Parse(args[1]) : int.MaxValue;
var files = Directory
    .EnumerateFiles(root, "*", SearchOption.AllDirectories)
    .Where(file => file.EndsWith(".ics", StringComparison.OrdinalIgnoreCase))
    .Order(StringComparer.Ordinal)
    .Select(file => HolidayFile.Read(root, file))
    .GroupBy(file => (file.Repository, file.Producer))
    .SelectMany(group => group.Take(most))
    .ToArray();
int Count(string outcome) => files.Count(file => file.Outcome.StartsWith(outcome, StringComparison.Ordinal));
Console.WriteLine("| | files |");
Console.WriteLine("|---|--:|");
Console.WriteLine(
    $"| of {files.Select(file => file.Producer).Distinct().Count()} producers in {files.Select(file => file.Repository).Distinct().Count()} repositories | {files.Length} |"
);
Console.WriteLine(
    $"| which Ical.Net cannot read | {files.Count(file => file.Outcome.Contains("Ical.Net refuses", StringComparison.Ordinal))} |"
);
Console.WriteLine($"| read with the same dates | {Count("same")} |");
Console.WriteLine($"| of these, once the caller leaves out events of a part of a day | {Count("same, without")} |");
Console.WriteLine($"| read with other dates | {Count("different")} |");
Console.WriteLine(
    $"| refused here, and read by Ical.Net | {files.Count(file => file.Outcome.Contains("(Ical.Net: ", StringComparison.Ordinal))} |"
);
Console.WriteLine();
Console.WriteLine("| repository | file | producer | events | left out | dates | outcome |");
Console.WriteLine("|---|---|---|--:|--:|--:|---|");
foreach (var file in files)
    Console.WriteLine(
        $"| {file.Repository} | {file.Path} | {file.Producer} | {file.Events} | {file.LeftOut} | {file.Dates} | {file.Outcome} |"
    );

internal sealed partial record HolidayFile(
    string Repository,
    string Path,
    string Producer,
    int Events,
    int LeftOut,
    int Dates,
    string Outcome
)
{
    private static readonly LocalDate First = new(2000, 1, 1);
    private static readonly LocalDate Last = new(2040, 12, 31);

    internal static HolidayFile Read(string root, string file)
    {
        var text = File.ReadAllText(file);
        var parts = System.IO.Path.GetRelativePath(root, file).Split('/', 2);
        var producer = ProducerLine().Match(text) is { Success: true } match ? match.Groups[1].Value.Trim() : "(none)";
        var events = EventLine().Count(text);
        var (repository, path) = (parts[0].Replace('+', '/'), parts[1].Replace('|', '/'));
        producer = producer.Replace('|', '/');
        HolidayFile Told(string outcome, int leftOut, int dates) =>
            new(repository, path, producer, events, leftOut, dates, outcome.Replace('|', '/').ReplaceLineEndings(" "));
        try
        {
            return Compare(text, ICalendarOptions.Default, wholeDays: false, Told);
        }
        catch (BusinessCalendarException refused)
            when (refused.Problems.All(problem => problem.Code == ICalendarErrors.EventTimed))
        {
            var wholeDays = new ICalendarOptions { Include = e => e.IsAllDay && ICalendarOptions.IsHoliday(e) };
            return Compare(text, wholeDays, wholeDays: true, Told);
        }
        catch (BusinessCalendarException refused)
        {
            var codes = refused
                .Problems.GroupBy(problem => problem.Code)
                .Select(group => $"{group.Count()} × {group.Key}");
            return Told(
                $"refused: {string.Join(", ", codes)}; line {refused.Problems[0].Path[5..]}: `{refused.Problems[0].Value}`{Theirs(text)}",
                0,
                0
            );
        }
    }

    private static HolidayFile Compare(
        string text,
        ICalendarOptions options,
        bool wholeDays,
        Func<string, int, int, HolidayFile> told
    )
    {
        var reading = ICalendarHolidays.Read(text, options);
        var ours = reading.Rules.SelectMany(rule => rule.Dates(First, Last)).ToHashSet();
        var timed = wholeDays ? ", without timed events" : "";
        try
        {
            var theirs = IcalNetReader.Dates(text, First, Last, wholeDays);
            var lacking = theirs.Except(ours).Order().ToArray();
            var more = ours.Except(theirs).Order().ToArray();
            return told(
                lacking.Length + more.Length == 0
                    ? $"same{timed}"
                    : $"different{timed}: {Some(more)} only here, {Some(lacking)} only in Ical.Net",
                reading.LeftOut.Length,
                ours.Count
            );
        }
        catch (Exception refused) when (refused is not OutOfMemoryException)
        {
            return told($"Ical.Net refuses: {refused.Message}", reading.LeftOut.Length, ours.Count);
        }
    }

    private static string Theirs(string text)
    {
        try
        {
            return $" (Ical.Net: {IcalNetReader.Dates(text, First, Last).Count} dates)";
        }
        catch (Exception refused) when (refused is not OutOfMemoryException)
        {
            return " (Ical.Net refuses it, too)";
        }
    }

    private static string Some(LocalDate[] dates) =>
        dates.Length == 0
            ? "0"
            : $"{dates.Length} ({string.Join(' ', dates.Take(3).Select(date => $"{date:uuuu-MM-dd}"))})";

    [GeneratedRegex(@"^PRODID[^:\r\n]*:([^\r\n]*)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ProducerLine();

    [GeneratedRegex(@"^BEGIN:VEVENT", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex EventLine();
}
