using System.Collections.Immutable;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Localization;
using SupportKit.Policies;
using SupportKit.Rules;

namespace SupportKit.Conversations;

/// <summary>A macro as it reads on one ticket, in the language of whoever asked. Immutable.</summary>
/// <param name="Macro">The macro.</param>
/// <param name="Text">The text with its places filled; a place whose value is not known stands there as it is written.</param>
/// <param name="Missing">The names of the places whose value is not known.</param>
internal sealed record MacroText(Macro Macro, string Text, ImmutableArray<string> Missing)
{
    public static MacroText Of(Macro macro, Policy policy, Ticket ticket, Actor by, TextCatalog texts)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        // A value is put in once and never read for places again, so nobody can fill in what they were not asked for.
        var text = TextTemplate.Fill(macro.Text.Get(ticket.Language), Place);
        return new MacroText(macro, text, missing.ToImmutable());

        string Place(string name)
        {
            if (ValueOf(name, policy, ticket, by, texts) is { Length: > 0 } value)
                return value;
            if (!missing.Contains(name))
                missing.Add(name);
            return $"{{{name}}}";
        }
    }

    private static string? ValueOf(string name, Policy policy, Ticket ticket, Actor by, TextCatalog texts) =>
        name switch
        {
            Macro.Requester => ticket.Requester,
            Macro.Agent => by.Id,
            Macro.Number => ticket.Number?.ToString(),
            Macro.TicketTitle => ticket.Title,
            Macro.NextStep => ticket.NextStep,
            Macro.Due => ticket.NextSlaDue() is { } due ? Told(due, policy, ticket, texts) : null,
            BuiltInFacts.Category => policy
                .Intake.Categories.FirstOrDefault(category => category.Id == ticket.Category)
                ?.Title.Get(ticket.Language)
                ?? ticket.Category,
            _ => ticket.Facts[name] is { } value ? Told(value, policy.Facts.Find(name), ticket, texts) : null,
        };

    // A day is told as its reader writes it.
    private static string Told(FactValue value, FactDeclaration? fact, Ticket ticket, TextCatalog texts) =>
        fact?.DayOf(value) is { } day ? TimeText.Format(texts, ticket.Language, day) : value.ToString();

    private static string Told(Instant due, Policy policy, Ticket ticket, TextCatalog texts)
    {
        var (language, zone) = ticket.ReaderOf(ticket.Requester);
        return zone is null
            ? TimeText.Format(texts, language, due, policy.TimeZone, isReaders: false)
            : TimeText.Format(texts, language, due, TimeZoneData.Provider[zone], isReaders: true);
    }
}
