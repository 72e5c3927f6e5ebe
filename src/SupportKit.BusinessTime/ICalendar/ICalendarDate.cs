using NodaTime;
using NodaTime.Text;

namespace SupportKit.BusinessTime;

/// <summary>Dates of all-day events: <c>DTSTART;VALUE=DATE:20261225</c>.</summary>
internal static class ICalendarDate
{
    private static readonly LocalDatePattern Pattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    internal static LocalDate Single(ContentLine line)
    {
        ExpectDate(line);
        return Read(line, line.Value);
    }

    internal static IEnumerable<LocalDate> List(ContentLine line)
    {
        ExpectDate(line);
        return line.Value.Split(',').Select(text => Read(line, text));
    }

    internal static LocalDate Read(ContentLine line, string text)
    {
        var read = Pattern.Parse(text);
        if (!read.Success)
            throw line.Invalid($"'{text}' is not a date; one is written 20261225.");
        return Horizon.Contains(read.Value)
            ? read.Value
            : throw line.Fault(BusinessCalendarErrors.DateInvalid, "Dates are from 19000101 to 22001231.");
    }

    private static void ExpectDate(ContentLine line)
    {
        if (!"DATE".Equals(line.Parameter("VALUE"), StringComparison.OrdinalIgnoreCase))
        {
            throw line.Unsupported(
                $"A holiday is an all-day event, so this is written {line.Name};VALUE=DATE:20261225. Remove timed events."
            );
        }
    }
}
