using System.Collections.Immutable;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Localization;
using SupportKit.Storage;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Delivery;

/// <summary>
/// Pages to look at, in the folder <c>mail-pages</c> beside the tests: with a browser at 390 and 700 pixels, in light and dark.
/// </summary>
public class SampleMailPages
{
    [Theory]
    [InlineData(
        "en",
        "agent-replied",
        "The nightly export is empty since the update",
        "Hello Ana,\n\nthe export ran into a limit. We have raised it:\n- rows: 5,000,000\n- time: 30 minutes\n\nKind regards\nBo"
    )]
    [InlineData(
        "fr",
        "opened-with-promise",
        "Impossible d'enregistrer la pièce jointe « Récapitulatif_des_opérations_du_deuxième_trimestre_version_définitive_corrigée.xlsx » depuis la nouvelle page",
        ""
    )]
    [InlineData(
        "de",
        "agent-asked",
        "Datenschutzfolgenabschätzungsbericht lässt sich nicht exportieren: https://example.com/berichte/datenschutz/folgenabschaetzung/export?format=pdf&sprache=de&jahr=2026",
        "Welche Version verwenden Sie?"
    )]
    [InlineData(
        "en",
        "agent-replied",
        "لا يعمل تصدير التقرير بعد التحديث",
        "مرحباً، لقد أصلحنا التصدير.\nيرجى المحاولة مرة أخرى.\n\nKind regards, Bo"
    )]
    [InlineData(
        "ar",
        "agent-replied",
        "لا يعمل تصدير التقرير بعد التحديث",
        "مرحباً، لقد أصلحنا التصدير.\n\nThe log says: timeout after 30 s."
    )]
    public void A_page_is_written_to_be_looked_at(string language, string template, string title, string body)
    {
        var notification = Notification(language, template, title, body);

        var page = notification.ToHtml();
        Assert.Contains("ACME-1042", page, StringComparison.Ordinal);
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "mail-pages"));
        var name = $"{language}-{template}{(title[0] > 'ࠀ' || title[0] < '\u0600' ? "" : "-rtl")}.html";
        File.WriteAllText(Path.Combine(folder.FullName, name), page);
    }

    /// <summary>A notification to somebody outside the desk.</summary>
    internal static Notification Notification(
        string language,
        string template,
        string title,
        string body,
        NotificationOptions? options = null
    )
    {
        var message = new OutboundMessage(
            "m1",
            TicketId.Parse("0198c0de0000700080000000000000aa"),
            1,
            new Recipient(RecipientKind.Requester, "ana"),
            template,
            language,
            new Dictionary<string, string>
            {
                ["desk"] = "Example Support",
                ["number"] = "ACME-1042",
                ["title"] = title,
                ["body"] = body,
                ["pause"] = "paused",
                ["answer-by"] = "2026-03-02T15:00:00Z",
                ["kind"] = "committed",
            }.ToImmutableSortedDictionary(StringComparer.Ordinal)
        );

        Assert.True(
            NotificationTexts.TryRender(
                new ClaimedMessage("default", message, 0, default),
                Digibee,
                TextCatalog.Shipped,
                options ?? new NotificationOptions { TicketLink = "https://desk.example/tickets/{ticket}" },
                out var notification
            )
        );

        return notification;
    }
}
