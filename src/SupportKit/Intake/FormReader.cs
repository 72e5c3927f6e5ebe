using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Intake;

/// <summary>Reads the section <c>forms</c>.</summary>
internal static class FormReader
{
    /// <summary>Reads <c>forms</c>: an object with three lists of fact names per category.</summary>
    public static ImmutableArray<Form> Read(
        ObjectReader policy,
        ImmutableArray<Category> categories,
        FactCatalog facts,
        ProblemList problems
    )
    {
        var forms = ImmutableArray.CreateBuilder<Form>();
        var known = categories.Select(declared => declared.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (category, node) in policy.MembersOf("forms"))
        {
            if (!known.Contains(category))
            {
                problems.AddName(
                    SupportKitErrors.PolicyCategoryUnknown,
                    category,
                    node,
                    $"There is no category \"{category}\".",
                    $"Declare it{problems.OrWrite(category, known)}."
                );
            }
            var form = ObjectReader.Of(node, problems);
            forms.Add(
                new Form(
                    category,
                    FieldsOf(form, "required"),
                    FieldsOf(form, "recommended"),
                    FieldsOf(form, "optional")
                )
            );
            form.RejectUnknownProperties();
        }
        return forms.ToImmutable();

        ImmutableArray<FactDeclaration> FieldsOf(ObjectReader form, string need) =>
            [.. form.ItemsOf(need).Select(item => Field(item)).OfType<FactDeclaration>()];

        FactDeclaration? Field(SourceNode item)
        {
            if (!item.IsText)
                problems.AddWrongKind(item, "the name of a fact");
            else if (facts.Find(item.Text) is not { } fact)
                problems.Add(
                    SupportKitErrors.PolicyFactUnknown,
                    item,
                    $"The fact \"{item.Text}\" is not declared.",
                    $"Declare it under \"facts\"{problems.OrWrite(item.Text, facts.Names)}."
                );
            else if (fact.Source != FactSource.Form)
                problems.Add(
                    SupportKitErrors.PolicyFieldUnasked,
                    item,
                    $"The fact \"{item.Text}\" does not come from the form.",
                    "Remove it here, or declare it without \"from\"."
                );
            else
                return fact;
            return null;
        }
    }
}
