using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Remembers the queries that were asked, and how many rows the database gave for each.</summary>
internal sealed class QueryRecorder : DbCommandInterceptor
{
    private readonly List<(string Sql, SqliteParameter[] Parameters, int Rows)> asked = [];

    public IEnumerable<int> RowsRead => asked.Select(query => query.Rows);

    public void Clear() => asked.Clear();

    public override InterceptionResult DataReaderClosing(
        DbCommand command,
        DataReaderClosingEventData eventData,
        InterceptionResult result
    )
    {
        // The last read finds the end.
        var parameters = command.Parameters.Cast<SqliteParameter>();
        asked.Add(
            (
                command.CommandText,
                [.. parameters.Select(one => new SqliteParameter(one.ParameterName, one.Value))],
                eventData.ReadCount - 1
            )
        );
        return result;
    }

    public override ValueTask<InterceptionResult> DataReaderClosingAsync(
        DbCommand command,
        DataReaderClosingEventData eventData,
        InterceptionResult result
    ) => ValueTask.FromResult(DataReaderClosing(command, eventData, result));

    /// <summary>The steps by which SQLite answers each of them.</summary>
    public async Task<List<string>> PlansAsync(string connectionString)
    {
        var steps = new List<string>();
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        foreach (var (sql, parameters, _) in asked)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
            command.Parameters.AddRange(parameters);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                steps.Add(reader.GetString(3));
        }
        return steps;
    }
}
