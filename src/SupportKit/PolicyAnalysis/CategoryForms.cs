using System.Collections.Frozen;
using System.Collections.Immutable;
using SupportKit.Intake;

namespace SupportKit.PolicyAnalysis;

/// <summary>Which form each category takes, looked up once.</summary>
internal sealed class CategoryForms
{
    private readonly FrozenDictionary<string, Form> byCategory;

    public CategoryForms(IntakeForms intake, WorkBudget budget)
    {
        budget.Spend((long)intake.Categories.Length * intake.Categories.Length);
        byCategory = intake
            .Categories.DistinctBy(category => category.Id)
            .ToFrozenDictionary(category => category.Id, category => intake.For(category.Id), StringComparer.Ordinal);
        All =
        [
            .. byCategory
                .Values.DistinctBy(form => form.Category)
                .OrderBy(form => form.Category, StringComparer.Ordinal),
        ];
    }

    /// <summary>Every form that some category takes; an empty one for each category that has none.</summary>
    public ImmutableArray<Form> All { get; }

    /// <summary>The form of a piece of the fact <c>category</c>; an empty one for a category that only another policy has.</summary>
    public Form Of(ValueClass category) =>
        byCategory.GetValueOrDefault(category.Value!.Value.Text) ?? new Form(category.Value!.Value.Text, [], [], []);
}
