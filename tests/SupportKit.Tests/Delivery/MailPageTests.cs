using System.Text.RegularExpressions;
using SupportKit.Decisions;
using SupportKit.Delivery;

namespace SupportKit.Tests.Delivery;

/// <summary>The page of a mail: readable for everybody, and safe whatever people write.</summary>
public class MailPageTests
{
    private const string Hostile = "<script>alert(1)</script> \"a' & <img src=x onerror=y> {link} {body}";

    [Fact]
    public void What_people_wrote_is_encoded_wherever_it_stands()
    {
        var page = SampleMailPages.Notification("en", "agent-replied", Hostile, Hostile).ToHtml();

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(4, Regex.Count(page, "&lt;script&gt;alert\\(1\\)&lt;/script&gt; &quot;a&#39; &amp;")); // title twice, heading, text
        Assert.Contains("{link} {body}", page, StringComparison.Ordinal); // a place in a text stays as it is written
    }

    [Fact]
    public async Task It_says_its_language_and_loads_nothing()
    {
        var page = (await SentAsync()).ToHtml();

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">", page, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"color-scheme\" content=\"light dark\">", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)\\ssrc=|url\\(|@import|<link|<script|<iframe|<form", page);
        Assert.All(
            Regex.Matches(page, "<table[^>]*>"),
            table => Assert.Contains("role=\"presentation\"", table.Value, StringComparison.Ordinal)
        );
        Assert.DoesNotMatch(@"\{[a-z]+\}", Regex.Replace(page, "(?s)<style>.*</style>", ""));
    }

    [Theory]
    [InlineData("ar", "rtl")]
    [InlineData("he-IL", "rtl")]
    [InlineData("fr", "ltr")]
    public void It_is_written_in_the_direction_of_its_language(string language, string direction) =>
        Assert.Contains(
            $"<html lang=\"{language}\" dir=\"{direction}\">",
            (Transports.Sample with { Language = language }).ToHtml(),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Each_tenant_has_its_own_sender_link_logo_and_color()
    {
        var mail = await SentAsync(configure: desk =>
            desk.ConfigureNotifications(
                "default",
                options =>
                {
                    options.TicketLink = "https://{tenant}.acme.example/r/{number}?id={ticket}&x";
                    options.LogoUrl = new Uri("https://acme.example/logo.png?a=1&b=2");
                    options.AccentColor = "#5b1a8c";
                }
            )
        );

        Assert.Equal($"https://default.acme.example/r/T-1?id={mail.Ticket}&x", mail.Link);
        Assert.Contains(mail.Link, mail.Body, StringComparison.Ordinal);
        var page = mail.ToHtml();
        Assert.Equal(
            2,
            Regex.Count(page, Regex.Escape($"href=\"{mail.Link.Replace("&", "&amp;", StringComparison.Ordinal)}\""))
        );
        Assert.Contains(
            "<img src=\"https://acme.example/logo.png?a=1&amp;b=2\" alt=\"",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("background-color:#5b1a8c", page, StringComparison.Ordinal);
        Assert.DoesNotContain("#1a5fb4", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_gives_a_page_of_its_own_whose_places_are_filled_and_encoded()
    {
        var options = new NotificationOptions
        {
            TicketLink = "https://desk.example/{ticket}",
            HtmlTemplate = "<b>{number}: {subject}</b>{body}<a href=\"{link}\">{closing}</a>",
        };

        var page = SampleMailPages.Notification("en", "agent-replied", "1 < 2", "Two.", options).ToHtml();

        Assert.StartsWith(
            "<b>ACME-1042: An answer to: 1 &lt; 2</b><p dir=\"auto\" style=\"margin:0 0 16px 0\">Two.</p>",
            page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_a_link_the_host_does_not_start_and_is_told_what_to_call()
    {
        var host = new DeskFixture(desk => desk.ConfigureNotifications(options => options.TicketLink = ""));

        var error = await Assert.ThrowsAsync<SupportKitException>(() => host.Host.StartAsync());

        Assert.Equal("hosting.ticket_link_missing", error.Code);
        Assert.Contains("ConfigureNotifications(", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TicketLink", "tickets/{ticket}")]
    [InlineData("TicketLink", "javascript:alert({ticket})")]
    [InlineData("TicketLink", "https://desk.example/{id}")]
    [InlineData("LogoUrl", "http://desk.example/logo.png")]
    [InlineData("LogoUrl", "data:image/png;base64,AAAA")]
    [InlineData("AccentColor", "#ffcc00")]
    [InlineData("AccentColor", "blue")]
    [InlineData("AccentColor", "#12345")]
    [InlineData("From", "desk")]
    [InlineData("HtmlTemplate", "<p>{body}</p>")]
    [InlineData("HtmlTemplate", "<p>{body}{closing}{titel}</p>")]
    public async Task What_would_lead_nowhere_or_be_hard_to_read_is_refused_at_start(string option, string value)
    {
        var host = new DeskFixture(desk =>
            desk.ConfigureNotifications(
                "default",
                options =>
                {
                    var property = typeof(NotificationOptions).GetProperty(option)!;
                    property.SetValue(options, property.PropertyType == typeof(Uri) ? new Uri(value) : value);
                }
            )
        );

        var error = await Assert.ThrowsAsync<SupportKitException>(() => host.Host.StartAsync());

        Assert.Equal(SupportKitErrors.HostingOptionImpossible, error.Code);
        Assert.Contains($"NotificationOptions.{option} ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#ffffff", 1)]
    [InlineData("#000000", 21)]
    [InlineData("#777777", 4.48)]
    [InlineData("#ff0000", 4.0)]
    public void Contrast_is_that_of_WCAG(string color, double expected) =>
        Assert.Equal(expected, ColorContrast.WithWhite(color)!.Value, 0.01);

    [Fact]
    public void Every_color_of_the_page_can_be_read_on_its_ground_in_light_and_dark()
    {
        var (light, dark) = ("#ffffff", "#1e2126");
        foreach (
            var (text, ground) in new[]
            {
                ("#1b1d21", light),
                ("#545b66", light),
                ("#1a5fb4", light),
                ("#e8eaed", dark),
                ("#b4bac2", dark),
                ("#9ec5ff", dark),
            }
        )
        {
            Assert.Contains(
                text,
                new NotificationOptions().AccentColor + Transports.Sample.ToHtml(),
                StringComparison.Ordinal
            );
            var (one, other) = (ColorContrast.WithWhite(text)!.Value, ColorContrast.WithWhite(ground)!.Value);
            Assert.InRange(Math.Max(one, other) / Math.Min(one, other), ColorContrast.Readable, 21);
        }
    }

    private static async Task<Notification> SentAsync(
        OpenRequest? request = null,
        Action<SupportKit.Hosting.SupportKitBuilder>? configure = null
    )
    {
        var host = new DeskFixture(configure);
        (await host.Desk.OpenAsync(request ?? DeskFixture.Request())).OrThrow();
        while (await host.Outbox.ProcessAsync() > 0) { }
        return host.Transport.Sent.First(mail => mail.To.Kind == RecipientKind.Requester);
    }
}
