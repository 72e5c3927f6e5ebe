using System.Collections.Immutable;
using SupportKit.Reading;
using SupportKit.Rules;

namespace SupportKit.Intake;

/// <summary>What a request of one category is asked to bring. Immutable.</summary>
/// <param name="Category">The category it is for; its sub-categories take it too, unless they have their own.</param>
/// <param name="Required">Without these the request is answered <c>NeedInfo</c>.</param>
/// <param name="Recommended">These help; nothing is refused for their absence.</param>
/// <param name="Optional">Welcome.</param>
public sealed record Form(
    string Category,
    ImmutableArray<FactDeclaration> Required,
    ImmutableArray<FactDeclaration> Recommended,
    ImmutableArray<FactDeclaration> Optional
)
{
    /// <summary>The fields that are required and not known.</summary>
    public ImmutableArray<FactDeclaration> Missing(FactSet facts) =>
        Required.All(field => !IsBlank(facts[field.Name]))
            ? []
            : [.. Required.Where(field => IsBlank(facts[field.Name]))];

    /// <summary>
    /// The answers that cannot be taken, each with its reason: not a field of this form, or outside the field's domain.
    /// Nothing is dropped silently, so a page that drifted from its policy is noticed at once.
    /// </summary>
    public ImmutableArray<RejectedAnswer> Reject(FactSet answers) =>
        [
            .. from answer in answers
            let field = Fields.FirstOrDefault(field => field.Name == answer.Key)
            let reason = field is null ? "is not asked for here"
            : !field.Admits(answer.Value) ? $"is {field.DescribeDomain()}"
            : null
            where reason is not null
            select new RejectedAnswer(answer.Key, answer.Value, reason),
        ];

    /// <summary>How much of what would help is there: 1 when nothing is asked for or nothing is missing.</summary>
    public Completeness CompletenessOf(FactSet facts)
    {
        var asked = Required.AddRange(Recommended);
        var missing = asked.RemoveAll(field => !IsBlank(facts[field.Name]));
        return new Completeness(asked.IsEmpty ? 1 : 1 - (decimal)missing.Length / asked.Length, missing);
    }

    /// <summary>All fields: required, recommended, optional.</summary>
    public IEnumerable<FactDeclaration> Fields => [.. Required, .. Recommended, .. Optional];

    private static bool IsBlank(FactValue? value) =>
        value is null or { Kind: FactValueKind.Text } && string.IsNullOrWhiteSpace(value?.Text);

    /// <summary>Reads <c>forms</c>: an object with three lists of fact names per category.</summary>
    internal static ImmutableArray<Form> Read(
        ObjectReader policy,
        ImmutableArray<Category> categories,
        FactCatalog facts,
        ProblemList problems
    )
    {
        var forms = ImmutableArray.CreateBuilder<Form>();
        foreach (var (category, node) in policy.MembersOf("forms"))
        {
            if (categories.All(known => known.Id != category))
            {
                var meant = Spelling.Nearest(category, categories.Select(known => known.Id));
                problems.Add(
                    "policy.category_unknown",
                    node,
                    $"There is no category \"{category}\".",
                    $"Declare it, or write \"{meant}\" if that was meant."
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
            form.RefuseOthers();
        }
        return forms.ToImmutable();

        ImmutableArray<FactDeclaration> FieldsOf(ObjectReader form, string need) =>
            [.. form.ItemsOf(need).Select(item => Field(item)).OfType<FactDeclaration>()];

        FactDeclaration? Field(SourceNode item)
        {
            if (!item.IsText)
                ObjectReader.WrongKind(item, problems, "the name of a fact");
            else if (facts.Find(item.Text) is not { } fact)
                problems.Add(
                    "policy.fact_unknown",
                    item,
                    $"The fact \"{item.Text}\" is not declared.",
                    $"Declare it under \"facts\", or write \"{facts.Nearest(item.Text)}\" if that was meant."
                );
            else if (fact.Source != FactSource.Form)
                problems.Add(
                    "policy.field_not_asked",
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
