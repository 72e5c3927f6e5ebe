using System.Collections.Frozen;
using System.Collections.Immutable;
using SupportKit.Localization;
using SupportKit.Rules;

namespace SupportKit.Intake;

/// <summary>The categories of a policy with their forms. Immutable.</summary>
public sealed class IntakeForms
{
    private readonly FrozenDictionary<string, Form> byCategory;

    internal IntakeForms(ImmutableArray<Category> categories, ImmutableArray<Form> forms)
    {
        (Categories, Forms) = (categories, forms);
        var own = forms.DistinctBy(form => form.Category).ToDictionary(form => form.Category, StringComparer.Ordinal);
        // Parents stand first, so that each finds its parent's form found: one step for each, however deep they lie.
        var found = new Dictionary<string, Form?>(StringComparer.Ordinal);
        foreach (var category in categories)
            found.TryAdd(
                category.Id,
                own.GetValueOrDefault(category.Id)
                    ?? (category.Parent is { } parent ? found.GetValueOrDefault(parent) : null)
            );
        byCategory = found.ToFrozenDictionary(
            form => form.Key,
            form => form.Value ?? new Form(form.Key, [], [], []),
            StringComparer.Ordinal
        );
    }

    /// <summary>All categories, parents before children.</summary>
    public ImmutableArray<Category> Categories { get; }

    /// <summary>All forms of the policy, in the order in which it declares them.</summary>
    public ImmutableArray<Form> Forms { get; }

    /// <summary>The category's form, else its parent's, and so on up; an empty form when none has one.</summary>
    public Form For(string category) => byCategory.GetValueOrDefault(category) ?? new Form(category, [], [], []);
}

/// <summary>An answer that cannot be taken.</summary>
/// <param name="Field">The name it was given under.</param>
/// <param name="Value">The value given.</param>
/// <param name="Declared">The field's declaration, in whose domain the value does not lie; null when the form does not ask for it.</param>
public sealed record RejectedAnswer(string Field, FactValue Value, FactDeclaration? Declared)
{
    /// <summary>What the form calls the field.</summary>
    internal Phrase Label => Declared?.Label ?? (Phrase)Field;

    /// <summary>What is wrong with it, for a person of the desk.</summary>
    /// <param name="value">The value as it may be shown.</param>
    internal Phrase Describe(string value) =>
        Declared is null
            ? Phrase.Of("answer.unwanted", ("field", Field))
            : Phrase.Of(
                Declared.Type switch
                {
                    FactType.Choice => "answer.choice",
                    FactType.Boolean => "answer.boolean",
                    FactType.Number => "answer.number",
                    FactType.Email => "answer.email",
                    FactType.Url => "answer.url",
                    FactType.Instant => "answer.instant",
                    FactType.Date => "answer.date",
                    _ => "answer.text",
                },
                ("field", Field),
                ("value", value),
                ("allowed", string.Join(", ", Declared.Values))
            );
}
