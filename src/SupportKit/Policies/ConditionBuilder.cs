using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace SupportKit.Policies;

/// <summary>
/// A condition for <see cref="PolicyBuilder"/>: what stands under <c>when</c> in the document. Immutable; whether facts
/// and values exist is checked when the policy is built.
/// </summary>
public sealed class ConditionBuilder
{
    private readonly JsonObject map;

    private ConditionBuilder(JsonObject map) => this.map = map;

    /// <summary>A condition that holds for every request.</summary>
    public static ConditionBuilder Always { get; } = new([]);

    /// <summary>A condition on one fact; for <c>category</c>, <c>channel</c> and the like the desk's own names.</summary>
    public static FactTest Fact(string name) => new(name);

    /// <summary>The calendar is open when the request comes.</summary>
    public static ConditionBuilder During(string calendar) => new(new JsonObject { ["during"] = calendar });

    /// <summary>The request comes on one of these days: <c>monday</c> … <c>sunday</c>, in the policy's time zone.</summary>
    public static ConditionBuilder On(params ReadOnlySpan<string> weekdays) =>
        new(new JsonObject { ["weekday"] = Texts(weekdays) });

    /// <summary>
    /// The request is taken up on one of these days, <c>monday</c> … <c>sunday</c> in the calendar's time zone: on the day it comes while the
    /// calendar is open, or else on the day of the next opening.
    /// </summary>
    public static ConditionBuilder OnBusinessDay(string calendar, params ReadOnlySpan<string> weekdays) =>
        new(new JsonObject { ["businessDay"] = new JsonObject { [calendar] = Texts(weekdays) } });

    /// <summary>The requester's plan brings the entitlement.</summary>
    public static ConditionBuilder EntitledTo(string entitlement) =>
        new(new JsonObject { ["entitledTo"] = entitlement });

    /// <summary>A condition that holds when each of the given ones does.</summary>
    public static ConditionBuilder All(params ReadOnlySpan<ConditionBuilder> parts) =>
        new(new JsonObject { ["all"] = Maps(parts) });

    /// <summary>A condition that holds when at least one of the given ones does.</summary>
    public static ConditionBuilder Any(params ReadOnlySpan<ConditionBuilder> parts) =>
        new(new JsonObject { ["any"] = Maps(parts) });

    /// <summary>A condition that holds where the given one does not.</summary>
    public static ConditionBuilder Not(ConditionBuilder part) => new(new JsonObject { ["not"] = part.ToJson() });

    /// <summary>A condition that holds where both given ones do.</summary>
    public ConditionBuilder And(ConditionBuilder other) => All(this, other);

    internal JsonObject ToJson() => (JsonObject)map.DeepClone();

    internal static JsonArray Texts(ReadOnlySpan<string> texts)
    {
        var list = new JsonArray();
        foreach (var text in texts)
            list.Add((JsonNode?)JsonValue.Create(text));
        return list;
    }

    private static JsonArray Maps(ReadOnlySpan<ConditionBuilder> parts)
    {
        var list = new JsonArray();
        foreach (var part in parts)
            list.Add((JsonNode)part.ToJson());
        return list;
    }

    /// <summary>A condition on one fact, without its test yet.</summary>
    [SuppressMessage("Design", "CA1034", Justification = "Nobody writes its name: it is the middle of a sentence.")]
    public readonly struct FactTest
    {
        private readonly string fact;

        internal FactTest(string fact) => this.fact = fact;

        /// <summary>Holds when the fact has this value.</summary>
        public ConditionBuilder Is(string value) => Test(JsonValue.Create(value));

        /// <summary>Holds when the fact is yes, or when it is no.</summary>
        public ConditionBuilder Is(bool value) => Test(JsonValue.Create(value));

        /// <summary>Holds when the fact is this number.</summary>
        public ConditionBuilder Is(decimal value) => Test(JsonValue.Create(value));

        /// <summary>Holds when the fact has one of these values.</summary>
        public ConditionBuilder IsOneOf(params ReadOnlySpan<string> values) => Test(Texts(values));

        /// <summary>Holds when the fact has another value or is not known.</summary>
        public ConditionBuilder IsNot(string value) => Test(new JsonObject { ["not"] = value });

        /// <summary>Holds when the fact is known, or when it is not.</summary>
        public ConditionBuilder IsKnown(bool known = true) => Test(new JsonObject { ["exists"] = known });

        /// <summary>Holds when the fact is at least this number.</summary>
        public ConditionBuilder AtLeast(decimal number) => Test(new JsonObject { ["atLeast"] = number });

        /// <summary>Holds when the fact is at most this number.</summary>
        public ConditionBuilder AtMost(decimal number) => Test(new JsonObject { ["atMost"] = number });

        /// <summary>Holds when the fact is more than this number.</summary>
        public ConditionBuilder MoreThan(decimal number) => Test(new JsonObject { ["moreThan"] = number });

        /// <summary>Holds when the fact is less than this number.</summary>
        public ConditionBuilder LessThan(decimal number) => Test(new JsonObject { ["lessThan"] = number });

        /// <summary>Holds when the fact is a text that begins with this one; case is ignored.</summary>
        public ConditionBuilder StartsWith(string text) => Test(new JsonObject { ["startsWith"] = text });

        /// <summary>Holds when the fact is a text that contains this one; case is ignored.</summary>
        public ConditionBuilder Contains(string text) => Test(new JsonObject { ["contains"] = text });

        /// <summary>Holds when the fact is an instant or a date at or after this one, written as in JSON: <c>2026-03-02</c>.</summary>
        public ConditionBuilder From(string bound) => Test(new JsonObject { ["from"] = bound });

        /// <summary>Holds when the fact is an instant or a date before this one, written as in JSON.</summary>
        public ConditionBuilder Before(string bound) => Test(new JsonObject { ["before"] = bound });

        private ConditionBuilder Test(JsonNode test) => new(new JsonObject { [fact] = test });
    }
}
