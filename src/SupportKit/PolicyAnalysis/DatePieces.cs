using NodaTime;
using NodaTime.Text;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Days in ascending order, without a gap: the spans between the bounds that rules name, where each day that a rule names is a span of
/// its own.
/// </summary>
internal sealed class DatePieces : IPieceOrder
{
    private static readonly LocalDate Any = new(2026, 1, 1);

    private readonly LocalDate[] begins;

    private DatePieces(LocalDate[] begins) => this.begins = begins;

    public static (IEnumerable<ValueClass>, IPieceOrder?) Split(
        IEnumerable<FactValue> named,
        IEnumerable<Condition.InDates> spans
    )
    {
        var days = named.Select(value => LocalDatePattern.Iso.Parse(value.Text).Value);
        LocalDate[] begins =
        [
            .. days.SelectMany(day => new[] { day, Next(day) })
                .Concat(spans.SelectMany(span => new[] { span.From, span.Until }))
                .OfType<LocalDate>()
                .Append(FactDeclaration.FirstDay)
                .Distinct()
                .Order(),
        ];
        return (
            begins.Select((begin, i) => Piece(begin, i + 1 < begins.Length ? begins[i + 1] : null)),
            new DatePieces(begins)
        );
    }

    public (int From, int Until) Where(Condition leaf)
    {
        var span = (Condition.InDates)leaf;
        return (
            span.From is { } from ? CountBefore(from) : 0,
            span.Until is { } until ? CountBefore(until) : begins.Length
        );
    }

    private static ValueClass Piece(LocalDate begin, LocalDate? end)
    {
        var isFirst = begin == FactDeclaration.FirstDay;
        if (isFirst && end is null)
            return new ValueClass(Text(Any)) { IsRest = true };
        if (end == Next(begin) || begin == FactDeclaration.LastDay)
            return new ValueClass(Text(begin));
        // Of the first, the last day reads better in an example.
        return new ValueClass(Text(isFirst ? end!.Value.PlusDays(-1) : begin))
        {
            From = isFirst ? null : Text(begin),
            Before = end is { } until ? Text(until) : null,
        };
    }

    private int CountBefore(LocalDate bound)
    {
        var at = Array.BinarySearch(begins, bound);
        return at < 0 ? ~at : at;
    }

    private static LocalDate? Next(LocalDate day) => day == FactDeclaration.LastDay ? null : day.PlusDays(1);

    private static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
