using System.Collections.Immutable;
using System.Net;
using SupportKit.Localization;
using SupportKit.Shared;

namespace SupportKit.Delivery;

/// <summary>
/// A notification as a page of HTML for mails: everything that anybody wrote is encoded, and nothing is loaded but the tenant's logo.
/// </summary>
internal static class MailPage
{
    // Of the languages that are written from right to left, with two letters; the culture data of the machine may have none.
    private static readonly string[] RightToLeft = ["ar", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"];

    private static readonly string Shipped = EmbeddedText.Read(typeof(MailPage).Assembly, "mail.html");

    /// <summary>The places of a template.</summary>
    public static ImmutableArray<string> Places { get; } =
    ["language", "direction", "subject", "number", "desk", "logo", "body", "button", "link", "closing", "accent"];

    /// <summary>The mail's text as an HTML page.</summary>
    public static string Write(Notification notification)
    {
        // What a host made by itself has its whole text in the body.
        var content =
            notification.Content
            ?? new MailContent(new NotificationOptions(), "", notification.Subject, notification.Body, "", "");
        return TextTemplate.Fill(content.Options.HtmlTemplate ?? Shipped, place => Of(place, notification, content));
    }

    private static string Of(string place, Notification notification, MailContent content) =>
        place switch
        {
            "language" => Encode(notification.Language),
            "direction" => RightToLeft.Contains(notification.Language.Split('-')[0]) ? "rtl" : "ltr",
            "subject" => Encode(content.Heading),
            "number" => Encode(notification.Number?.ToString() ?? ""),
            "desk" => Encode(content.Desk),
            "logo" => Logo(content),
            "body" => Paragraphs(content.Text),
            "button" => Button(notification, content),
            "link" => Encode(notification.Link),
            "closing" => Closing(notification, content),
            "accent" => Encode(content.Options.AccentColor),
            _ => "",
        };

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    // On white in either scheme, for a logo is drawn for white.
    private static string Logo(MailContent content) =>
        content.Options.LogoUrl is { } url
            ? $"""<img src="{Encode(url.AbsoluteUri)}" alt="{Encode(content.Desk)}" height="40" style="display:block;height:40px;max-width:240px;width:auto;border:0;padding:4px;border-radius:4px;background-color:#ffffff;color:#1b1d21;font-size:16px;font-weight:bold">"""
            : Encode(content.Desk);

    // Each in the direction of its own words.
    private static string Paragraphs(string text) =>
        string.Concat(
            text.ReplaceLineEndings("\n")
                .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(paragraph =>
                    $"""<p dir="auto" style="margin:0 0 16px 0">{Encode(paragraph).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>{'\n'}"""
                )
        );

    private static string Button(Notification notification, MailContent content) =>
        notification.Link.Length == 0
            ? ""
            : $"""
                <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="border-collapse:separate"><tr>
                <td class="button" style="border-radius:6px;background-color:{Encode(
                    content.Options.AccentColor
                )};border:1px solid {Encode(content.Options.AccentColor)}"><a href="{Encode(
                    notification.Link
                )}" style="display:inline-block;padding:12px 22px;color:#ffffff;font-weight:bold;text-decoration:none">{Encode(
                    content.Button
                )}</a></td>
                </tr></table>
                """;

    // The text is encoded with its place in it, which the link then fills.
    private static string Closing(Notification notification, MailContent content) =>
        TextTemplate.Fill(
            Encode(content.Closing),
            place =>
                place == "link"
                    ? $"""<a class="link" href="{Encode(notification.Link)}" style="color:{Encode(content.Options.AccentColor)}"><bdi>{Encode(notification.Link)}</bdi></a>"""
                    : $"{{{place}}}"
        );
}

/// <summary>What the page of a notification is made of, beside its own members. Immutable.</summary>
/// <param name="Options">How the tenant's pages look.</param>
/// <param name="Desk">What the desk is called.</param>
/// <param name="Heading">The subject without the number.</param>
/// <param name="Text">What is told, without what every message ends with.</param>
/// <param name="Closing">What every message ends with, with <c>{link}</c> in it.</param>
/// <param name="Button">What the link is called.</param>
internal sealed record MailContent(
    NotificationOptions Options,
    string Desk,
    string Heading,
    string Text,
    string Closing,
    string Button
);
