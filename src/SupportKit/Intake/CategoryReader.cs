using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Intake;

/// <summary>Reads the section <c>categories</c>.</summary>
internal static class CategoryReader
{
    /// <summary>Reads <c>categories</c>: an object with <c>{ "title": …, "parent": parent }</c> per id, parents first.</summary>
    public static ImmutableArray<Category> Read(ObjectReader policy, ProblemList problems)
    {
        var categories = ImmutableArray.CreateBuilder<Category>();
        var declared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, node) in policy.MembersOf("categories"))
        {
            var reader = ObjectReader.Of(node, problems);
            var parent = reader.OptionalText("parent");
            var title = reader.OptionalLocalized("title") ?? LocalizedText.Invariant(id);
            reader.RejectUnknownProperties();
            // Parents stand first, which also makes a circle impossible to write.
            if (parent is not null && !declared.Contains(parent))
                problems.Add(
                    SupportKitErrors.PolicyCategoryUnknown,
                    reader.At("parent"),
                    $"The parent \"{parent}\" of \"{id}\" is not declared before it.",
                    "Declare the parent first."
                );
            declared.Add(id);
            categories.Add(new Category(id, parent, title));
        }
        if (categories.Count == 0)
            problems.Add(
                SupportKitErrors.PolicyCategoriesMissing,
                policy.Node,
                "The policy has no category.",
                "Declare at least one under \"categories\"."
            );
        return categories.ToImmutable();
    }
}
