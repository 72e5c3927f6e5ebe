using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SupportKit.Escalation;
using SupportKit.Intake;
using SupportKit.Rules;

namespace SupportKit.AspNetCore;

/// <summary>The form as a page draws it: all that the policy asks, in the reader's language. Immutable.</summary>
/// <param name="Desk">What people call the desk.</param>
/// <param name="Language">The language of these texts.</param>
/// <param name="Languages">The languages that the desk speaks.</param>
/// <param name="Categories">What a request can be about, parents before children.</param>
/// <param name="Terms">The terms to accept first; null when there are none.</param>
/// <param name="Limits">How much may be sent.</param>
/// <param name="You">The host's id of whoever asks; null for somebody who is not known.</param>
/// <param name="AllowsGuests">Whether somebody who is not signed in may ask.</param>
/// <param name="Escalation">How a request is escalated here; null where people outside the desk cannot, or only by another channel.</param>
internal sealed record FormView(
    string Desk,
    string Language,
    ImmutableArray<string> Languages,
    ImmutableArray<CategoryView> Categories,
    TermsView? Terms,
    LimitsView Limits,
    string? You,
    bool AllowsGuests,
    EscalationView? Escalation
);

/// <summary>What an escalation asks.</summary>
/// <param name="Channel">The channel to give with it: that of these endpoints.</param>
/// <param name="Reasons">The reasons to choose from.</param>
/// <param name="Fields">What must be stated.</param>
internal sealed record EscalationView(
    string Channel,
    ImmutableArray<ReasonView> Reasons,
    ImmutableArray<FieldView> Fields
)
{
    public static EscalationView? Of(EscalationRules? rules, string channel, string language) =>
        rules is null || rules.ByDeskOnly || rules.Channel is { } only && only != channel
            ? null
            : Made(rules, channel, language);

    /// <summary>What it asks of the desk's people, who name the channel that the policy wants.</summary>
    public static EscalationView? OfDesk(EscalationRules? rules, string otherwise, string language) =>
        rules is null ? null : Made(rules, rules.Channel ?? otherwise, language);

    private static EscalationView Made(EscalationRules rules, string channel, string language) =>
        new(
            channel,
            [.. rules.Reasons.Select(reason => new ReasonView(reason.Key, reason.Value.Get(language)))],
            [.. rules.Requires.Select(field => FieldView.Of(field, FieldNeed.Required, language))]
        );
}

/// <summary>A reason to choose.</summary>
/// <param name="Id">The policy's id of it.</param>
/// <param name="Title">What people call it.</param>
internal sealed record ReasonView(string Id, string Title);

/// <summary>Something that a request can be about.</summary>
/// <param name="Id">The policy's id of it.</param>
/// <param name="Parent">The id of the category above; null at the top.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Fields">What its form asks, in order.</param>
internal sealed record CategoryView(string Id, string? Parent, string Title, ImmutableArray<FieldView> Fields)
{
    public static CategoryView Of(Category category, Form form, string language) =>
        new(
            category.Id,
            category.Parent,
            category.Title.Get(language),
            [
                .. form.Required.Select(field => FieldView.Of(field, FieldNeed.Required, language)),
                .. form.Recommended.Select(field => FieldView.Of(field, FieldNeed.Recommended, language)),
                .. form.Optional.Select(field => FieldView.Of(field, FieldNeed.Optional, language)),
            ]
        );
}

/// <summary>A field of a form.</summary>
/// <param name="Name">Under which name it is answered.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Help">What explains it; null for nothing.</param>
/// <param name="Type">What values it takes.</param>
/// <param name="Need">How much it is wanted.</param>
/// <param name="Values">The values to choose from; empty where anything of the type is taken.</param>
internal sealed record FieldView(
    string Name,
    string Label,
    string? Help,
    [property: JsonConverter(typeof(JsonStringEnumConverter<FactType>))] FactType Type,
    FieldNeed Need,
    ImmutableArray<string> Values
)
{
    public static FieldView Of(FactDeclaration field, FieldNeed need, string language) =>
        new(field.Name, field.Label.Get(language), field.Help?.Get(language), field.Type, need, field.Values);
}

/// <summary>How much a field is wanted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FieldNeed>))]
internal enum FieldNeed
{
    /// <summary>Without it nothing can be sent.</summary>
    Required,

    /// <summary>It can be sent without it, and it helps whoever answers.</summary>
    Recommended,

    /// <summary>It may be given.</summary>
    Optional,
}

/// <summary>Terms of use that are to be accepted first.</summary>
/// <param name="Version">The version to accept.</param>
/// <param name="Advice">What the policy says of them.</param>
internal sealed record TermsView(string Version, string Advice);

/// <summary>How much may be sent.</summary>
/// <param name="MaxTitleLength">UTF-16 units of a title.</param>
/// <param name="MaxTextLength">UTF-16 units of any other text.</param>
/// <param name="MaxFileBytes">Bytes of a file.</param>
/// <param name="MaxFiles">Files of a ticket.</param>
/// <param name="MediaTypes">The media types that are taken.</param>
internal sealed record LimitsView(
    int MaxTitleLength,
    int MaxTextLength,
    long MaxFileBytes,
    int MaxFiles,
    ImmutableArray<string> MediaTypes
);
