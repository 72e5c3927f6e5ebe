using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SmtpServer.Protocol;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Policies;
using SupportKit.Storage;
using SupportKit.Tests;
using static SupportKit.Mail.Tests.Sending.SmtpTransports;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>Files in mails, against SmtpServer: what the policy lets in arrives byte for byte, and the words arrive in any case.</summary>
public sealed class EnclosedFileTests : IAsyncDisposable
{
    private readonly RealMailServer server = new();
    private readonly byte[] guide = RandomNumberGenerator.GetBytes(300_000);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_file_of_the_answer_arrives_byte_for_byte_under_its_name()
    {
        var mail = await AnswerAsync(policy => policy.EncloseAttachments(), ("Anleitung – größer.pdf", guide));

        var file = Assert.IsType<MimePart>(Assert.Single(mail.Attachments));
        Assert.Equal("Anleitung – größer.pdf", file.FileName);
        Assert.Equal("application/pdf", file.ContentType.MimeType);
        Assert.Equal(guide, BytesOf(file));
        Assert.Contains(
            "– Anleitung – größer.pdf\n",
            mail.TextBody!.ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
        Assert.Contains("– Anleitung", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_files_are_only_named_or_find_no_room_the_mail_holds_none_of_them()
    {
        var named = await AnswerAsync(policy => policy.ListAttachments(), ("guide.pdf", guide));
        var crowded = await AnswerAsync(
            policy => policy.EncloseAttachments(300_010),
            ("guide.pdf", guide),
            ("more.pdf", guide[..11]),
            ("last.pdf", guide[..10])
        );

        Assert.Empty(named.Attachments);
        Assert.Contains("guide.pdf", named.TextBody, StringComparison.Ordinal);
        Assert.Equal(["guide.pdf", "last.pdf"], crowded.Attachments.OfType<MimePart>().Select(file => file.FileName));
        Assert.Contains("more.pdf", crowded.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_word_of_the_policy_a_mail_says_nothing_of_files()
    {
        var mail = await AnswerAsync(policy => policy, ("guide.pdf", guide));

        Assert.Empty(mail.Attachments);
        Assert.DoesNotContain("guide.pdf", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_take_the_files_gets_the_words()
    {
        var refusals = 0;
        server.Answer = () =>
            refusals++ == 0 ? new SmtpResponse((SmtpReplyCode)552, "5.3.4 too long") : SmtpResponse.Ok;

        await Smtp(server.Port).SendAsync(Sample with { Files = [File("guide.pdf", guide)] }, default);

        using var mail = Read(server.Mails.Last());
        Assert.Empty(mail.Attachments);
        Assert.Equal(Sample.Body, mail.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Equal(2, refusals);
    }

    [Fact]
    public async Task A_damaged_file_does_not_keep_the_answer_back()
    {
        var mail = await AnswerAsync(
            policy => policy.EncloseAttachments(),
            damage: true,
            ("guide.pdf", guide),
            ("other.pdf", guide[..50])
        );

        Assert.Empty(mail.Attachments);
        Assert.Contains("guide.pdf", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("message/rfc822")]
    [InlineData("multipart/mixed; boundary=x")]
    [InlineData("text/html\r\nBcc: eve@eve.example")]
    [InlineData("")]
    public async Task Whatever_media_type_is_claimed_the_file_is_one_part_to_be_saved(string claimed)
    {
        var file = File("guide\r\nBcc: eve@eve.example", guide[..100]) with { ContentType = claimed };

        await Smtp(server.Port).SendAsync(Sample with { Files = [file] }, default);

        using var mail = Read(server.Mails.Single());
        var part = Assert.IsType<MimePart>(Assert.Single(mail.Attachments));
        Assert.Equal(ContentDisposition.Attachment, part.ContentDisposition!.Disposition);
        Assert.Equal(guide[..100], BytesOf(part));
        Assert.Empty(mail.Bcc);
    }

    [Fact]
    public async Task A_mail_with_large_files_holds_none_of_them_in_memory()
    {
        const int Length = 20 * 1024 * 1024;
        var reads = 0;
        var file = new NotificationFile(
            "large.bin",
            "application/octet-stream",
            Length,
            _ =>
            {
                reads++;
                return Task.FromResult<Stream?>(new Zeros(Length));
            }
        );
        using var content = new ReopenedStream(file);
        using var part = new MimePart("application", "octet-stream")
        {
            Content = new MimeContent(content),
            ContentTransferEncoding = ContentEncoding.Base64,
        };
        await part.WriteToAsync(Stream.Null);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 3; i++)
            await part.WriteToAsync(Stream.Null);

        // Everything here ends at once, so all of it ran on this thread.
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < Length / 4, "It is read in pieces.");
        Assert.Equal(4, reads);
    }

    private Task<MimeMessage> AnswerAsync(
        Func<PolicyBuilder, PolicyBuilder> change,
        params (string Name, byte[] Content)[] files
    ) => AnswerAsync(change, damage: false, files);

    private async Task<MimeMessage> AnswerAsync(
        Func<PolicyBuilder, PolicyBuilder> change,
        bool damage,
        params (string Name, byte[] Content)[] files
    )
    {
        var store = new DamagingStore(TimeProvider.System) { IsDamaged = damage };
        var desk = new MailDesk(
            null,
            builder =>
            {
                builder.Services.AddSingleton<IAttachmentStore>(store);
                builder
                    .UseTransport((_, _) => Task.CompletedTask, takes: (_, _) => false)
                    .UseSmtp(smtp =>
                    {
                        (smtp.Host, smtp.Port, smtp.Security) = ("127.0.0.1", server.Port, SmtpSecurity.None);
                        smtp.From = "desk@desk.example";
                        smtp.AddressOf = (_, to, _) => Task.FromResult<string?>($"{to.Id}@people.example");
                        smtp.Recipients = [RecipientKind.Requester];
                    });
            }
        );
        var json = JsonNode.Parse(Samples.Digibee.ToJson())!.AsObject();
        json.Remove("privacy");
        var policy = change(PolicyBuilder.From(Policy.Parse(json.ToJsonString()))).Build();
        desk.Fixture.Host.Services.GetRequiredService<PolicyCatalog>().Replace(SupportDesk.DefaultTenant, policy);
        var ticket = await desk.OpenAsync();
        var agent = Actor.Agent("bia");
        foreach (var (name, content) in files)
            (await desk.Desk.AttachAsync(ticket, agent, name, "application/pdf", new MemoryStream(content))).OrThrow();
        (await desk.Desk.ApplyAsync(ticket, new TicketCommand.Reply(agent, "See the guide."))).OrThrow();
        while (await desk.Fixture.Outbox.ProcessAsync() > 0) { }
        return Read(server.Mails.Last());
    }

    private static NotificationFile File(string name, byte[] content) =>
        new(name, "application/pdf", content.Length, _ => Task.FromResult<Stream?>(new MemoryStream(content)));

    private static MimeMessage Read(byte[] mail) => MimeMessage.Load(new MemoryStream(mail));

    private static byte[] BytesOf(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>A store that gives a changed byte, where it is damaged.</summary>
    private sealed class DamagingStore(TimeProvider time) : IAttachmentStore
    {
        private readonly InMemoryAttachmentStore inner = new(time);

        public bool IsDamaged { get; init; }

        public Task<StoredAttachment> SaveAsync(TicketKey ticket, Stream content, CancellationToken stop) =>
            inner.SaveAsync(ticket, content, stop);

        public async Task<Stream?> OpenAsync(TicketKey ticket, string attachment, CancellationToken stop)
        {
            var content = await inner.OpenAsync(ticket, attachment, stop);
            if (!IsDamaged || content is null)
                return content;
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, stop);
            var bytes = copy.ToArray();
            bytes[0] ^= 1;
            return new MemoryStream(bytes);
        }

        public Task DeleteAsync(TicketKey ticket, string attachment, CancellationToken stop) =>
            inner.DeleteAsync(ticket, attachment, stop);
    }

    private sealed class Zeros(int length) : Stream
    {
        private int left = length;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = Math.Min(left, buffer.Length);
            buffer[..read].Clear();
            left -= read;
            return read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
