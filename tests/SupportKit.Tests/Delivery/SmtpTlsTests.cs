using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NodaTime;
using static SupportKit.Tests.Delivery.Transports;

namespace SupportKit.Tests.Delivery;

/// <summary>Mails over TLS, and signing in, against a mail server on this machine with a certificate made for the test.</summary>
public sealed class SmtpTlsTests : IAsyncDisposable
{
    private readonly X509Certificate2 certificate = NewCertificate();
    private readonly NetworkCredential account = new("desk", Guid.NewGuid().ToString());
    private readonly LoopbackMailServer server;

    public SmtpTlsTests() => server = new LoopbackMailServer { Certificate = certificate, Account = account };

    public async ValueTask DisposeAsync()
    {
        Trust(null);
        await server.DisposeAsync();
        certificate.Dispose();
    }

    [Fact]
    public async Task Who_signs_in_and_what_is_written_goes_over_TLS()
    {
        Trust(certificate);

        await Smtp(server, smtp => (smtp.UseTls, smtp.Credentials) = (true, account)).SendAsync(Sample, default);

        Assert.Equal(Sample.Subject, Assert.Single(server.Mails).Subject);
        Assert.Equal(["EHLO", "STARTTLS"], Verbs(covered: false));
        Assert.Equal(["EHLO", "AUTH", "MAIL", "RCPT", "DATA"], Verbs(covered: true).Except(["QUIT"]));
    }

    [Fact]
    public async Task A_server_that_nobody_vouches_for_is_told_nothing_and_the_mail_waits()
    {
        var transport = Smtp(server, smtp => (smtp.UseTls, smtp.Credentials) = (true, account));
        var host = new DeskFixture(desk => desk.UseTransport(transport.SendAsync));
        await host.OpenAsync();

        await host.Outbox.ProcessAsync();

        Assert.Equal(["EHLO", "STARTTLS"], Verbs(covered: false));
        Assert.Empty(Verbs(covered: true));
        Assert.Empty(await host.Store.DeadLettersAsync(new("default"), 10, default));
        Trust(certificate);
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

        await Assert.ThrowsAsync<SmtpException>(() =>
            Smtp(server, smtp => smtp.Credentials = stranger).SendAsync(Sample, default)
        );

        Assert.Empty(server.Begun);
    }

    private List<string> Verbs(bool covered) =>
        [
            .. server
                .Lines.Where(one => one.Covered == covered)
                .Select(one => one.Line.Split(' ', ':')[0].ToUpperInvariant())
                .Distinct(),
        ];

    // The mail client of .NET asks this of the whole process; nothing else in it does.
    private static void Trust(X509Certificate2? certificate)
    {
#pragma warning disable SYSLIB0014 // obsolete for web requests; for mails there is no other way
        ServicePointManager.ServerCertificateValidationCallback = certificate is null
            ? null
            : (_, given, _, _) => given?.GetCertHashString() == certificate.GetCertHashString();
#pragma warning restore SYSLIB0014
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
