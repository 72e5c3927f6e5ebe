using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Shared;

namespace SupportKit.Storage;

/// <summary>
/// Attachments as files of one directory, on one machine or on a volume that several share. Thread-safe, and safe beside
/// other processes that use the same directory. What the file system itself reports comes out as <see cref="IOException"/>.
/// </summary>
/// <remarks>
/// A file stands in <c>tenant/ticket/id</c>, where the tenant is a hash of its name and the ids are this store's own, so
/// that no name from outside is ever part of a path. It is written under <c>unfinished</c>, and comes to its place when it
/// is whole and on the disk. What a process that died has left in <c>unfinished</c> is listed like any other content.
/// On Unix, files and folders are for the host's own user alone.
/// </remarks>
internal sealed class FileAttachmentStore : IAttachmentStore
{
    private const int Buffer = 81920;
    private const string Unfinished = "unfinished";
    private readonly string root;
    private readonly TimeProvider time;

    /// <summary>Makes a store that keeps files below a folder.</summary>
    /// <param name="directory">Where the files are to be; made when it is first needed. Relative to where the process runs.</param>
    /// <param name="time">Tells when an upload begins.</param>
    public FileAttachmentStore(string directory, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        root = Path.GetFullPath(directory);
        this.time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public async Task<StoredAttachment> SaveAsync(TicketKey ticket, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var id = AttachmentIds.New(time).ToString("N");
        var unfinished = Path.Combine(Folder(Unfinished), UnfinishedName(ticket, id));
        var finished = Path.Combine(Folder(TenantFolder(ticket.Tenant), ticket.Ticket.ToString()), id);
        try
        {
            var file = new FileStream(unfinished, Writing());
            await using var _ = file.ConfigureAwait(false);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[Buffer];
            while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
            file.Flush(flushToDisk: true);
            File.Move(unfinished, finished);
            // Flushed again, so that the new name is on the disk as well.
            file.Flush(flushToDisk: true);
            return new StoredAttachment(id, file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch
        {
            File.Delete(unfinished);
            File.Delete(finished);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PathOf(ticket, attachment) is not { } path)
            return Task.FromResult<Stream?>(null);
        try
        {
            const FileShare others = FileShare.Read | FileShare.Delete;
            return Task.FromResult<Stream?>(
                new FileStream(path, FileMode.Open, FileAccess.Read, others, Buffer, FileOptions.Asynchronous)
            );
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PathOf(ticket, attachment) is { } path)
        {
            Delete(path);
            Delete(Path.Combine(root, Unfinished, UnfinishedName(ticket, attachment)));
        }
        return Task.CompletedTask;

        static void Delete(string path)
        {
            if (File.Exists(path))
                File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(TicketKey Ticket, string Attachment)> ListAsync(
        string tenant,
        Instant before,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask.ConfigureAwait(false); // a directory is read on the caller's thread
        var folder = TenantFolder(tenant);
        var left = FilesOf(Path.Combine(root, Unfinished), $"{folder}.*")
            .Select(file => (Place: file, Parts: file.Name.Split('.')))
            .Where(one => one.Parts.Length == 3)
            .Select(one => (one.Place, Ticket: one.Parts[1], Id: one.Parts[2]));
        var whole = FoldersOf(Path.Combine(root, folder))
            .SelectMany(ticket => FilesOf(ticket.FullName, "*").Select(file => (file, ticket.Name, file.Name)));
        foreach (var (file, ticket, id) in left.Concat(whole))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (
                TicketId.TryParse(ticket, out var owner)
                && AttachmentIds.Parse(id) is { } known
                && (AttachmentIds.BegunAt(known) ?? file.LastWriteTimeUtc.ToInstant()) < before
            )
                yield return (new TicketKey(tenant, owner), id);
        }
    }

    // All at once for a folder, as what is listed may be deleted meanwhile.
    private static FileInfo[] FilesOf(string folder, string pattern) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles(pattern) : [];

    private static DirectoryInfo[] FoldersOf(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).GetDirectories() : [];

    private static string UnfinishedName(TicketKey ticket, string id) =>
        $"{TenantFolder(ticket.Tenant)}.{ticket.Ticket}.{id}";

    // Null when the id is none of this store's: such a one never comes near a path.
    private string? PathOf(TicketKey ticket, string attachment) =>
        AttachmentIds.Parse(attachment) is not null
            ? Path.Combine(root, TenantFolder(ticket.Tenant), ticket.Ticket.ToString(), attachment)
            : null;

    // The hash is of the UTF-16 units: in UTF-8, different names with unpaired surrogates would become equal.
    private static string TenantFolder(string tenant) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(tenant.AsSpan())));

    private string Folder(params string[] parts)
    {
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var path = root;
        Make();
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            Make();
        }
        return path;

        // One by one: those that are made on the way to a folder do not get its mode.
        void Make()
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, own);
        }
    }

    private static FileStreamOptions Writing()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Delete, // it gets its name while it is open
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
