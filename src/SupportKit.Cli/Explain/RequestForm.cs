using System.Globalization;
using System.Text.Json;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>A request as a file states it: who asks for what, with everything known of them. Immutable.</summary>
/// <param name="Facts">What is known, category, channel and language included.</param>
/// <param name="At">When it comes; null when the file does not say.</param>
/// <param name="Requester">Who asks.</param>
/// <param name="Organization">Their organization; null for none.</param>
/// <param name="Title">Its line.</param>
/// <param name="Body">Its text.</param>
/// <param name="AcceptsTerms">Whether the person has accepted the terms in force.</param>
/// <param name="TimeZone">The person's own time zone; null for the policy's.</param>
internal sealed record RequestForm(
    FactSet Facts,
    Instant? At,
    string Requester,
    string? Organization,
    string Title,
    string Body,
    bool AcceptsTerms,
    string? TimeZone = null
)
{
    /// <summary>Who asks when the file does not say.</summary>
    public const string Someone = "someone";

    /// <summary>The line of a request when the file does not say.</summary>
    public const string SomeTitle = "A request";

    /// <summary>Its text when the file does not say.</summary>
    public const string SomeBody = "The text of a request.";

    private static readonly TicketId OnlyTicket = TicketId.Parse("0190a5d0000070008000000000000001");

    /// <summary>Reads a request whose facts the policy knows.</summary>
    /// <exception cref="ToolException">It is not of that form, or states what the policy does not know.</exception>
    public static RequestForm Read(SourceNode node, Policy policy, InputProblems problems)
    {
        var reader = ObjectReader.Of(node, problems);
        var facts = new List<KeyValuePair<string, FactValue>>
        {
            KeyValuePair.Create(BuiltInFacts.Language, (FactValue)policy.Languages[0]),
        };
        foreach (var name in (string[])[BuiltInFacts.Category, BuiltInFacts.Channel, BuiltInFacts.Language])
            if (reader.OptionalText(name) is { } value)
                facts.Add(KeyValuePair.Create(name, (FactValue)value));
        foreach (var (name, value) in reader.MembersOf("facts"))
            facts.Add(KeyValuePair.Create(name, FactOf(name, value, policy, problems)));
        var request = new RequestForm(
            FactSet.Of(facts),
            ReadInstant(reader, "at", policy, problems),
            reader.OptionalText("requester") ?? Someone,
            reader.OptionalText("organization"),
            TextOf(reader, "title", SomeTitle),
            TextOf(reader, "body", SomeBody),
            reader.OptionalFlag("acceptsTerms") ?? true,
            ReadTimeZone(reader, problems)
        );
        reader.RejectUnknownProperties();
        return request;
    }

    private static string? ReadTimeZone(ObjectReader reader, InputProblems problems)
    {
        if (reader.OptionalText("timeZone") is not { } zone || TimeZoneData.Provider.GetZoneOrNull(zone) is not null)
            return reader.OptionalText("timeZone");
        throw problems.Refuse(
            ToolErrors.InputInvalid,
            reader.Optional("timeZone")!,
            $"There is no time zone \"{zone}\".",
            TimeZoneData.Nearest(zone) is { } near
                ? $"Did you mean \"{near}\"?"
                : "Write a name of the tz database, such as Europe/Paris."
        );
    }

    /// <summary>An instant of an object; null when it has none.</summary>
    public static Instant? ReadInstant(ObjectReader reader, string name, Policy policy, InputProblems problems)
    {
        if (reader.OptionalText(name) is not { } text)
            return null;
        return InstantText.Read(text, policy.TimeZone, out var cause)
            ?? throw problems.Refuse(ToolErrors.InstantInvalid, reader.Optional(name)!, cause, InstantText.Remedy);
    }

    /// <summary>A fact that a person, the host or its directory states.</summary>
    public static FactValue FactOf(string name, SourceNode node, Policy policy, InputProblems problems)
    {
        FactValue value = node.Kind switch
        {
            JsonValueKind.String => node.Text,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number
                when decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                number,
            _ => throw problems.Refuse(
                ToolErrors.InputInvalid,
                node,
                $"A fact is not {node.Describe()}.",
                "Write a text, a number, true or false."
            ),
        };
        if (policy.Facts.Find(name) is not { } fact)
            throw problems.RefuseName(
                ToolErrors.FactInvalid,
                node,
                $"The policy has no fact \"{name}\".",
                $"Use one of: {string.Join(", ", policy.Facts.All.Where(IsStated).Select(known => known.Name))}."
            );
        if (!IsStated(fact))
            throw problems.RefuseName(
                ToolErrors.FactInvalid,
                node,
                $"Nobody states \"{name}\": the desk works it out.",
                "Leave it out; the instant, the plan and the rules decide it."
            );
        if (!fact.Admits(value))
            throw problems.Refuse(
                ToolErrors.FactInvalid,
                node,
                $"\"{name}\" cannot be {node.Describe()}.",
                $"Write {fact.DescribeDomain()}."
            );
        return value;
    }

    /// <summary>Whether a request may state a fact, or the desk works it out.</summary>
    public static bool IsStated(FactDeclaration fact) =>
        fact.Source != FactSource.Desk
        || (
            fact.Name is not (BuiltInFacts.Priority or BuiltInFacts.Queue)
            && !DerivedFacts.IsTime(fact.Name)
            && !fact.Name.StartsWith(DerivedFacts.Entitled(""), StringComparison.Ordinal)
        );

    /// <summary>Decides the request by the policy, as if it came in at the instant.</summary>
    public Decision Open(Policy policy, Instant at) =>
        Decider.Open(
            policy,
            new NewTicket
            {
                Tenant = "default",
                Id = OnlyTicket,
                Requester = Requester,
                Organization = Organization,
                Title = Title,
                Body = Body,
                TimeZone = TimeZone,
                Terms = AcceptsTerms && policy.Terms is { } terms ? new AcceptedTerms(terms.Version, at) : null,
            },
            Facts,
            at
        );

    // An empty text means that the person wrote nothing, which the policy answers.
    private static string TextOf(ObjectReader reader, string name, string otherwise) =>
        reader.Has(name) && reader.Optional(name) is { IsText: true, Text: "" }
            ? ""
            : reader.OptionalText(name) ?? otherwise;
}
