using System.Text;

namespace SupportKit.Mail.Tests.Parsing;

/// <summary>What MimeKit does with mails that people send, and what the desk makes of it all the same.</summary>
public sealed class LibraryFactTests
{
    private static InboundMessage Parse(string mail, Encoding? encoding = null)
    {
        var bytes = (encoding ?? Encoding.UTF8).GetBytes(mail.ReplaceLineEndings("\r\n"));
        var (read, fault) = MessageParser.Parse(new MemoryStream(bytes, 0, bytes.Length, true, true), null, 200);
        Assert.Null(fault);
        return read!;
    }

    private static InboundMessage OfHeaders(string headers) => Parse($"{headers}\n\nText.");

    [Theory]
    [InlineData("windows-1252", 1252, "It costs 5 € – “really”")]
    [InlineData("iso-8859-15", 28605, "It costs 5 €")]
    [InlineData("shift_jis", 932, "東京")]
    [InlineData("gb18030", 54936, "北京")]
    public void Code_pages_are_known_before_MimeKit_first_looks(string charset, int page, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page)!;

        Assert.Equal(
            text,
            Parse($"From: a@x.example\nContent-Type: text/plain; charset={charset}\n\n{text}", encoding).Body.New
        );
    }

    [Fact]
    public void A_charset_that_nobody_knows_does_not_lose_the_text() =>
        Assert.Contains(
            "caf",
            Parse("From: a@x.example\nContent-Type: text/plain; charset=x-unheard-of\n\ncafé").Body.New,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("From: a..b@people.example", "a..b@people.example")]
    [InlineData("From: Ana <a.@people.example>", "a.@people.example")]
    [InlineData("From: Support, Team <s@x.example>", "s@x.example")]
    [InlineData("From: ANA@People.Example", "ana@people.example")]
    [InlineData("From: Joe Bloggs", "")]
    [InlineData("From: joe@", "")]
    [InlineData("From: joe at example.com", "")]
    [InlineData("Subject: none", "")]
    [InlineData("From: a@x.example, b@x.example", "a@x.example b@x.example")]
    [InlineData("From: a@x.example\nFrom: b@x.example", "a@x.example b@x.example")]
    public void A_sender_is_read_where_MimeKit_finds_none_and_several_are_not_one(string headers, string from) =>
        Assert.Equal(from, string.Join(' ', OfHeaders(headers).From));

    [Theory]
    [InlineData("In-Reply-To: <a@b>\nReferences: <c@d> <e@f> <c@d>", "a@b c@d e@f")]
    [InlineData("In-Reply-To: a@b\nReferences: c@d", "a@b c@d")]
    [InlineData("In-Reply-To: Your message of Monday <a@b>", "a@b")]
    [InlineData("References: <a@b> (comment) <c@d>", "c@d a@b")]
    [InlineData("Subject: none", "")]
    public void References_are_found_with_and_without_brackets_each_once_the_nearest_first(
        string headers,
        string ids
    ) => Assert.Equal(ids, string.Join(' ', OfHeaders($"From: a@x.example\n{headers}").References));

    [Fact]
    public void Without_a_Message_ID_a_mail_is_known_by_its_content_and_date()
    {
        var one = OfHeaders("From: a@x.example\nDate: Mon, 2 Mar 2026 24:00:00 CEST");

        Assert.Null(one.MessageId);
        Assert.Equal(
            one.Identity,
            OfHeaders("Received: by relay\nFrom: a@x.example\nDate: Mon, 2 Mar 2026 24:00:00 CEST").Identity
        );
        Assert.NotEqual(one.Identity, OfHeaders("From: a@x.example\nDate: Tue, 3 Mar 2026 10:00:00 CEST").Identity);
    }

    [Theory]
    [InlineData("Message-ID: <a@b> (comment)", "a@b")]
    [InlineData("Message-ID: <a@b> <c@d>", "a@b")]
    [InlineData("Message-ID: <a@b>\nMessage-ID: <c@d>", "a@b")]
    [InlineData("Message-ID: a@b", "a@b")]
    [InlineData("Subject: none", null)]
    public void Of_a_Message_ID_the_first_counts_without_what_stands_around_it(string header, string? id) =>
        Assert.Equal(id, OfHeaders($"From: a@x.example\n{header}").MessageId);

    [Fact]
    public void Of_two_subjects_the_first_counts_and_every_header_is_kept_for_the_search_for_machines()
    {
        var mail = OfHeaders(
            "From: a@x.example\nSubject: one\nSubject: two\nAuto-Submitted: no\nAuto-Submitted: auto-replied"
        );

        Assert.Equal("one", mail.Subject);
        Assert.Equal(
            ["no", "auto-replied"],
            mail.Headers.Where(one => one.Name == "auto-submitted").Select(one => one.Value)
        );
        Assert.Equal("Auto-Submitted", AutomaticMail.Find(mail)?.Header);
    }

    [Theory]
    [InlineData("Mon, 2 Mar 2026 24:00:00 CEST")]
    [InlineData("Mon, 2 Mar 2026 10:00:00 +9900")]
    [InlineData("yesterday")]
    [InlineData("Tue, 1 Jan 2099 00:00:00 +0000")]
    public async Task Nothing_is_decided_by_the_date_that_a_mail_gives(string date)
    {
        var desk = new MailDesk();

        var ticket = (await desk.ReceiveAsync(MailDesk.Mail("Hello", "Text.", $"Date: {date}"))).Ticket;

        Assert.Equal(desk.Fixture.Time.Now, (await desk.Desk.FindAsync(ticket!.Value, Viewer.Desk))!.OpenedAt);
    }

    [Fact]
    public void Flowed_lines_are_put_together_and_quoted_ones_stay_quoted() =>
        Assert.Equal(
            ("It fails since this morning.", "> Since when?"),
            Parse(
                "From: a@x.example\nContent-Type: text/plain; format=flowed\n\nIt fails \nsince this morning.\n\n> Since \n> when?"
            ).Body
                is var body
                ? (body.New, body.Quoted)
                : default
        );

    [Theory]
    [InlineData("Content-Disposition: attachment; filename=app.log")]
    [InlineData("Content-Disposition: inline; filename=app.log")]
    [InlineData("Content-Type: text/plain; name=app.log")]
    public void A_log_before_the_text_is_a_file_whatever_its_disposition(string header)
    {
        var mail = Parse(
            $"From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n{header}\n\nlog\n--b\nContent-Type: text/plain\n\nSee the log.\n--b--\n"
        );

        Assert.Equal(("See the log.", "app.log"), (mail.Body.New, Assert.Single(mail.Files).Name));
    }

    [Fact]
    public void Texts_around_an_inline_picture_are_one_text_and_the_picture_is_a_file()
    {
        var mail = Parse(
            """
            From: a@x.example
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            Before.
            --b
            Content-Type: image/png
            Content-Disposition: inline
            Content-Transfer-Encoding: base64

            iVBO
            --b
            Content-Type: text/plain

            After.
            --b--
            """
        );

        Assert.Equal("Before.\n\nAfter.", mail.Body.New);
        Assert.Equal("attachment-1.png", Assert.Single(mail.Files).Name);
    }

    [Fact]
    public void A_page_alone_is_read_as_text_without_its_scripts()
    {
        var mail = Parse(
            """
            From: a@x.example
            Content-Type: text/html

            <html><head><title>no</title><style>p{}</style></head><body><script>alert("no")</script>
            <p>Hello&nbsp;&eacute;l&egrave;ve,<br>see <a href="https://x.example/a?b=1&amp;c">this page</a>.</p>
            <ul><li>one<li>two</ul><!-- no --><img src="cid:1" alt="a graph"></body></html>
            """
        );

        Assert.Equal(
            "Hello élève,\nsee this page (https://x.example/a?b=1&c).\n\n- one\n- two\n\n[a graph]",
            mail.Body.New
        );
    }

    [Theory]
    [InlineData(
        "The whole letter, as it was written.",
        "<p>The whole letter, <b>as it was written.</b></p>",
        "The whole letter, as it was written."
    )]
    [InlineData("See page.", "<p>The whole letter, as it was written.</p>", "The whole letter, as it was written.")]
    public void Of_alternatives_the_plain_text_is_taken_unless_it_is_much_poorer(string plain, string page, string text)
    {
        var mail = Parse(
            $"From: a@x.example\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n{page}\n--b--\n"
        );

        Assert.Equal(text, mail.Body.New);
        Assert.Empty(mail.Files);
    }

    [Fact]
    public void Parts_within_parts_without_end_are_read_to_a_depth_and_no_further()
    {
        var deep = new StringBuilder("From: a@x.example\nSubject: deep\n");
        for (var i = 0; i < 2_000; i++)
            deep.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\n\n--b").Append(i).Append('\n');
        deep.Append("\n\nbottom\n");

        var bytes = Encoding.UTF8.GetBytes(deep.ToString());
        var (mail, fault) = MessageParser.Parse(new MemoryStream(bytes, 0, bytes.Length, true, true), null, 200);

        Assert.True(fault is null or MailErrors.MessageOversized);
        Assert.True(mail is null || mail.Subject == "deep");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("this is no header\n\nthis no body")]
    public void What_is_no_mail_says_so_or_has_no_sender(string mail)
    {
        var bytes = Encoding.UTF8.GetBytes(mail);
        var (read, fault) = MessageParser.Parse(new MemoryStream(bytes, 0, bytes.Length, true, true), null, 200);

        Assert.True(fault == MailErrors.MessageUnreadable || read!.From.IsEmpty);
    }

    [Theory]
    [InlineData("multipart/signed; protocol=\"application/pgp-signature\"", "text/plain", MailContents.Signed)]
    [InlineData(
        "multipart/encrypted; protocol=\"application/pgp-encrypted\"",
        "application/octet-stream",
        MailContents.Encrypted
    )]
    [InlineData("multipart/mixed", "application/ms-tnef; name=winmail.dat", MailContents.WinmailDat)]
    [InlineData("multipart/mixed", "text/calendar; method=REQUEST", MailContents.Invitation)]
    [InlineData("multipart/mixed", "application/pkcs7-mime; smime-type=enveloped-data", MailContents.Encrypted)]
    public void What_is_no_text_is_named_as_what_it_is(string whole, string part, object contents) =>
        Assert.Equal(
            (MailContents)contents,
            Parse(
                $"From: a@x.example\nContent-Type: {whole}; boundary=b\n\n--b\nContent-Type: {part}\n\nx\n--b--\n"
            ).Contents
        );
}
