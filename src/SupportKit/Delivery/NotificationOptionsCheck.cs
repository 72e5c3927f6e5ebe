using System.Net.Mail;
using Microsoft.Extensions.Options;
using SupportKit.Localization;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>Refuses what would make notifications lead nowhere, or be hard to read, when the host starts.</summary>
internal sealed class NotificationOptionsCheck
    : OptionsCheck<NotificationOptions>,
        IValidateOptions<NotificationOptions>
{
    ValidateOptionsResult IValidateOptions<NotificationOptions>.Validate(string? name, NotificationOptions options) =>
        options.TicketLink.Length == 0
            ? throw new SupportKitException(
                SupportKitErrors.HostingTicketLinkMissing,
                $"The notifications of tenant \"{name}\" have no link to their ticket.",
                "Call ConfigureNotifications(options => options.TicketLink = \"https://desk.example/tickets/{ticket}\") on what "
                    + "AddSupportKit returns."
            )
            : Validate(name, options);

    protected override IEnumerable<string> Faults(NotificationOptions options)
    {
        if (!IsUrl(options.LinkTo("tenant", default, null), Uri.UriSchemeHttps, Uri.UriSchemeHttp))
            yield return Fault(
                nameof(options.TicketLink),
                "is not an absolute URL of http or https",
                "Write for example https://desk.example/tickets/{ticket}"
            );
        if (
            TextTemplate.PlacesOf(options.TicketLink).Except(["ticket", "number", "tenant"]).FirstOrDefault() is
            { } place
        )
            yield return Fault(
                nameof(options.TicketLink),
                $"has the place {{{place}}}, which nothing fills",
                "Use {ticket}, {number} and {tenant}"
            );
        if (options.From is { } from && (!MailAddress.TryCreate(from, out var read) || !read.User.All(char.IsAscii)))
            yield return Fault(
                nameof(options.From),
                "is not a mail address, or has letters outside ASCII before the @",
                "Write for example desk@desk.example"
            );
        if (options.LogoUrl is { } logo && !(logo.IsAbsoluteUri && logo.Scheme == Uri.UriSchemeHttps))
            yield return Fault(
                nameof(options.LogoUrl),
                "is not an absolute URL of https",
                "Write for example https://desk.example/logo.png"
            );
        if (ColorContrast.WithWhite(options.AccentColor) is not { } contrast)
            yield return Fault(nameof(options.AccentColor), "is not a color", "Write it as #rrggbb, such as #1a5fb4");
        else if (contrast < ColorContrast.Readable)
            yield return Fault(
                nameof(options.AccentColor),
                FormattableString.Invariant(
                    $"has a contrast of {contrast:0.0} to 1 with white, on which text is hard to read"
                ),
                "Choose a darker one, of 4.5 to 1 or more"
            );
        foreach (var fault in Faults(options.HtmlTemplate))
            yield return fault;
    }

    private static IEnumerable<string> Faults(string? template)
    {
        if (template is null)
            yield break;
        var places = TextTemplate.PlacesOf(template).ToList();
        foreach (var needed in ((string[])["body", "closing"]).Except(places))
            yield return Fault(
                nameof(NotificationOptions.HtmlTemplate),
                $"has no place {{{needed}}}",
                "Put it where that text is to stand"
            );
        foreach (var unknown in places.Except(MailPage.Places))
            yield return Fault(
                nameof(NotificationOptions.HtmlTemplate),
                $"has the place {{{unknown}}}, which nothing fills",
                $"Use: {string.Join(", ", MailPage.Places.Select(place => $"{{{place}}}"))}"
            );
    }

    private static bool IsUrl(string text, params string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && schemes.Contains(url.Scheme);
}
