using System.Globalization;
using SupportKit.Localization;
using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>
/// A command in words that are equal when, and only when, the commands are: its name, its members as a record writes them, and its texts
/// and facts whole.
/// </summary>
internal static class CommandText
{
    /// <summary>The words of a command, in a fixed order.</summary>
    public static IEnumerable<string> Of(TicketCommand command)
    {
        // The text must be the same in every culture, because another process may compare it.
        var culture = CultureInfo.CurrentCulture;
        var collected = new Collector();
        string members;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            _ = command.MapTexts(collected);
            members = command.ToString();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
        return [members, .. collected.Texts];
    }

    /// <summary>The words of facts, in the order of their names.</summary>
    public static IEnumerable<string> Of(FactSet facts) =>
        facts.SelectMany(fact => new[] { fact.Key, FactText(fact.Value) });

    private static string FactText(FactValue value) => value.ToString() ?? "";

    private sealed class Collector : TextMap
    {
        public List<string> Texts { get; } = [];

        protected override WrittenText Map(string field, WrittenText text)
        {
            Texts.AddRange([field, text.Text]);
            return text;
        }

        protected override WrittenName Map(string field, WrittenName name, string? erased)
        {
            Texts.AddRange([field, name.Text]);
            return name;
        }

        protected override FactSet Map(FactSet facts)
        {
            Texts.AddRange(CommandText.Of(facts));
            return facts;
        }
    }
}
