using Microsoft.Data.Sqlite;
using SupportKit.Faults.Desks;

namespace SupportKit.Faults.Machines;

/// <summary>A place for one SQLite database and one outbox, removed at the end.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("supportkit-");

    public string Outbox => Path.Combine(folder.FullName, "outbox");

    public string Connection => $"Data Source={Path.Combine(folder.FullName, "desk.db")}";

    public Database Sqlite => new(Database.Sqlite, Connection);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
