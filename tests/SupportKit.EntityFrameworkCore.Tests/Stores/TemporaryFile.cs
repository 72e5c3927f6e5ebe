using Microsoft.Data.Sqlite;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A place for one SQLite database, removed at the end.</summary>
public sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("supportkit-");

    public string Connection => $"Data Source={Path.Combine(folder.FullName, "desk.db")}";

    public void Dispose()
    {
        using (var connection = new SqliteConnection(Connection))
            SqliteConnection.ClearPool(connection);
        folder.Delete(recursive: true);
    }
}
