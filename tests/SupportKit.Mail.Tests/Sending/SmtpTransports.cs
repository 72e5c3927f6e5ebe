using Microsoft.Extensions.DependencyInjection;
using SupportKit.Tests.Delivery;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>Transports to a mail server on this machine.</summary>
internal static class SmtpTransports
{
    public static Notification Sample => Transports.Sample;

    public static INotificationTransport Smtp(
        LoopbackServer server,
        Action<SmtpOptions>? more = null,
        TimeProvider? time = null
    ) => Smtp(server.Port, more, time);

    public static INotificationTransport Smtp(int port, Action<SmtpOptions>? more = null, TimeProvider? time = null) =>
        Transports.Make(
            desk =>
                desk.UseSmtp(smtp =>
                {
                    (smtp.Host, smtp.Port, smtp.Security) = ("127.0.0.1", port, SmtpSecurity.None);
                    (smtp.From, smtp.FromName) = ("desk@desk.example", "Élan Desk");
                    smtp.AddressOf = (_, to, _) => Task.FromResult<string?>($"{to.Id}@people.example");
                    more?.Invoke(smtp);
                }),
            time
        );
}
