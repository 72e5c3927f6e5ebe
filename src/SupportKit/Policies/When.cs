using System.Text.Json.Nodes;

namespace SupportKit.Policies;

/// <summary>
/// A condition for <see cref="PolicyBuilder"/>: what stands under <c>when</c> in the document. Immutable; whether facts
/// and values exist is checked when the policy is built.
/// </summary>
public sealed class When
{
    private readonly JsonObject map;

    private When(JsonObject map) => this.map = map;

    /// <summary>For every request.</summary>
    public static When Always { get; } = new([]);

    /// <summary>A condition on one fact; for <c>category</c>, <c>channel</c> and the like the desk's own names.</summary>
    public static FactTest Fact(string name) => new(name);

    /// <summary>The calendar is open when the request comes.</summary>
    public static When During(string calendar) => new(new JsonObject { ["during"] = calendar });

    /// <summary>The request comes on one of these days: <c>monday</c> … <c>sunday</c>, in the policy's time zone.</summary>
    public static When On(params ReadOnlySpan<string> weekdays) => new(new JsonObject { ["on"] = Texts(weekdays) });

    /// <summary>The requester's plan brings the entitlement.</summary>
    public static When EntitledTo(string entitlement) => new(new JsonObject { ["entitledTo"] = entitlement });

    /// <summary>Each of them.</summary>
    public static When All(params ReadOnlySpan<When> parts) => new(new JsonObject { ["all"] = Maps(parts) });

    /// <summary>At least one of them.</summary>
    public static When Any(params ReadOnlySpan<When> parts) => new(new JsonObject { ["any"] = Maps(parts) });

    /// <summary>Not this.</summary>
    public static When Not(When part) => new(new JsonObject { ["not"] = part.ToJson() });

    /// <summary>Both.</summary>
    public When And(When other) => All(this, other);

    internal JsonObject ToJson() => (JsonObject)map.DeepClone();

    internal static JsonArray Texts(ReadOnlySpan<string> texts)
    {
        var list = new JsonArray();
        foreach (var text in texts)
            list.Add((JsonNode?)JsonValue.Create(text));
        return list;
    }

    private static JsonArray Maps(ReadOnlySpan<When> parts)
    {
        var list = new JsonArray();
        foreach (var part in parts)
            list.Add((JsonNode)part.ToJson());
        return list;
    }

    /// <summary>A condition on one fact, still to be said.</summary>
    public readonly struct FactTest
    {
        private readonly string fact;

        internal FactTest(string fact) => this.fact = fact;

        /// <summary>It has this value.</summary>
        public When Is(string value) => Test(JsonValue.Create(value));

        /// <summary>It is yes, or no.</summary>
        public When Is(bool value) => Test(JsonValue.Create(value));

        /// <summary>It is this number.</summary>
        public When Is(decimal value) => Test(JsonValue.Create(value));

        /// <summary>It has one of these values.</summary>
        public When IsOneOf(params ReadOnlySpan<string> values) => Test(Texts(values));

        /// <summary>It has another value, or is not known.</summary>
        public When IsNot(string value) => Test(new JsonObject { ["not"] = value });

        /// <summary>It is known, or is not.</summary>
        public When IsKnown(bool known = true) => Test(new JsonObject { ["exists"] = known });

        /// <summary>It is a number of at least this.</summary>
        public When AtLeast(decimal number) => Test(new JsonObject { ["atLeast"] = number });

        /// <summary>It is a number of at most this.</summary>
        public When AtMost(decimal number) => Test(new JsonObject { ["atMost"] = number });

        /// <summary>It is a text that begins with this, whatever the case.</summary>
        public When StartsWith(string text) => Test(new JsonObject { ["startsWith"] = text });

        /// <summary>It is a text that holds this, whatever the case.</summary>
        public When Contains(string text) => Test(new JsonObject { ["contains"] = text });

        private When Test(JsonNode test) => new(new JsonObject { [fact] = test });
    }
}
