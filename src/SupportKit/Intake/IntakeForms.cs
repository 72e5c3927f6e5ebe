using System.Collections.Frozen;
using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.Intake;

/// <summary>The categories of a policy with their forms. Immutable.</summary>
public sealed class IntakeForms
{
    private readonly FrozenDictionary<string, Form> byCategory;

    internal IntakeForms(ImmutableArray<Category> categories, ImmutableArray<Form> forms) =>
        (Categories, Forms, byCategory) = (
            categories,
            forms,
            categories
                .DistinctBy(category => category.Id)
                .ToFrozenDictionary(
                    category => category.Id,
                    category => Find(category.Id, categories, forms),
                    StringComparer.Ordinal
                )
        );

    /// <summary>All categories, parents before children.</summary>
    public ImmutableArray<Category> Categories { get; }

    /// <summary>All forms of the policy, in the order in which it declares them.</summary>
    public ImmutableArray<Form> Forms { get; }

    /// <summary>The category's form, else its parent's, and so on up; an empty form when none has one.</summary>
    public Form For(string category) => byCategory.GetValueOrDefault(category) ?? new Form(category, [], [], []);

    private static Form Find(string category, ImmutableArray<Category> categories, ImmutableArray<Form> forms)
    {
        for (var id = category; id is not null; id = categories.FirstOrDefault(known => known.Id == id)?.Parent)
        {
            if (forms.FirstOrDefault(form => form.Category == id) is { } form)
                return form;
        }
        return new Form(category, [], [], []);
    }
}

/// <summary>An answer that cannot be taken.</summary>
/// <param name="Field">The name it was given under.</param>
/// <param name="Value">The value given.</param>
/// <param name="Reason">The rest of a sentence that begins with the field's name.</param>
public sealed record RejectedAnswer(string Field, FactValue Value, string Reason);
