namespace SupportKit.Cli;

/// <summary>
/// A file that is written piece by piece. It appears under its name when it is complete, so that a run that was cut off leaves nothing that looks
/// like one. Not thread-safe.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public PartialFile(string path)
    {
        this.path = path;
        stream = Guarded(() => File.Create(Partial));
    }

    private string Partial => path + ".partial";

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Write(byte[] bytes) =>
        Guarded(() =>
        {
            stream.Write(bytes);
            return true;
        });

    /// <summary>Ends the file, and gives it its name.</summary>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Complete() =>
        Guarded(() =>
        {
            stream.Dispose();
            File.Move(Partial, path, overwrite: true);
            return true;
        });

    public void Dispose()
    {
        stream.Dispose();
        File.Delete(Partial);
    }

    private T Guarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw TextFile.Unwritable(path);
        }
    }
}
