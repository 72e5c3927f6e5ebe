using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace SupportKit.Rules;

/// <summary>
/// What must be known about a request for a rule to apply. Logic is two-valued: an unknown fact equals nothing and
/// is in no range, so only <see cref="Negated"/> and <see cref="Exists"/> can hold on it. Immutable.
/// </summary>
internal abstract record Condition
{
    private protected Condition() { }

    /// <summary>Holds for every request.</summary>
    public static Condition Always { get; } = new AllOf([]);

    /// <summary>Whether the condition holds on these facts. Allocates nothing.</summary>
    public abstract bool Holds(FactSet facts);

    /// <summary>The first part that fails on these facts, with the value seen; null when the condition holds.</summary>
    public ConditionFailure? FirstFailure(FactSet facts) => Holds(facts) ? null : Failure(facts);

    private protected abstract ConditionFailure Failure(FactSet facts);

    /// <summary>A condition on one fact, which has no parts.</summary>
    public abstract record OfFact(string Fact) : Condition
    {
        private readonly int hash = Fact.GetHashCode(StringComparison.Ordinal);

        /// <summary>The fact's value; null when it is not known.</summary>
        private protected FactValue? ValueIn(FactSet facts) => facts.Find(Fact, hash);

        private protected sealed override ConditionFailure Failure(FactSet facts) =>
            new(Fact, ToString(), ValueIn(facts));
    }

    /// <summary>The fact has one of the values.</summary>
    public sealed record EqualsAny(string Fact, ImmutableArray<FactValue> Values) : OfFact(Fact)
    {
        /// <inheritdoc/>
        public override bool Holds(FactSet facts) => ValueIn(facts) is { } value && Values.Contains(value);

        /// <inheritdoc/>
        public override string ToString() => $"{Fact} = {string.Join(" | ", Values)}";
    }

    /// <summary>The fact is known, or is not.</summary>
    public sealed record Exists(string Fact, bool Known) : OfFact(Fact)
    {
        /// <inheritdoc/>
        public override bool Holds(FactSet facts) => ValueIn(facts).HasValue == Known;

        /// <inheritdoc/>
        public override string ToString() => Known ? $"{Fact} is known" : $"{Fact} is not known";
    }

    /// <summary>The fact is a number between the bounds, included unless it is said otherwise; a null bound is open.</summary>
    public sealed record InRange(string Fact, decimal? AtLeast, decimal? AtMost) : OfFact(Fact)
    {
        /// <summary>Whether the lower bound itself is not in the range.</summary>
        public bool IsAbove { get; init; }

        /// <summary>Whether the upper bound itself is not in the range.</summary>
        public bool IsBelow { get; init; }

        /// <inheritdoc/>
        public override bool Holds(FactSet facts) =>
            ValueIn(facts) is { Kind: FactValueKind.Number, Number: var number }
            && (AtLeast is not { } low || (IsAbove ? number > low : number >= low))
            && (AtMost is not { } high || (IsBelow ? number < high : number <= high));

        /// <inheritdoc/>
        public override string ToString()
        {
            var low = AtLeast is null
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $"{AtLeast} {(IsAbove ? "<" : "≤")} ");
            var high = AtMost is null
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $" {(IsBelow ? "<" : "≤")} {AtMost}");
            return low + Fact + high;
        }
    }

    /// <summary>The fact is a text that begins with, or holds, another; case is ignored, by ordinal comparison.</summary>
    public sealed record TextMatch(string Fact, string Part, bool AtStart) : OfFact(Fact)
    {
        /// <inheritdoc/>
        public override bool Holds(FactSet facts) =>
            ValueIn(facts) is { Kind: FactValueKind.Text, Text: var text }
            && (
                AtStart
                    ? text.StartsWith(Part, StringComparison.OrdinalIgnoreCase)
                    : text.Contains(Part, StringComparison.OrdinalIgnoreCase)
            );

        /// <inheritdoc/>
        public override string ToString() => $"{Fact} {(AtStart ? "starts with" : "contains")} \"{Part}\"";
    }

    /// <summary>The fact is an instant from one bound, included, to the other, excluded; a null bound is open.</summary>
    public sealed record InInterval(string Fact, Instant? From, Instant? Until) : OfFact(Fact)
    {
        /// <inheritdoc/>
        public override bool Holds(FactSet facts) =>
            ValueIn(facts) is { Kind: FactValueKind.Text, Text: var text }
            && InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var instant }
            && (From is not { } from || instant >= from)
            && (Until is not { } until || instant < until);

        /// <inheritdoc/>
        public override string ToString() =>
            $"{Fact}{(From is null ? "" : $" from {From}")}{(Until is null ? "" : $" before {Until}")}";
    }

    /// <summary>The fact is a day from one bound, included, to the other, excluded; a null bound is open.</summary>
    public sealed record InDates(string Fact, LocalDate? From, LocalDate? Until) : OfFact(Fact)
    {
        /// <inheritdoc/>
        public override bool Holds(FactSet facts) =>
            ValueIn(facts) is { Kind: FactValueKind.Text, Text: var text }
            && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day }
            && (From is not { } from || day >= from)
            && (Until is not { } until || day < until);

        /// <inheritdoc/>
        public override string ToString() => $"{Fact}{Bound("from", From)}{Bound("before", Until)}";

        private static string Bound(string word, LocalDate? day) =>
            day is { } at ? $" {word} {LocalDatePattern.Iso.Format(at)}" : "";
    }

    /// <summary>Holds when every part holds, and always when there are no parts.</summary>
    public sealed record AllOf(ImmutableArray<Condition> Parts) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(FactSet facts)
        {
            foreach (var part in Parts)
            {
                if (!part.Holds(facts))
                    return false;
            }
            return true;
        }

        private protected override ConditionFailure Failure(FactSet facts) =>
            Parts.First(part => !part.Holds(facts)).Failure(facts);

        /// <inheritdoc/>
        public override string ToString() => Parts.IsEmpty ? "always" : string.Join(" and ", Parts);
    }

    /// <summary>Holds when at least one part holds, and never when there are no parts.</summary>
    public sealed record AnyOf(ImmutableArray<Condition> Parts) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(FactSet facts)
        {
            foreach (var part in Parts)
            {
                if (part.Holds(facts))
                    return true;
            }
            return false;
        }

        private protected override ConditionFailure Failure(FactSet facts) =>
            Parts.IsEmpty ? new("", ToString(), null) : Parts[0].Failure(facts) with { Wanted = ToString() };

        /// <inheritdoc/>
        public override string ToString() => $"({string.Join(" or ", Parts)})";
    }

    /// <summary>Holds when the part does not; an equality on an unknown fact does not hold, for example.</summary>
    /// <param name="Part">What must not hold.</param>
    /// <param name="Fact">The fact an explanation shows: the one the part is about, or the first of several.</param>
    public sealed record Negated(Condition Part, string Fact) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(FactSet facts) => !Part.Holds(facts);

        private protected override ConditionFailure Failure(FactSet facts) => new(Fact, ToString(), facts[Fact]);

        /// <inheritdoc/>
        public override string ToString() => $"not {Part}";
    }
}

/// <summary>Why a condition does not hold.</summary>
/// <param name="Fact">The fact that decided, or the first of several.</param>
/// <param name="Wanted">The part that failed, e.g. <c>environment = PROD</c>.</param>
/// <param name="Seen">The value seen; null when the fact is not known.</param>
internal sealed record ConditionFailure(string Fact, string Wanted, FactValue? Seen);
