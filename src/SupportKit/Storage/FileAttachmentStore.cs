using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SupportKit.Storage;

/// <summary>
/// Attachments as files of one directory, on one machine or on a volume that several share. Thread-safe, and safe beside
/// other processes that use the same directory. What the file system itself reports comes out as <see cref="IOException"/>.
/// </summary>
/// <remarks>
/// A file stands in <c>tenant/ticket/id</c>, where the tenant is a hash of its name and the ids are this store's own, so
/// that no name from outside is ever part of a path. It is written under <c>unfinished</c>, and comes to its place when it
/// is whole and on the disk. What a process that died has left in <c>unfinished</c> may be removed while none is running.
/// On Unix, files and folders are for the host's own user alone.
/// </remarks>
internal sealed class FileAttachmentStore : IAttachmentStore
{
    private const int Buffer = 81920;
    private readonly string root;

    /// <summary>Makes the store.</summary>
    /// <param name="directory">Where the files are to be; made when it is first needed. Relative to where the process runs.</param>
    public FileAttachmentStore(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        root = Path.GetFullPath(directory);
    }

    /// <inheritdoc/>
    public async Task<StoredAttachment> SaveAsync(TicketKey ticket, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var id = Guid.NewGuid().ToString("N");
        var unfinished = Path.Combine(Folder("unfinished"), id);
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
            // Once more, so that its new name is on the disk as well.
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
        if (PathOf(ticket, attachment) is { } path && File.Exists(path))
            File.Delete(path);
        return Task.CompletedTask;
    }

    // Null when the id is none of this store's: such a one never comes near a path.
    private string? PathOf(TicketKey ticket, string attachment) =>
        Guid.TryParseExact(attachment, "N", out var id) && id.ToString("N") == attachment
            ? Path.Combine(root, TenantFolder(ticket.Tenant), ticket.Ticket.ToString(), attachment)
            : null;

    // Of the letters as they stand: in UTF-8, names that are no good text would become one.
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
