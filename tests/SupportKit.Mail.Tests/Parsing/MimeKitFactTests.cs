using System.Text;
using MimeKit;

namespace SupportKit.Mail.Tests.Parsing;

/// <summary>
/// What MimeKit itself does, on which the reading of mails rests; <see cref="LibraryFactTests"/> shows what the desk makes of it. The trait names the fact: a
/// version that changes one shows here what to look at.
/// </summary>
public sealed class MimeKitFactTests
{
    [Theory]
    [InlineData("joe", "joe")]
    [InlineData("a@b@c", "a@b")]
    [InlineData("Support, Team <s@x.example>", "s@x.example")]
    [InlineData("a..b@x.example", "")]
    [InlineData("Ana <a.@x.example>", "")]
    [InlineData("group: a@x.example, b@x.example;", "a@x.example b@x.example")]
    [Trait("Fact", "mimekit: a sender that cannot be read is none, without an exception")]
    public void A_sender_is_what_MimeKit_can_read_of_it(string from, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', Load($"From: {from}").From.Mailboxes.Select(one => one.Address)));

    [Fact]
    [Trait("Fact", "mimekit: what is not there is none")]
    public void A_mail_without_headers_has_no_sender_no_date_and_no_id()
    {
        var mail = Load("Subject: none");

        Assert.Equal((0, DateTimeOffset.MinValue, null), (mail.From.Count, mail.Date, mail.MessageId));
    }

    [Theory]
    [InlineData("yesterday", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("Mon, 2 Mar 2026 10:00:00 CEST", "2026-03-02T10:00:00.0000000+00:00")]
    [InlineData("Mon, 2 Mar 2026 10:00:00 +9900", "2026-03-02T10:00:00.0000000+00:00")]
    [InlineData("Mon, 2 Mar 2026 24:00:00 +0000", "2026-03-02T00:00:00.0000000+00:00")]
    [InlineData("Mon, 2 Mar 2026 10:00:60 +0000", "2026-03-02T00:00:00.0000000+00:00")]
    [InlineData("Mon, 2 Mar 2026 23:59:60 +0000", "2026-03-02T23:59:59.0000000+00:00")]
    [Trait("Fact", "mimekit: a date may be another than was written")]
    public void A_date_is_not_what_was_written(string date, string read) =>
        Assert.Equal(read, Load($"Date: {date}").Date.ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("this is not a header\n\nbody")]
    [Trait("Fact", "mimekit: what is not a mail is a FormatException")]
    public void What_is_not_a_mail_is_an_exception(string bytes) =>
        Assert.Throws<FormatException>(() => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(bytes))));

    [Theory]
    [InlineData("Message-ID: a@b", "a@b", null, "")]
    [InlineData("In-Reply-To: a@b\nReferences: c@d", null, null, "")]
    [InlineData("In-Reply-To: Your message of Monday <a@b>", null, "a@b", "")]
    [InlineData("In-Reply-To: <a@b> <c@d>\nReferences: <a@b> <c@d> <a@b>", null, "a@b", "a@b c@d a@b")]
    [InlineData("Message-ID: Your message <a@b", "Yourmessage<a@b", null, "")]
    [Trait("Fact", "mimekit: ids without brackets, several ids, ids that stand twice")]
    public void Ids_are_read_by_three_rules(string headers, string? id, string? reply, string references)
    {
        var mail = Load(headers);

        Assert.Equal((id, reply, references), (mail.MessageId, mail.InReplyTo, string.Join(' ', mail.References)));
    }

    [Fact]
    [Trait("Fact", "mimekit: an id that is set is taken as it is, without spaces")]
    public void An_id_that_is_set_need_not_be_one()
    {
        using var mail = new MimeMessage { MessageId = "ticket- 1" };

        Assert.Equal("ticket-1", mail.MessageId);
        Assert.Throws<ArgumentException>(() => mail.InReplyTo = "");
    }

