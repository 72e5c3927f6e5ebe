using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Hosting;
using SupportKit.Tests;

namespace SupportKit.Mail.Tests;

/// <summary>Digibee's desk with two mail addresses. People write from <c>NAME@people.example</c>; strangers from elsewhere.</summary>
internal sealed class MailDesk
{
    public static readonly string Key = Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    public MailDesk(Action<MailOptions>? more = null, Action<SupportKitBuilder>? configure = null) =>
        Fixture = new DeskFixture(builder =>
        {
            builder.UseMail(options =>
            {
                options.SigningKeys = [Key];
                options.Addresses =
                [
                    new()
                    {
                        Address = "support@desk.example",
                        Channel = "email",
                        Category = "question",
                    },
                    new()
                    {
                        Address = "escalate@desk.example",
                        Channel = "escalation",
                        IsEscalation = true,
                    },
                ];
                options.RequesterOf = (_, address, _) =>
                    Task.FromResult(
                        address.EndsWith("@people.example", StringComparison.Ordinal) ? address.Split('@')[0] : null
                    );
                more?.Invoke(options);
            });
            configure?.Invoke(builder);
        });

    public DeskFixture Fixture { get; }

    public SupportDesk Desk => Fixture.Desk;

    public InboundMail Inbound => Fixture.Host.Services.GetRequiredService<InboundMail>();

    public TicketToken Tokens => Fixture.Host.Services.GetRequiredService<TicketToken>();

    /// <summary>Takes a mail in that is written out here; a line of its header that begins with a space is none.</summary>
    public Task<InboundMailResult> ReceiveAsync(string mail, string? recipient = null) =>
        Inbound.ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"))), recipient);

    /// <summary>A mail of Ana's with further lines in its header.</summary>
    public static string Mail(string subject, string body, params string[] headers) =>
        $"""
            From: Ana Lima <ana@people.example>
            To: support@desk.example
            Subject: {subject}
            Message-ID: <{Math.Abs(HashCode.Combine(subject, body))}@people.example>
            {string.Join('\n', headers.Append("Content-Type: text/plain; charset=utf-8"))}

            {body}
            """;

    public async Task<IReadOnlyList<Ticket>> TicketsAsync() =>
        (await Desk.ListAsync(new TicketQuery(SupportDesk.DefaultTenant, Viewer.Desk))).Tickets;

    public async Task<IReadOnlyList<TicketEvent>> EventsAsync(TicketKey ticket) =>
        [.. (await Desk.GetHistoryAsync(ticket, Viewer.Desk)).Select(recorded => recorded.Event)];

    /// <summary>Ana's ticket, opened by a mail.</summary>
    public async Task<TicketKey> OpenAsync() =>
        (await ReceiveAsync(Mail("The export is empty", "Since this morning the export holds no rows."))).Ticket!.Value;
}
