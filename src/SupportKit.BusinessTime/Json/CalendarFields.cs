using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using SupportKit.Shared;

namespace SupportKit.BusinessTime;

/// <summary>The values that members of a calendar's objects have.</summary>
internal static class CalendarFields
{
    internal static string PathOf(this ObjectReader reader, string name) => $"{reader.Node.Path}.{name}";

    /// <summary>A whole number that must be there.</summary>
    internal static int RequiredNumber(this ObjectReader reader, string name)
    {
        var node = reader.Required(name)!;
        if (
            node.Kind == JsonValueKind.Number
            && int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        )
            return number;
        throw WrongKind(node, "a whole number");
    }

    /// <summary>The items of a list, no more than a calendar may have; none when it is absent.</summary>
    internal static IEnumerable<SourceNode> EntriesOf(this ObjectReader reader, string name) =>
        Few([.. reader.ItemsOf(name)], reader.PathOf(name));

    /// <summary>The text of a list's item, or of a list that may be one text.</summary>
    internal static string TextOf(SourceNode node) => node.IsText ? node.Text : throw WrongKind(node, "a text");

    internal static LocalDate RequiredDate(this ObjectReader reader, string name) =>
        DateText.ReadDate(reader.RequiredText(name), reader.PathOf(name));

    internal static ImmutableArray<HoursRange> HoursOf(SourceNode list)
    {
        if (!list.IsArray)
            throw WrongKind(list, "a list of hours");
        return BusinessCalendarBuilder.ReadHours([.. Few(list.Items, list.Path).Select(TextOf)], list.Path);
    }

    internal static BusinessCalendarException WrongKind(SourceNode node, string wanted) =>
        CalendarFault.At(
            BusinessCalendarErrors.ValueMistyped,
            node.Path,
            node.Value,
            $"This is {node.Describe()}. Write {wanted}.",
            line: node.Line
        );

    private static ImmutableArray<SourceNode> Few(ImmutableArray<SourceNode> entries, string path) =>
        entries.Length <= Check.MostEntries
            ? entries
            : throw CalendarFault.At(
                BusinessCalendarErrors.SizeExceeded,
                path,
                null,
                string.Create(CultureInfo.InvariantCulture, $"There are more than {Check.MostEntries} entries.")
            );
}
