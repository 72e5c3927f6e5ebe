using System.Collections.Immutable;
using SupportKit.Localization;

namespace SupportKit.Policies;

/// <summary>The wording of one notification, with places such as <c>{title}</c>. Immutable.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
public sealed record NotificationTemplate(LocalizedText Subject, LocalizedText Body)
{
    /// <summary>The templates that SupportKit sends, in ordinal order.</summary>
    public static ImmutableArray<string> Templates => MailPlaces.Templates;

    /// <summary>The names of the places that the texts of a template may have, its own first.</summary>
    /// <exception cref="KeyNotFoundException">There is no such template.</exception>
    public static IEnumerable<string> PlacesOf(string template) => MailPlaces.Of(template);
}
