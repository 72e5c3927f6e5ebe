using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Storage;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Storage;

/// <summary>Where files come to lie: nowhere but in the directory, whatever they and their tenants are called.</summary>
public sealed class FileAttachmentStoreTests : IDisposable
{
    private readonly DirectoryInfo around = Directory.CreateTempSubdirectory("supportkit-");
    private readonly FileAttachmentStore store;

    public FileAttachmentStoreTests() => store = new FileAttachmentStore(Root);

    public static TheoryData<string> Hostile =>
        [
            "",
            " ",
            ".",
            "..",
            "../..",
            "..\\..",
            "/etc",
            "C:\\Windows",
            "\\\\server\\share",
            "a\0b",
            "CON",
            "nul.txt",
            "a:stream",
            "~",
            "unfinished",
            "\ud800",
            new string('x', 10_000),
            string.Concat(Enumerable.Repeat("../", 100)) + "etc/passwd",
        ];

    private string Root => Path.Combine(around.FullName, "files");

    private string[] Everything => Directory.GetFiles(around.FullName, "*", SearchOption.AllDirectories);

    public void Dispose() => around.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task No_tenant_leaves_the_directory_or_meets_another(string tenant)
    {
        if (string.IsNullOrWhiteSpace(tenant) || tenant is "a\0b" or "\ud800")
        {
            // No key has such a tenant, so that no store is ever asked for it.
            Assert.Throws<ArgumentException>(() => KeyOf(tenant));
            return;
        }
        var (key, other) = (KeyOf(tenant), KeyOf("another"));
        var stored = await SaveAsync(key, "theirs");

        var path = Assert.Single(Everything);
        Assert.Matches("^[0-9a-f]{64}.[0-9a-f]{32}.[0-9a-f]{32}$", Path.GetRelativePath(Root, path));
        Assert.Equal("theirs", await TextAsync(key, stored.Id));
        Assert.Null(await store.OpenAsync(other with { Ticket = key.Ticket }, stored.Id, default));

        await store.DeleteAsync(key, stored.Id, default);
        Assert.Empty(Everything);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task No_id_reaches_any_other_file(string id)
    {
        var key = KeyOf("tenant");
        var stored = await SaveAsync(key, "theirs");
        await File.WriteAllTextAsync(Path.Combine(around.FullName, "secret"), "not theirs");
        var folder = Path.GetDirectoryName(Everything.Single(path => path.StartsWith(Root, StringComparison.Ordinal)))!;
        var outside = Path.GetRelativePath(folder, Path.Combine(around.FullName, "secret"));

        foreach (var asked in new[] { id, outside, Path.Combine(around.FullName, "secret"), $"{stored.Id}/{id}" })
        {
            Assert.Null(await store.OpenAsync(key, asked, default));
            await store.DeleteAsync(key, asked, default);
        }

        Assert.Equal(2, Everything.Length);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_no_file_and_none_has_its_name_before_it_is_whole()
    {
        var key = KeyOf("tenant");
        string[] during = [];
        using var breaking = new Breaking(200_000, () => during = Everything);

        await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(key, breaking, default));

        Assert.Equal("unfinished", Path.GetFileName(Path.GetDirectoryName(Assert.Single(during))));
        Assert.Empty(Everything);
    }

    [Fact]
    public async Task What_a_process_that_died_left_is_no_file_of_any_ticket()
    {
        var key = KeyOf("tenant");
        var stored = await SaveAsync(key, "whole");
        var left = Guid.NewGuid().ToString("N");
        await File.WriteAllTextAsync(Path.Combine(Root, "unfinished", left), "ha");

        Assert.Null(await store.OpenAsync(key, left, default));
        Assert.Equal("whole", await TextAsync(key, stored.Id));
    }

    [Fact]
    public async Task Another_process_and_a_restart_find_the_same()
    {
        var key = KeyOf("tenant");
        var stored = await SaveAsync(key, "kept");

        using var content = await new FileAttachmentStore(Root).OpenAsync(key, stored.Id, default);

        Assert.Equal("kept", await new StreamReader(content!).ReadToEndAsync());
    }

    [Fact]
    public async Task Whoever_reads_a_file_that_is_deleted_reads_on()
    {
        var key = KeyOf("tenant");
        var stored = await SaveAsync(key, new string('x', 300_000));
        using var content = await store.OpenAsync(key, stored.Id, default);
        await store.DeleteAsync(key, stored.Id, default);

        Assert.Equal(300_000, (await new StreamReader(content!).ReadToEndAsync()).Length);
    }

    [Fact]
    public async Task On_Unix_nobody_else_of_the_machine_reads_them()
    {
        if (OperatingSystem.IsWindows())
            return;
        await SaveAsync(KeyOf("tenant"), "theirs");

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        Assert.All(
            Directory.GetFileSystemEntries(Root, "*", SearchOption.AllDirectories).Append(Root),
            path => Assert.Equal(UnixFileMode.None, ModeOf(path) & others)
        );

        static UnixFileMode ModeOf(string path) =>
            OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
    }

    [Fact]
    public void A_host_says_where_in_one_line()
    {
        var services = new ServiceCollection();
        services.AddSupportKit().UseFileAttachments(Root);
        using var provider = services.BuildServiceProvider();

        Assert.IsType<FileAttachmentStore>(provider.GetRequiredService<IAttachmentStore>());
        Assert.Throws<ArgumentException>(() => new FileAttachmentStore(" "));
    }

    private static TicketKey KeyOf(string tenant) => new(tenant, TicketId.New(Monday));

    private async Task<StoredAttachment> SaveAsync(TicketKey key, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await store.SaveAsync(key, content, default);
    }

    private async Task<string> TextAsync(TicketKey key, string id)
    {
        using var reader = new StreamReader((await store.OpenAsync(key, id, default))!);
        return await reader.ReadToEndAsync();
    }

    private sealed class Breaking(int length, Action atTheEnd) : MemoryStream(new byte[length])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length)
                return base.ReadAsync(buffer, cancellationToken);
            atTheEnd();
            throw new IOException("The line broke.");
        }
    }
}
