using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Rules;

/// <summary>Reads the section <c>facts</c>.</summary>
internal static class FactReader
{
    private const string Integer = "integer";

    private static readonly string[] Reserved = ["any", "all", "not", "during", "weekday", "businessDay", "entitledTo"];

    private static readonly FrozenDictionary<string, FactType> TypeNames = new Dictionary<string, FactType>
    {
        ["text"] = FactType.Text,
        ["choice"] = FactType.Choice,
        ["boolean"] = FactType.Boolean,
        ["number"] = FactType.Number,
        [Integer] = FactType.Number,
        ["email"] = FactType.Email,
        ["url"] = FactType.Url,
        ["instant"] = FactType.Instant,
        ["date"] = FactType.Date,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, FactSource> SourceNames = new Dictionary<string, FactSource>
    {
        ["form"] = FactSource.Form,
        ["requester"] = FactSource.Requester,
        ["request"] = FactSource.Request,
    }.ToFrozenDictionary();

    /// <summary>Reads the section <c>facts</c>: an object with a declaration per name.</summary>
    public static List<FactDeclaration> Read(
        ObjectReader policy,
        ProblemList problems,
        IReadOnlyList<FactDeclaration> desk
    )
    {
        var declared = new List<FactDeclaration>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var known = desk.Select(fact => fact.Name).Concat(Reserved).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, node) in policy.MembersOf("facts"))
        {
            if (known.Contains(name))
            {
                problems.AddName(
                    SupportKitErrors.PolicyFactReserved,
                    name,
                    node,
                    $"\"{name}\" is a name of SupportKit's own.",
                    "Choose another name."
                );
                continue;
            }
            if (names.Add(name)) // the repetition itself is reported where it is read
                declared.Add(ReadFact(name, ObjectReader.Of(node, problems), problems));
        }
        return declared;
    }

    private static FactDeclaration ReadFact(string name, ObjectReader fact, ProblemList problems)
    {
        var values = fact.TextsOf("values").ToImmutableArray();
        var usual = values.IsEmpty ? FactType.Text : FactType.Choice;
        var type = fact.OptionalChoice("type", TypeNames, usual);
        var integer = fact.Optional("type") is { IsText: true, Text: Integer };
        var (min, max) = (ReadBound("min"), ReadBound("max"));
        var source = fact.OptionalChoice("from", SourceNames, FactSource.Form);
        var label = fact.OptionalLocalized("label") ?? LocalizedText.Invariant(name);
        var help = fact.OptionalLocalized("help");
        var attachment =
            fact.Optional("orAttachment") is { } node && fact.OptionalFlag("orAttachment") is true ? node : null;
        fact.RejectUnknownProperties();

        if (type == FactType.Choice == values.IsEmpty)
            problems.Add(
                SupportKitErrors.PolicyFactWithoutDomain,
                fact.At(fact.Has("values") ? "values" : "type"),
                $"\"{name}\" is a {TypeNames.First(known => known.Value == type).Key} with {values.Length} values.",
                "Give a choice its \"values\", and no other type any."
            );
        if (values.Distinct(StringComparer.Ordinal).Count() != values.Length)
            problems.Add(
                SupportKitErrors.PolicyValueRepeated,
                fact.At("values"),
                $"\"{name}\" lists a value twice.",
                "List each value once."
            );
        if (min > max || (integer && min is not null && max is not null && decimal.Ceiling(min.Value) > max))
            problems.Add(
                SupportKitErrors.PolicyFactWithoutDomain,
                fact.At("max"),
                $"\"{name}\" has no number from its \"min\" to its \"max\".",
                "Let \"min\" be at most \"max\", with a whole number between them for an integer."
            );
        if (attachment is not null && source != FactSource.Form)
            problems.AddWrongKind(attachment, "nothing, as only what the form asks for is answered by a file");
        return new FactDeclaration(name, type, source, values, label, help)
        {
            IsAnsweredByAttachment = attachment is not null,
            Min = min,
            Max = max,
            IsInteger = integer,
        };

        decimal? ReadBound(string property)
        {
            if (fact.Optional(property) is not { } node)
                return null;
            if (
                type == FactType.Number
                && node.Kind == JsonValueKind.Number
                && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            )
                return number;
            problems.AddWrongKind(node, type == FactType.Number ? "a number" : "nothing, as only numbers have bounds");
            return null;
        }
    }
}
