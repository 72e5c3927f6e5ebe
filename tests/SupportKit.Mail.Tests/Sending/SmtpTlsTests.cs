using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit.Security;
using NodaTime;
using SupportKit.Tests;
using static SupportKit.Mail.Tests.Sending.SmtpTransports;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>Mails over TLS, and signing in, against a mail server on this machine with a certificate made for the test.</summary>
public sealed class SmtpTlsTests : IAsyncDisposable
{
    private readonly X509Certificate2 certificate = NewCertificate();
    private readonly NetworkCredential account = new("desk", Guid.NewGuid().ToString());
    private readonly LoopbackMailServer server;
    private X509Certificate2? trusted;

    public SmtpTlsTests() => server = new LoopbackMailServer { Certificate = certificate, Account = account };

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        certificate.Dispose();
    }

    [Fact]
    public async Task Who_signs_in_and_what_is_written_goes_over_TLS()
    {
        trusted = certificate;

        await Tls(account).SendAsync(Sample, default);

        Assert.Equal(Sample.Subject, Assert.Single(server.Mails).Subject);
        Assert.Equal(["EHLO", "STARTTLS"], Verbs(covered: false));
        Assert.Equal(["EHLO", "AUTH", "MAIL", "RCPT", "DATA"], Verbs(covered: true).Except(["QUIT"]));
    }

    [Fact]
    public async Task A_server_that_nobody_vouches_for_is_told_nothing_and_the_mail_waits()
    {
        var transport = Tls(account);
        var host = new DeskFixture(desk => desk.UseTransport(transport.SendAsync));
        await host.OpenAsync();

        await host.Outbox.ProcessAsync();

        Assert.Equal(["EHLO", "STARTTLS"], Verbs(covered: false));
        Assert.Empty(Verbs(covered: true));
        Assert.Empty(await host.Store.DeadLettersAsync(new("default"), 10, default));
        trusted = certificate;
        host.Time.Advance(Duration.FromMinutes(1));
        while (await host.Outbox.ProcessAsync() > 0) { }
        Assert.Equal(2, server.Mails.Count);
    }

    [Fact]
    public async Task Without_TLS_a_host_may_sign_in_all_the_same()
    {
        await Smtp(server, smtp => smtp.Credentials = account).SendAsync(Sample, default);

        Assert.Single(server.Mails);
        Assert.Contains("AUTH", Verbs(covered: false));
    }

    [Fact]
    public async Task A_server_that_does_not_know_who_signs_in_gets_no_mail_and_may_know_later()
    {
        var stranger = new NetworkCredential("desk", Guid.NewGuid().ToString());

        await Assert.ThrowsAsync<AuthenticationException>(() =>
            Smtp(server, smtp => smtp.Credentials = stranger).SendAsync(Sample, default)
        );

        Assert.Empty(server.Begun);
    }

    private INotificationTransport Tls(NetworkCredential who) =>
        Smtp(
            server,
            smtp =>
            {
                (smtp.Security, smtp.Credentials) = (SmtpSecurity.StartTls, who);
                smtp.Trusts = given => trusted is not null && given?.GetCertHashString() == trusted.GetCertHashString();
            }
        );

    private List<string> Verbs(bool covered) =>
        [
            .. server
                .Lines.Where(one => one.Covered == covered)
                .Select(one => one.Line.Split(' ', ':')[0].ToUpperInvariant())
                .Distinct(),
        ];

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
