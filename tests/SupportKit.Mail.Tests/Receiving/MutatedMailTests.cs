using System.Diagnostics;
using System.Text;

namespace SupportKit.Mail.Tests.Receiving;

/// <summary>What measures the memory of the whole process: no other test runs beside it.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;

/// <summary>
/// Mails that are damaged, cut off, spliced and blown up: each has an outcome with its reason, within bounded time and memory, and what is
/// taken is on a ticket.
/// </summary>
[Collection(nameof(MeasuredAlone))]
public sealed class MutatedMailTests
{
    private static readonly string[] Corpus =
    [
        MailDesk.Mail("The export is empty", "Since this morning it holds no rows.\n\n-- \nAna"),
        MailDesk.Mail(
            "Re: [T-1] Hello",
            "Yes.\n\nOn Mon, 2 Mar 2026 at 9:14, Support <s@desk.example> wrote:\n> Really?"
        ),
        """
            From: =?utf-8?B?QW5h?= <ana@people.example>
            To: "Support, Desk" <support@desk.example>, group: a@b.example, c@d.example;
            Subject: =?iso-8859-1?Q?caf=E9?= =?utf-8?Q?_=F0=9F=98=80?=
            Message-ID: <m1@people.example>
            References: <a@b> <c@d>
            Content-Type: multipart/mixed; boundary="outer"

            --outer
            Content-Type: multipart/alternative; boundary="inner"

            --inner
            Content-Type: text/plain; charset=utf-8; format=flowed
            Content-Transfer-Encoding: quoted-printable

            H=C3=A9llo =
            world
            --inner
            Content-Type: text/html; charset=windows-1252

            <html><body><p>H&eacute;llo <b>world</b><blockquote><div>old</div></blockquote><script>1</script></body></html>
            --inner--
            --outer
            Content-Type: image/png; name*=utf-8''a%20b.png
            Content-Disposition: inline; filename*0="a"; filename*1=".png"
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --outer
            Content-Type: message/rfc822

            From: bob@people.example
            Subject: inner

            Inner text.
            --outer--
            """,
        """
            From: MAILER-DAEMON@mx.example
            To: support@desk.example
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx

            Final-Recipient: rfc822; a@b.example
            Action: failed
            Status: 5.1.1
            --b--
            """,
        """
            From: ana@people.example
            To: support@desk.example
            Content-Type: application/ms-tnef; name=winmail.dat
            Content-Transfer-Encoding: base64

            eJ8+IgAA
            """,
    ];

    [Theory]
    [InlineData(400)]
    public Task Some_mutated_mails_all_have_an_outcome(int count) => RunAsync(count, seed: 7);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(10_000)]
    public Task Ten_thousand_mutated_mails_all_have_an_outcome(int count) => RunAsync(count, seed: 20261128);

    private static async Task RunAsync(int count, int seed)
    {
        var outcomes = new Dictionary<InboundMailOutcome, int>();
        MailDesk? desk = null;
        for (var i = 0; i < count; i++)
        {
            if (i % 250 == 0)
                desk = new MailDesk(options => options.MaxPerHour = int.MaxValue);
            var random = new Random(unchecked(seed * 31 + i));
            var mail = Mutate(random);
            var (started, before) = (Stopwatch.StartNew(), GC.GetTotalAllocatedBytes());

            var result = await desk!.Inbound.ReceiveAsync(new MemoryStream(mail), "support@desk.example");

            var allocated = GC.GetTotalAllocatedBytes() - before;
            Assert.True(started.Elapsed < TimeSpan.FromSeconds(5), $"{i}: {started.Elapsed} for {mail.Length} bytes");
            Assert.True(allocated < 64_000_000 + 200L * mail.Length, $"{i}: {allocated} for {mail.Length} bytes");
            Assert.Contains(MailRules.All, rule => rule.Id == result.Rule);
            Assert.True(result.Code is not null || result.Ticket is not null, $"{i}: {result}");
            if (result.Outcome == InboundMailOutcome.Opened)
            {
                var opened = (TicketEvent.Opened)(await desk.EventsAsync(result.Ticket!.Value))[0];
                Assert.False(opened.Body.IsBlank && opened.Title.IsBlank, $"{i}");
            }
            outcomes[result.Outcome] = outcomes.GetValueOrDefault(result.Outcome) + 1;
        }
        // Mutations that no mail survived, or that none minded, would show nothing.
        Assert.True(
            outcomes.ContainsKey(InboundMailOutcome.Opened) && outcomes.ContainsKey(InboundMailOutcome.SetAside)
        );
    }

    private static byte[] Mutate(Random random)
    {
        var mail = Bytes(random).ToList();
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var (at, length) = (random.Next(mail.Count + 1), random.Next(1, 60));
            switch (random.Next(9))
            {
                case 0: // another byte
                    if (at < mail.Count)
                        mail[at] = (byte)random.Next(256);
                    break;
                case 1: // cut off
                    mail.RemoveRange(at, Math.Min(random.Next(200), mail.Count - at));
                    break;
                case 2: // a piece twice
                    mail.InsertRange(at, mail.GetRange(at, Math.Min(length, mail.Count - at)));
                    break;
                case 3: // the end is missing
                    mail.RemoveRange(at, mail.Count - at);
                    break;
                case 4: // a piece of another mail
                    var other = Bytes(random);
                    var from = random.Next(other.Length);
                    mail.InsertRange(at, other.Skip(from).Take(length * 4));
                    break;
                case 5: // a line that means something
                    mail.InsertRange(at, Encoding.ASCII.GetBytes(Lines[random.Next(Lines.Length)]));
                    break;
                case 6: // the same, very often
                    mail.InsertRange(
                        at,
                        Encoding.ASCII.GetBytes(
                            string.Concat(Enumerable.Repeat(Lines[random.Next(Lines.Length)], random.Next(2_000)))
                        )
                    );
                    break;
                case 7: // other line ends
                    mail = [.. mail.Where(one => one != '\r')];
                    break;
                default: // bytes of nothing
                    var noise = new byte[length];
                    random.NextBytes(noise);
                    mail.InsertRange(at, noise);
                    break;
            }
        }
        return [.. mail];
    }

    private static readonly string[] Lines =
    [
        "--outer\r\n",
        "--inner--\r\n",
        "\r\n\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
        "Content-Type: message/rfc822\r\n\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "Subject: =?utf-8?B?",
        "From: <<<<\"\r\n",
        "References: <a@b>\r\n",
        "<blockquote><div>",
        "> > >\r\n",
        "begin 644 a.txt\r\n",
    ];

    private static byte[] Bytes(Random random) =>
        Encoding.UTF8.GetBytes(Corpus[random.Next(Corpus.Length)].ReplaceLineEndings("\r\n"));
}
