using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>Turns a message's template and values into words, in English, French and Portuguese.</summary>
internal static partial class NotificationTexts
{
    private static readonly FrozenDictionary<string, (string Subject, string Body)> Ready = new[]
    {
        ("en", EnglishTexts.All),
        ("fr", FrenchTexts.All),
        ("pt", PortugueseTexts.All),
    }
        .SelectMany(language =>
            language.Item2.Select(text => KeyValuePair.Create($"{language.Item1}/{text.Key}", text.Value))
        )
        .ToFrozenDictionary(StringComparer.Ordinal);

    // What every message to somebody outside the desk ends with, whoever worded it: where to go on, and that it is not here.
    private static readonly FrozenDictionary<string, string> GoOnThere = new Dictionary<string, string>
    {
        ["en"] = "Replies to this message are not read. Please go on here: {link}",
        ["fr"] = "Les réponses à ce message ne sont pas lues. La suite se passe ici : {link}",
        ["pt"] = "Respostas a esta mensagem não são lidas. Continue aqui: {link}",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Which texts there are, as <c>language/template</c>.</summary>
    public static IEnumerable<string> Names => Ready.Keys;

    /// <summary>The message in its language, or in English when there is no text in it.</summary>
    /// <param name="claimed">The message.</param>
    /// <param name="policy">The policy in force, whose own wording comes first.</param>
    /// <param name="ticketLink">Where people read a ticket, with <c>{ticket}</c> for its id.</param>
    /// <param name="notification">The words.</param>
    /// <returns>False when neither this version nor the policy has a text for the template.</returns>
    public static bool TryRender(
        ClaimedMessage claimed,
        Policy policy,
        string ticketLink,
        [MaybeNullWhen(false)] out Notification notification
    )
    {
        var message = claimed.Message;
        notification = null;
        (string Subject, string Body) text;
        if (policy.Texts.TryGetValue(message.Template, out var own))
            text = (own.Subject.Get(message.Language), own.Body.Get(message.Language));
        else if (
            !Ready.TryGetValue($"{message.Language}/{message.Template}", out text)
            && !Ready.TryGetValue($"en/{message.Template}", out text)
        )
            return false;
        notification = new Notification(
            message.Id,
            claimed.Tenant,
            message.Ticket,
            message.To,
            message.Language,
            Fill(text.Subject),
            Fill($"{text.Body}\n\n{Ending()}")
        )
        {
            Destination = claimed.Destination,
        };
        return true;

        // One pass: a place written inside a person's own words stays as they wrote it.
        string Fill(string text) => Place().Replace(text, place => Value(place.Groups[1].Value));

        string Ending() =>
            message.To.Kind == RecipientKind.Requester
                ? GoOnThere.GetValueOrDefault(message.Language, GoOnThere["en"])
                : "{link}";

        string Value(string name) =>
            name == "link"
                ? ticketLink.Replace("{ticket}", message.Ticket.ToString(), StringComparison.Ordinal)
                : message.Values.GetValueOrDefault(name, "");
    }

    [GeneratedRegex(@"\{([a-z-]+)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
