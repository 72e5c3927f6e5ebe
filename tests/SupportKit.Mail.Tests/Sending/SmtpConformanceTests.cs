using System.Collections.Immutable;
using SupportKit.Testing;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>The mail transport keeps every promise of a transport.</summary>
public sealed class SmtpConformanceTests
{
    public static TheoryData<string> Promises => [.. TransportCases.All.Select(promise => promise.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task Smtp_promises_that(string promise)
    {
        await using var server = new LoopbackMailServer();
        await TransportCases.Get(promise).RunAsync(new SmtpProbe(server));
    }

    private sealed class SmtpProbe(LoopbackMailServer server) : ITransportProbe
    {
        public INotificationTransport Transport { get; } = SmtpTransports.Smtp(server);

        public void SetBehavior(ReceiverBehavior mood) => server.Mood = mood;

        public Task<ImmutableArray<ArrivedNotification>> ArrivedAsync(CancellationToken cancellationToken) =>
            Task.FromResult<ImmutableArray<ArrivedNotification>>([
                .. server.Mails.Select(mail => new ArrivedNotification(
                    mail.Header("Message-ID"),
                    mail.Subject,
                    mail.Body
                )),
            ]);
    }
}
