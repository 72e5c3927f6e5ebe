using System.Collections.Immutable;
using System.Globalization;
using SupportKit.Localization;
using SupportKit.Redaction;
using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>A command and its facts without the secrets a person wrote into them; all that a decision ever sees.</summary>
internal sealed class RedactedCommand : TextMap
{
    private readonly Policy policy;

    private readonly ImmutableArray<MaskedSecret>.Builder? secrets;

    private RedactedCommand(
        Policy policy,
        TicketCommand command,
        FactSet facts,
        ImmutableArray<MaskedSecret>.Builder? secrets = null
    )
    {
        this.policy = policy;
        this.secrets = secrets;
        Command = command.MapTexts(this);
        Facts = command is TicketCommand.Open ? Map(facts) : facts;
    }

    /// <summary>The command; the very one that was given when it holds no secret.</summary>
    public TicketCommand Command { get; }

    /// <summary>The facts; the very set that was given when it holds no secret.</summary>
    public FactSet Facts { get; }

    /// <summary>What was masked, field by field.</summary>
    public ImmutableArray<RedactedField> Fields { get; private set; } = [];

    /// <summary>Why a name of the command cannot be recorded; null when each can.</summary>
    public Refusal? UnfitName { get; private set; }

    public static RedactedCommand Of(Policy policy, TicketCommand command, FactSet facts) =>
        new(policy, command, facts);

    /// <summary>What was masked in a command, the secrets themselves: only for whoever protects them. No decision sees them.</summary>
    public static ImmutableArray<MaskedSecret> SecretsOf(Policy policy, TicketCommand command, FactSet facts)
    {
        var secrets = ImmutableArray.CreateBuilder<MaskedSecret>();
        _ = new RedactedCommand(policy, command, facts, secrets);
        return secrets.ToImmutable();
    }

    protected override WrittenText Map(string field, WrittenText text) => Mask(field, text.Text);

    // Masking a name would make it another name, under which nobody finds what was named.
    protected override WrittenName Map(string field, WrittenName name, string? erased)
    {
        if (!name.IsValid)
            UnfitName ??= new Refusal.CommandRefused(
                SupportKitErrors.CommandNameInvalid,
                ("field", field),
                ("max", WrittenName.MaxLength.ToString(CultureInfo.InvariantCulture))
            );
        else if (policy.Redaction.Secrets && SecretRedactor.Find(name.Text) is not null)
            UnfitName ??= new Refusal.CommandRefused(SupportKitErrors.CommandNameSecret, ("field", field));
        return name;
    }

    protected override FactSet Map(FactSet facts)
    {
        foreach (var (name, value) in facts)
        {
            if (IsWritten(policy.Facts.Find(name), value))
                facts = facts.With(name, Mask(name, value.Text));
        }
        return facts;
    }

    // The very text it was given, when there is nothing to mask.
    private string Mask(string field, string text)
    {
        if (!policy.Redaction.Secrets || SecretRedactor.Find(text) is not { } masked)
            return text;
        Fields = Fields.Add(new RedactedField(field, masked.Secrets));
        secrets?.AddRange(
            masked.Secrets.Select(found => new MaskedSecret(
                field,
                found.Kind,
                found.Position,
                text.Substring(found.Position, found.Length)
            ))
        );
        return masked.Text;
    }

    // Values that the host's systems state, and values of a closed list, were not written by a person.
    private static bool IsWritten(FactDeclaration? fact, FactValue value) =>
        value.Kind == FactValueKind.Text
        && fact is not { Source: FactSource.Requester or FactSource.Request }
        && !(fact is { Type: FactType.Choice } && fact.Admits(value));
}
