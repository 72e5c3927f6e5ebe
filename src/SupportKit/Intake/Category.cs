using System.Collections.Immutable;
using SupportKit.Reading;
using SupportKit.Texts;

namespace SupportKit.Intake;

/// <summary>What a request is about; categories form a tree. Immutable.</summary>
/// <param name="Id">Unique in the policy; the value of the fact <c>category</c>.</param>
/// <param name="Parent">The category above, or null at the top.</param>
/// <param name="Title">What the person choosing sees.</param>
public sealed record Category(string Id, string? Parent, LocalizedText Title)
{
    /// <summary>Reads <c>categories</c>: an object with <c>{ "title": …, "in": parent }</c> per id, parents first.</summary>
    internal static ImmutableArray<Category> Read(ObjectReader policy, ProblemList problems)
    {
        var categories = ImmutableArray.CreateBuilder<Category>();
        foreach (var (id, node) in policy.MembersOf("categories"))
        {
            var reader = ObjectReader.Of(node, problems);
            var parent = reader.OptionalText("in");
            var title = reader.OptionalLocalized("title") ?? LocalizedText.Of(id);
            reader.RefuseOthers();
            // Parents stand first, which also makes a circle impossible to write.
            if (parent is not null && categories.All(category => category.Id != parent))
                problems.Add(
                    "policy.category_unknown",
                    node,
                    $"\"{id}\" lies in \"{parent}\", which does not stand before it.",
                    "Declare the parent first."
                );
            categories.Add(new Category(id, parent, title));
        }
        if (categories.Count == 0)
            problems.Add(
                "policy.categories_missing",
                policy.Node,
                "The policy has no category.",
                "Declare at least one under \"categories\"."
            );
        return categories.ToImmutable();
    }
}
