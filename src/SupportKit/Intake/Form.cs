using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.Intake;

/// <summary>The form of one category: the facts that a request states. Immutable.</summary>
/// <param name="Category">The category it is for; its sub-categories take it too, unless they have their own.</param>
/// <param name="Required">Without these the request is answered <c>NeedInfo</c>.</param>
/// <param name="Recommended">Facts that help; their absence never refuses a request.</param>
/// <param name="Optional">Facts that may be given and do not count for completeness.</param>
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
            where field?.Admits(answer.Value) != true
            select new RejectedAnswer(answer.Key, answer.Value, field),
        ];

    /// <summary>
    /// The answers that need not be given and are not of their field's form, such as "see below" for a link: a request with them is taken all the
    /// same. A value outside of a closed list is not among them, because nobody types one.
    /// </summary>
    internal ImmutableArray<RejectedAnswer> Unreadable(FactSet answers) =>
        [
            .. from answer in answers
            let field = Recommended.Concat(Optional).FirstOrDefault(field => field.Name == answer.Key)
            where
                field
                    is { Type: FactType.Email or FactType.Url or FactType.Instant or FactType.Date or FactType.Number }
            where answer.Value.Kind is FactValueKind.Text or FactValueKind.Number && !field.Admits(answer.Value)
            select new RejectedAnswer(answer.Key, answer.Value, field),
        ];

    /// <summary>How much of what would help is there: 1 when nothing is asked for or nothing is missing.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="hasAttachment">Whether a file is attached, which answers the fields that say so; false when nothing is said.</param>
    public Completeness CompletenessOf(FactSet facts, bool hasAttachment = false)
    {
        var asked = Required.AddRange(Recommended);
        var missing = asked.RemoveAll(field =>
            !IsBlank(facts[field.Name]) || (hasAttachment && field.IsAnsweredByAttachment)
        );
        return new Completeness(asked.IsEmpty ? 1 : 1 - (decimal)missing.Length / asked.Length, missing);
    }

    /// <summary>All fields: required, recommended, optional.</summary>
    public IEnumerable<FactDeclaration> Fields => [.. Required, .. Recommended, .. Optional];

    private static bool IsBlank(FactValue? value) =>
        value is null or { Kind: FactValueKind.Text } && string.IsNullOrWhiteSpace(value?.Text);
}
