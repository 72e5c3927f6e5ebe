using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportKit.Desk;
using SupportKit.Storage;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>Which files are let in is the host's to say; and what comes out is what went in.</summary>
public sealed class AttachmentLimitsTests
{
    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);
    private readonly AttachmentOptions options = new();
    private readonly CountingAttachments files = new(TimeProvider.System);
    private readonly SupportDesk desk;

    public AttachmentLimitsTests() => desk = DeskOver(files);

    [Fact]
    public async Task A_file_may_have_just_as_many_bytes_and_not_one_more()
    {
        options.MaxBytes = 1000;
        var ticket = await life.OpenAsync();

        Assert.Null(await AttachAsync(ticket, new byte[1000]));
        Assert.Equal("attachment.size_exceeded", await AttachAsync(ticket, new byte[1001]));
        Assert.Equal(1, files.Count);
    }

    [Fact]
    public async Task One_that_is_too_large_is_read_no_further_than_it_takes_to_know()
    {
        options.MaxBytes = 1_000_000;
        var ticket = await life.OpenAsync();
        using var endless = new Endless();

        var result = await desk.AttachAsync(Key(ticket), Ana, "all.log", "text/plain", endless);

        Assert.Equal("attachment.size_exceeded", CodeOf(result));
        Assert.InRange(endless.Given, 1_000_001, 1_200_000);
        Assert.Equal(0, files.Count);
        Assert.Empty((await life.Desk.FindAsync(Key(ticket), Viewer.Desk))!.Attachments);
    }

    [Fact]
    public async Task What_is_refused_for_its_type_or_number_is_not_read_at_all()
    {
        options.MaxPerTicket = 0;
        var ticket = await life.OpenAsync();
        using var endless = new Endless();

        var many = await desk.AttachAsync(Key(ticket), Ana, "a.txt", "text/plain", endless);
        var type = await desk.AttachAsync(Key(ticket), Ana, "a.html", "text/html", endless);

        Assert.Equal(("attachment.count_exceeded", "attachment.type_refused"), (CodeOf(many), CodeOf(type)));
        Assert.Equal(0, endless.Given);
    }

    [Fact]
    public async Task A_ticket_has_so_many_files_at_a_time_however_many_come_at_once()
    {
        options.MaxPerTicket = 3;
        var ticket = await life.OpenAsync();

        var codes = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Task.Run(() => AttachAsync(ticket, new byte[10])))
        );

        Assert.Equal(9, codes.Count(code => code == "attachment.count_exceeded"));
        Assert.Equal(3, files.Count);
        var file = (await desk.FindAsync(Key(ticket), Viewer.Desk))!.Attachments[0].Id;
        await desk.WithdrawAttachmentAsync(Key(ticket), Ana, file);
        Assert.Null(await AttachAsync(ticket, new byte[10]));
    }

    [Fact]
    public async Task A_host_that_stores_files_by_itself_is_held_to_the_same()
    {
        options.MaxBytes = 10;
        var ticket = await life.OpenAsync();
        var asked = new[] { ("text/plain", 11L), ("text/html", 1L), ("text/plain", 10L) };

        var results = new List<string>();
        foreach (var (type, length) in asked)
        {
            var result = await desk.ApplyAsync(Key(ticket), new TicketCommand.Attach(Ana, "f", "f", type, length));
            results.Add(result is DeskResult.Refused ? CodeOf(result) : "taken");
        }

        Assert.Equal(["attachment.size_exceeded", "attachment.type_refused", "taken"], results);
    }

    [Theory]
    [InlineData("image/png", true)]
    [InlineData("IMAGE/PNG", true)]
    [InlineData("text/plain; charset=utf-8", true)]
    [InlineData("video/x-anything", true)]
    [InlineData("image/svg+xml", false)]
    [InlineData("text/html", false)]
    [InlineData("application/x-msdownload", false)]
    [InlineData("text/plain\r\nX-Header: 1", false)]
    [InlineData("text/plain, text/html", false)]
    [InlineData("text/plainer", false)]
    [InlineData("videos/mp4", false)]
    [InlineData("video", false)]
    [InlineData("*/*", false)]
    [InlineData("", false)]
    public void By_default_what_a_browser_would_run_is_not_taken(string type, bool taken) =>
        Assert.Equal(taken, options.Takes(type));

    [Theory]
    [InlineData(0, 1, "image/*", "MaxBytes")]
    [InlineData(1, -1, "image/*", "MaxPerTicket")]
    [InlineData(1, 1, null, "MediaTypes")]
    [InlineData(1, 1, "image", "MediaTypes")]
    [InlineData(1, 1, "*/*", "MediaTypes")]
    [InlineData(1, 1, "text/plain; charset=utf-8", "MediaTypes")]
    public void Options_that_cannot_work_stop_the_host_from_starting(
        long bytes,
        int number,
        string? type,
        string option
    )
    {
        var services = new ServiceCollection();
        services
            .AddSupportKit()
            .ConfigureAttachments(limits =>
                (limits.MaxBytes, limits.MaxPerTicket, limits.MediaTypes) = (bytes, number, type is null ? [] : [type])
            );
        using var provider = services.BuildServiceProvider();

        var error = Assert.Throws<SupportKitException>(provider.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal(SupportKitErrors.HostingOptionImpossible, error.Code);
        Assert.Contains($" AttachmentOptions.{option} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hash_of_a_file_stands_in_the_history_and_its_content_is_held_to_it()
    {
        var ticket = await life.OpenAsync();
        await AttachAsync(ticket, Encoding.UTF8.GetBytes("hello"));
        var added = (TicketEvent.AttachmentAdded)(await life.EventsAsync(ticket))[^1];
        Assert.Equal("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", added.Sha256);
        Assert.Equal("hello", await ReadAsync(desk));

        foreach (var damaged in (string[])["hellO", "hell", "hello!", ""])
        {
            var error = await Assert.ThrowsAsync<SupportKitException>(() => ReadAsync(DeskOver(new Damaged(damaged))));
            Assert.Equal(SupportKitErrors.AttachmentContentDamaged, error.Code);
        }

        async Task<string> ReadAsync(SupportDesk from)
        {
            using var content = await from.OpenAttachmentAsync(Key(ticket), Viewer.Desk, added.Attachment);
            Assert.Equal(0, await content!.ReadAsync(Memory<byte>.Empty)); // which is not its end
            return await new StreamReader(content).ReadToEndAsync();
        }
    }

    private SupportDesk DeskOver(IAttachmentStore attachments) =>
        new(
            life.Store,
            attachments,
            life,
            new InMemoryDeskSwitches(),
            life.Policies,
            life.Archive,
            new WorkerSignals(),
            life.Time,
            Options.Create(options)
        );

    private async Task<string?> AttachAsync(Ticket ticket, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        var result = await desk.AttachAsync(Key(ticket), Ana, "a.txt", "text/plain", content);
        return result is DeskResult.Refused ? CodeOf(result) : null;
    }

    /// <summary>Whatever is asked for, it has this.</summary>
    private sealed class Damaged(string text) : IAttachmentStore
    {
        public Task<Stream?> OpenAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken) =>
            Task.FromResult<Stream?>(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        public Task<StoredAttachment> SaveAsync(
            TicketKey ticket,
            Stream content,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task DeleteAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }

    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
