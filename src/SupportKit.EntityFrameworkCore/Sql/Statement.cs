using System.Data.Common;
using System.Text;

namespace SupportKit.EntityFrameworkCore.Sql;

/// <summary>
/// One SQL statement while it is written: values never stand in the text. Places are <c>$1</c>, <c>$2</c>…, which both
/// engines know: PostgreSQL by their order, SQLite by their names.
/// </summary>
internal sealed class Statement
{
    private readonly StringBuilder text = new();
    private readonly List<object?> values = [];

    public string Text => text.ToString();

    /// <summary>Adds text.</summary>
    public Statement Say(string sql)
    {
        text.Append(sql);
        return this;
    }

    /// <summary>Adds values, separated by commas.</summary>
    public Statement Give(params ReadOnlySpan<object?> given)
    {
        for (var i = 0; i < given.Length; i++)
        {
            values.Add(given[i]);
            text.Append(i > 0 ? ", $" : "$").Append(values.Count);
        }
        return this;
    }

    public void Into(DbBatch batch)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = Text;
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        batch.BatchCommands.Add(command);
    }

    public void Into(DbCommand command)
    {
        command.Parameters.Clear();
        for (var i = 0; i < values.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"${i + 1}";
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
    }
}
