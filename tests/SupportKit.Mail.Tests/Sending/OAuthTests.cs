using System.Net;
using MailKit.Security;
using static SupportKit.Mail.Tests.Sending.SmtpTransports;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>Signing in with a token of the host's, at servers that take it in either form.</summary>
public sealed class OAuthTests : IAsyncDisposable
{
    private readonly string token = Guid.NewGuid().ToString("N");
    private readonly LoopbackMailServer server = new();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("XOAUTH2", "XOAUTH2")]
    [InlineData("OAUTHBEARER", "OAUTHBEARER")]
    [InlineData("LOGIN XOAUTH2 OAUTHBEARER", "XOAUTH2")]
    public async Task A_token_is_handed_over_in_a_form_that_the_server_takes(string offered, string taken)
    {
        server.OAuth = (token, offered);

        await Smtp(token).SendAsync(Sample, default);

        Assert.Single(server.Mails);
        Assert.StartsWith(
            $"AUTH {taken} ",
            server.Lines.Single(line => IsSignIn(line.Line)).Line,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("XOAUTH2")]
    [InlineData("OAUTHBEARER")]
    public async Task A_token_that_has_ended_sends_no_mail_and_the_next_one_does(string offered)
    {
        server.OAuth = (token, offered);
        var tokens = new Queue<string>(["ended", token]);
        var transport = Smtp(server.Port, tokens.Dequeue);

        await Assert.ThrowsAsync<AuthenticationException>(() => transport.SendAsync(Sample, default));
        Assert.Empty(server.Mails);
        await transport.SendAsync(Sample, default); // another attempt asks for another

        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_connection_that_is_kept_asks_for_no_token()
    {
        server.OAuth = (token, "XOAUTH2");
        var asked = 0;
        var transport = Smtp(
            server.Port,
            () =>
            {
                asked++;
                return token;
            }
        );

        for (var i = 0; i < 3; i++)
            await transport.SendAsync(Sample with { Id = $"{i}" }, default);

        Assert.Equal((3, 1), (server.Mails.Count, asked));
    }

    private INotificationTransport Smtp(string given) => Smtp(server.Port, () => given);

    private static INotificationTransport Smtp(int port, Func<string> next) =>
        SmtpTransports.Smtp(
            port,
            smtp =>
            {
                smtp.Credentials = new NetworkCredential("desk", "");
                smtp.AccessToken = _ => Task.FromResult(next());
            }
        );

    private static bool IsSignIn(string line) => line.StartsWith("AUTH", StringComparison.Ordinal);
}
