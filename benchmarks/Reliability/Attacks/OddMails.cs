using SupportKit.Delivery;
using SupportKit.Mail.Tests.Sending;
using SupportKit.Tests.Delivery;

namespace SupportKit.Reliability.Attacks;

internal sealed class OddMails()
    : Attack(
        "9",
        "A title that is one URL of 900 characters, a local part outside ASCII, and a line of 5,000 octets.",
        "eight tries each, and never delivered",
        "The first try of each: delivered, with no line over 998 octets, or refused for good with a code."
    )
{
    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        await using var server = new LoopbackMailServer();
        var sample = Transports.Sample;
        var title = await TryAsync(
            sample with
            {
                Subject = "https://desk.example/" + new string('a', 880),
            },
            "ana@people.example"
        );
        var address = await TryAsync(sample, "josé@people.example");
        var line = await TryAsync(sample with { Body = new string('x', 5_000) }, "ana@people.example");
        string[] all = [title, address, line];
        return new(
            $"title {title}, address {address}, line {line}",
            Array.TrueForAll(all, one => one == "delivered" || one.StartsWith("refused", StringComparison.Ordinal))
        );

        async Task<string> TryAsync(Notification notification, string to)
        {
            var transport = SmtpTransports.Smtp(
                server,
                smtp => smtp.AddressOf = (_, _, _) => Task.FromResult<string?>(to)
            );
            try
            {
                var before = server.Mails.Count;
                await transport.SendAsync(notification, stop);
                var mail = server.Mails[before];
                return mail.Bytes.AsSpan().IndexOf("\n"u8) >= 0 && LongestLine(mail.Bytes) <= 998
                    ? "delivered"
                    : "too long a line";
            }
            catch (UndeliverableException refused)
            {
                return $"refused ({refused.Code})";
            }
        }
    }

    private static int LongestLine(byte[] bytes)
    {
        var (longest, current) = (0, 0);
        foreach (var one in bytes)
        {
            current = one is (byte)'\n' or (byte)'\r' ? 0 : current + 1;
            longest = Math.Max(longest, current);
        }
        return longest;
    }
}
