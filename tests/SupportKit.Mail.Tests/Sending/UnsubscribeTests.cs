using System.Security.Cryptography;
using MimeKit;
using static SupportKit.Mail.Tests.Sending.SmtpTransports;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>What a reader can do without can be turned off, and nothing else.</summary>
public sealed class UnsubscribeTests : IAsyncDisposable
{
    private static readonly Uri Page = new("https://desk.example/mails?of=ana");

    private readonly RealMailServer server = new();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("digest-sent", true)]
    [InlineData("promise-warned", true)]
    [InlineData("agent-replied", false)]
    [InlineData("auto-close-warning-sent", false)]
    [InlineData("opened", false)]
    public async Task Digests_and_reminders_say_where_they_are_turned_off_and_what_tells_of_a_request_does_not(
        string template,
        bool says
    )
    {
        var mail = await SentAsync(template, smtp => smtp.UnsubscribeLinkOf = _ => Page);

        Assert.Equal(says ? $"<{Page.AbsoluteUri}>" : null, mail.Headers["List-Unsubscribe"]);
        Assert.Null(mail.Headers["List-Unsubscribe-Post"]);
    }

    [Theory]
    [InlineData("https://desk.example/off", true, true, true)]
    [InlineData("https://desk.example/off", false, true, false)]
    [InlineData("https://desk.example/off", true, false, false)] // RFC 8058: not without a signature
    [InlineData("http://desk.example/off", true, true, false)]
    [InlineData("mailto:off@desk.example", true, true, false)]
    public async Task One_click_is_offered_only_where_it_is_safe(
        string link,
        bool isEndpoint,
        bool isSigned,
        bool offers
    )
    {
        using var key = RSA.Create(2048);
        var dkim = new DkimOptions
        {
            Domain = "desk.example",
            Selector = "s1",
            PrivateKey = key.ExportRSAPrivateKeyPem(),
        };

        var mail = await SentAsync(
            "digest-sent",
            smtp =>
            {
                smtp.UnsubscribeLinkOf = _ => new Uri(link);
                smtp.UnsubscribesInOneClick = isEndpoint;
                smtp.Dkim = isSigned ? [dkim] : [];
            }
        );

        Assert.Equal($"<{link}>", mail.Headers["List-Unsubscribe"]);
        Assert.Equal(offers ? "List-Unsubscribe=One-Click" : null, mail.Headers["List-Unsubscribe-Post"]);
        if (offers)
            Assert.Contains(
                "list-unsubscribe:list-unsubscribe-post",
                string.Concat(mail.Headers[HeaderId.DkimSignature]!.Where(letter => !char.IsWhiteSpace(letter))),
                StringComparison.OrdinalIgnoreCase
            );
    }

    [Fact]
    public async Task Without_a_place_of_the_hosts_nothing_is_said() =>
        Assert.Null((await SentAsync("digest-sent", _ => { })).Headers["List-Unsubscribe"]);

    private async Task<MimeMessage> SentAsync(string template, Action<SmtpOptions> more)
    {
        await Smtp(server.Port, more).SendAsync(Sample with { Template = template }, default);
        return await MimeMessage.LoadAsync(new MemoryStream(server.Mails.Single()));
    }
}
