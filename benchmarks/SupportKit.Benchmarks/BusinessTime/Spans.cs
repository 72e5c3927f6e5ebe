using NodaTime;

namespace SupportKit.Benchmarks.BusinessTime;

/// <summary>How far an operation reaches.</summary>
public enum Span
{
    /// <summary>Four hours of open time.</summary>
    Hours4,

    /// <summary>Twenty business days of eight hours.</summary>
    Days20,

    /// <summary>Two hundred business days of eight hours.</summary>
    Days200,

    /// <summary>A year: 2016 open hours, 252 business days.</summary>
    Year1,
}

internal static class Spans
{
    internal static Duration Open(this Span span) =>
        span switch
        {
            Span.Hours4 => Duration.FromHours(4),
            Span.Days20 => Duration.FromHours(160),
            Span.Days200 => Duration.FromHours(1600),
            _ => Duration.FromHours(2016),
        };

    internal static Duration Elapsed(this Span span) =>
        span switch
        {
            Span.Hours4 => Duration.FromHours(4),
            Span.Days20 => Duration.FromDays(28),
            Span.Days200 => Duration.FromDays(290),
            _ => Duration.FromDays(365),
        };

    internal static int Days(this Span span) =>
        span switch
        {
            Span.Hours4 => 1,
            Span.Days20 => 20,
            Span.Days200 => 200,
            _ => 252,
        };
}
