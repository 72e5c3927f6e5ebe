using System.Collections.Immutable;
using SupportKit.Conduct;
using SupportKit.Policies;
using SupportKit.Rules;

namespace SupportKit.Decisions;

/// <summary>A command and its facts without the secrets a person wrote into them; all that a decision ever sees.</summary>
/// <param name="Command">The command.</param>
/// <param name="Facts">The facts.</param>
/// <param name="Fields">What was masked, field by field.</param>
internal sealed record MaskedCommand(TicketCommand Command, FactSet Facts, ImmutableArray<MaskedField> Fields)
{
    public static MaskedCommand Of(Policy policy, TicketCommand command, FactSet facts)
    {
        if (!policy.Conduct.MasksSecrets)
            return new MaskedCommand(command, facts, []);
        ImmutableArray<MaskedField> fields = [];
        var scratch = new List<SecretFinding>();
        command = command switch
        {
            TicketCommand.Open open when (Mask("title", open.Title), Mask("body", open.Body)) is var (title, body) =>
                ReferenceEquals(title, open.Title) && ReferenceEquals(body, open.Body)
                    ? open
                    : open with
                    {
                        Title = title,
                        Body = body,
                    },
            TicketCommand.Reply reply => reply with { Body = Mask("body", reply.Body) },
            TicketCommand.Note note => note with { Body = Mask("body", note.Body) },
            TicketCommand.RequestHelp help => help with { Body = Mask("body", help.Body) },
            TicketCommand.TellNews news => news with { Body = Mask("body", news.Body) },
            TicketCommand.SetNextStep next => next with { Step = Mask("step", next.Step) },
            TicketCommand.ProposeChange change => change with { What = Mask("change", change.What) },
            TicketCommand.Prioritise priority => priority with { Reason = Mask("reason", priority.Reason) },
            TicketCommand.ChangeFacts change => change with { Facts = MaskAll(change.Facts) },
            TicketCommand.Attach file => file with { Name = Mask("attachment", file.Name) },
            TicketCommand.Escalate escalate => escalate with { Details = MaskAll(escalate.Details) },
            _ => command,
        };
        if (command is TicketCommand.Open)
            facts = MaskAll(facts);
        return new MaskedCommand(command, facts, fields);

        FactSet MaskAll(FactSet written)
        {
            foreach (var (name, value) in written)
            {
                if (
                    IsWritten(policy.Facts.Find(name), value)
                    && Mask(name, value.Text) is var text
                    && !ReferenceEquals(text, value.Text)
                )
                    written = written.With(name, text);
            }
            return written;
        }

        // The very text it was given, when there is nothing to mask.
        string Mask(string field, string text)
        {
            if (SecretMask.Find(text, scratch) is not { } masked)
                return text;
            fields = fields.Add(new MaskedField(field, masked.Secrets));
            return masked.Text;
        }
    }

    // What the host's own systems state, and what stands in a closed list, nobody has written.
    private static bool IsWritten(FactDeclaration? fact, FactValue value) =>
        value.Kind == FactValueKind.Text
        && fact is not { Source: FactSource.Requester or FactSource.Request }
        && !(fact is { Type: FactType.Choice } && fact.Admits(value));
}
