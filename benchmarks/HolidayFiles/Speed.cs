using System.Diagnostics;
using System.Text;
using Ical.Net;
using NodaTime;
using SupportKit.BusinessTime;

/// <summary>What reading a megabyte of 5,000 yearly events costs: the best of ten runs, what it allocates, what it keeps.</summary>
internal static class Speed
{
    internal static void Write(TextWriter report)
    {
        var text = Text();
        report.WriteLine($"{text.Length} characters, 5,000 events");
        report.WriteLine();
        report.WriteLine("| reader | best of ten | allocated | kept |");
        report.WriteLine("|---|--:|--:|--:|");
        Measure("SupportKit", () => ICalendarHolidays.Parse(text), report);
        Measure("Ical.Net 5.2.4", () => Calendar.Load(text)!, report);
    }

    private static string Text()
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Made up//EN\r\n");
        for (var i = 0; i < 5000; i++)
        {
            var date = new LocalDate(2020, 1, 1).PlusDays(i % 366);
            text.Append(
                    $"BEGIN:VEVENT\r\nUID:{i}@example.com\r\nDTSTAMP:20200101T000000Z\r\nDTSTART;VALUE=DATE:{date:uuuuMMdd}\r\n"
                )
                .Append($"DTEND;VALUE=DATE:{date.PlusDays(1):uuuuMMdd}\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Holiday {i}\r\n")
                .Append("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
        }

        return text.Append("END:VCALENDAR\r\n").ToString();
    }

    private static void Measure<T>(string name, Func<T> read, TextWriter report)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var watch = Stopwatch.StartNew();
            read();
            best = watch.Elapsed < best ? watch.Elapsed : best;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        read();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var kept = read();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(kept);
        report.WriteLine(
            $"| {name} | {best.TotalMilliseconds:F1} ms | {allocated / 1e6:F1} MB | {(after - before) / 1e6:F2} MB |"
        );
    }
}
