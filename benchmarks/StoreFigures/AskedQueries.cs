using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace SupportKit.StoreFigures;

/// <summary>Remembers the queries that were asked, and asks the database how long it takes for them.</summary>
internal sealed class AskedQueries : DbCommandInterceptor
{
    private readonly List<(string Text, NpgsqlParameter[] Parameters)> asked = [];

    public void Clear() => asked.Clear();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        var parameters = command.Parameters.Cast<NpgsqlParameter>().Select(one => one.Clone());
        asked.Add((command.CommandText, [.. parameters]));
        return ValueTask.FromResult(result);
    }

    /// <summary>The median of planning and executing all of them, in milliseconds.</summary>
    public async Task<double> MedianAsync(NpgsqlDataSource source)
    {
        var times = new List<double>();
        await using var connection = await source.OpenConnectionAsync();
        for (var i = 0; i < 8; i++)
        {
            var time = 0.0;
            foreach (var (text, parameters) in asked)
            {
                await using var command = new NpgsqlCommand(
                    $"explain (analyze, timing off, format json) {text}",
                    connection
                );
                foreach (var parameter in parameters)
                    command.Parameters.Add(parameter.Clone());
                using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync())!);
                time +=
                    plan.RootElement[0].GetProperty("Planning Time").GetDouble()
                    + plan.RootElement[0].GetProperty("Execution Time").GetDouble();
                if (i == 0 && Environment.GetEnvironmentVariable("PLANS") is { } file && time > 5)
                    await File.AppendAllTextAsync(file, $"{text}\n{plan.RootElement}\n");
            }
            if (i > 0)
                times.Add(time);
        }
        return times.Order().ElementAt(times.Count / 2);
    }
}
