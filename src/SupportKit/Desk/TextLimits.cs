using System.Globalization;
using SupportKit.Localization;
using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Desk;

/// <summary>Whether the texts of a command are as short as the host's options say: looked at before anything else is done with them.</summary>
internal sealed class TextLimits(TextOptions options)
{
    /// <summary>Why the command is not taken; null when it is.</summary>
    public Refusal? Refuse(TicketCommand command)
    {
        var map = new LengthMap(this);
        _ = command.MapTexts(map);
        return map.Refusal;
    }

    /// <summary>Why the request is not taken; null when it is.</summary>
    public Refusal? Refuse(OpenRequest request) =>
        Refuse("title", request.Title)
        ?? Refuse("body", request.Body)
        ?? (request.CallSummary is { } summary ? Refuse("summary", summary) : null)
        ?? Refuse(request.Answers);

    private Refusal.CommandRefused? Refuse(FactSet facts)
    {
        foreach (var (name, value) in facts)
            if (value.Kind == FactValueKind.Text && Refuse(name, value.Text) is { } refusal)
                return refusal;
        return null;
    }

    private Refusal.CommandRefused? Refuse(string field, string text)
    {
        var most = field == "title" ? options.MaxTitleLength : options.MaxTextLength;
        return text.Length <= most
            ? null
            : new Refusal.CommandRefused(
                SupportKitErrors.CommandTextOversized,
                ("field", field),
                ("length", text.Length.ToString(CultureInfo.InvariantCulture)),
                ("max", most.ToString(CultureInfo.InvariantCulture))
            );
    }

    private sealed class LengthMap(TextLimits limits) : TextMap
    {
        public Refusal? Refusal { get; private set; }

        protected override WrittenText Map(string field, WrittenText text)
        {
            Refusal ??= limits.Refuse(field, text.Text);
            return text;
        }

        protected override FactSet Map(FactSet facts)
        {
            Refusal ??= limits.Refuse(facts);
            return facts;
        }
    }
}
