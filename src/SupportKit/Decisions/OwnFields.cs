using SupportKit.Localization;
using SupportKit.Rules;

namespace SupportKit.Decisions;

/// <summary>What every request has, whatever its form asks for: a title and a text.</summary>
internal static class OwnFields
{
    public static readonly FactDeclaration Title = Of("title");

    public static readonly FactDeclaration Body = Of("body");

    /// <summary>What a form calls the field; of SupportKit's own two, what the catalog calls it.</summary>
    public static Phrase LabelOf(FactDeclaration field) =>
        ReferenceEquals(field, Title) || ReferenceEquals(field, Body) ? Phrase.Of($"field.{field.Name}") : field.Label;

    private static FactDeclaration Of(string name) =>
        new(
            name,
            FactType.Text,
            FactSource.Form,
            [],
            new LocalizedText(
                TextCatalog.Shipped.Languages.Select(language =>
                    KeyValuePair.Create(language, TextCatalog.Shipped.Get(language, $"field.{name}"))
                )
            )
        );
}
