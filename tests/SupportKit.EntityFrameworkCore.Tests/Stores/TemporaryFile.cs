using Microsoft.Data.Sqlite;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A place for one SQLite database, removed at the end.</summary>
public sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("supportkit-");

    public string Connection => $"Data Source={Path.Combine(folder.FullName, "desk.db")}";

    /// <summary>Closes every connection to it, as the end of a process would.</summary>
    public void CloseAll()
    {
        foreach (var pool in new[] { Connection, SqliteConnections.OwnPool(Connection) })
        {
            using var connection = new SqliteConnection(pool);
            SqliteConnection.ClearPool(connection);
        }
    }

    public void Dispose()
    {
        CloseAll();
        folder.Delete(recursive: true);
    }
}
