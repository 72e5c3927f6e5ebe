using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>Days of the week as they were written: <c>mon</c>, <c>mon-fri</c>, <c>fri-mon</c> or <c>mon,wed,sat-sun</c>.</summary>
internal sealed record WeekdaySet(string Text, int Mask)
{
    private static readonly string[] Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Whether the day is among them.</summary>
    internal bool Contains(IsoDayOfWeek day) => (Mask >> ((int)day - 1) & 1) != 0;

    internal static string Name(IsoDayOfWeek day) => Names[(int)day - 1];

    internal static WeekdaySet Of(IsoDayOfWeek day) => new(Name(day), 1 << ((int)day - 1));

    internal static IsoDayOfWeek? ReadDay(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (text.SequenceEqual(Names[i]))
                return (IsoDayOfWeek)(i + 1);
        }

        return null;
    }

    internal static WeekdaySet Read(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var mask = 0;
        foreach (var part in text.AsSpan().Split(','))
        {
            var days = ReadPart(text.AsSpan(part));
            if (days == 0 || (mask & days) != 0)
            {
                throw CalendarFault.At(
                    BusinessCalendarErrors.DaysUnreadable,
                    path,
                    text,
                    "Days are mon, tue, wed, thu, fri, sat, sun, a range such as mon-fri, or a list such as mon,wed; each day once."
                );
            }

            mask |= days;
        }

        return new WeekdaySet(text, mask);
    }

    private static int ReadPart(ReadOnlySpan<char> part)
    {
        var dash = part.IndexOf('-');
        var first = ReadDay(dash < 0 ? part : part[..dash]);
        var last = dash < 0 ? first : ReadDay(part[(dash + 1)..]);
        if (first is null || last is null)
            return 0;
        var mask = 0;
        for (var day = (int)first - 1; ; day = (day + 1) % 7)
        {
            mask |= 1 << day;
            if (day == (int)last - 1)
                return mask;
        }
    }
}