    [Fact]
    [Trait("Fact", "mimekit: of two headers the first counts, but senders are joined")]
    public void Of_two_headers_the_first_counts_but_senders_are_joined()
    {
        var mail = Load(
            "From: a@x.example\nFrom: b@x.example\nSubject: one\nSubject: two\nAuto-Submitted: no\nAuto-Submitted: auto-replied (by; machine)"
        );

        Assert.Equal((2, "one", "no"), (mail.From.Count, mail.Subject, mail.Headers["Auto-Submitted"]));
        Assert.Equal("auto-replied (by; machine)", mail.Headers.Last().Value);
    }

    [Theory]
    [InlineData("Auto-Submitted", true)]
    [InlineData("Precedence", true)]
    [InlineData("Return-Path", true)]
    [InlineData("List-Id", true)]
    [InlineData("Authentication-Results", true)]
    [InlineData("X-Auto-Response-Suppress", false)]
    [InlineData("X-Autoreply", false)]
    [InlineData("X-Loop", false)]
    [InlineData("Feedback-ID", false)]
    [Trait("Fact", "mimekit: some headers are known by their name alone")]
    public void Some_headers_are_known_by_their_name_alone(string name, bool isKnown) =>
        Assert.Equal(isKnown, Load($"{name}: x").Headers[0].Id != HeaderId.Unknown);

    [Theory]
    [InlineData("Content-Type: text/plain\nContent-Disposition: attachment; filename=a.log", "See the log.")]
    [InlineData("Content-Type: text/plain\nContent-Disposition: inline; filename=a.log", "log")]
    [InlineData("Content-Type: text/plain; name=a.log", "log")]
    [Trait("Fact", "mimekit: TextBody may be a file")]
    public void What_MimeKit_calls_the_text_may_be_a_file(string header, string text) =>
        Assert.Equal(
            text,
            Load(
                $"Content-Type: multipart/mixed; boundary=b\n\n--b\n{header}\n\nlog\n--b\nContent-Type: text/plain\n\nSee the log.\n--b--"
            )
                .TextBody?.Trim()
        );

    [Fact]
    [Trait("Fact", "mimekit: TextBody is the first text alone, and null for a page")]
    public void What_MimeKit_calls_the_text_is_the_first_part_of_it()
    {
        const string Png = "Content-Type: image/png\nContent-Disposition: inline\n\nx";
        var around = Load(
            $"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nBefore.\n--b\n{Png}\n--b\n\nAfter.\n--b--"
        );

        Assert.Equal("Before.", around.TextBody?.Trim());
        Assert.Empty(around.Attachments);
        Assert.Null(Load("Content-Type: text/html\n\n<p>x</p>").TextBody);
    }

    [Fact]
    [Trait("Fact", "mimekit: parts are read 1,024 deep, and the rest is no exception")]
    public void Parts_within_parts_end_without_an_exception()
    {
        var deep = new StringBuilder();
        for (var i = 0; i < 2_000; i++)
            deep.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\n\n--b").Append(i).Append('\n');
        var (entity, depth) = (Load($"{deep}\n\nbottom").Body, 0);
        for (; entity is Multipart { Count: > 0 } parts; depth++)
            entity = parts[0];

        Assert.InRange(depth, 1_000, 1_100);
    }

    [Fact]
    [Trait("Fact", "mimekit: a charset that nobody knows is read as UTF-8, and then as Latin-1")]
    public void A_charset_that_nobody_knows_is_read_all_the_same()
    {
        var bytes = Encoding.Latin1.GetBytes("Content-Type: text/plain; charset=x-unheard-of\n\ncaf\u00e9 cr\u00e8me.");
        var part = Assert.IsType<TextPart>(MimeMessage.Load(new MemoryStream(bytes)).Body);

        Assert.Null(part.ContentType.CharsetEncoding);
        Assert.Equal("caf\u00e9 cr\u00e8me.", part.Text);
    }

    [Fact]
    [Trait("Fact", "mimekit: a line end in a header is dropped")]
    public void A_line_end_in_a_subject_is_dropped()
    {
        using var mail = new MimeMessage { Subject = "Hello\r\nBcc: eve@eve.example" };
        using var written = new MemoryStream();
        mail.WriteTo(written);
        written.Position = 0;

        Assert.Empty(MimeMessage.Load(written).Bcc);
    }

    private static MimeMessage Load(string mail) =>
        MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes($"{mail}\n\n".ReplaceLineEndings("\r\n"))));
}
