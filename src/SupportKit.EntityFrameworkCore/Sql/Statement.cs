using System.Data.Common;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// One SQL statement: values never stand in the text, which is the same each time. Places are <c>$1</c>, <c>$2</c>…,
/// which both engines know: PostgreSQL by their order, SQLite by their names.
/// </summary>
internal sealed record Statement(string Text, params object?[] Values)
{
    public void Into(DbBatch batch)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = Text;
        foreach (var value in Values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        batch.BatchCommands.Add(command);
    }

    /// <param name="command">The command, which has the text already.</param>
    /// <param name="named">Whether the engine finds places by their names, or by their order.</param>
    public void Into(DbCommand command, bool named)
    {
        command.Parameters.Clear();
        for (var i = 0; i < Values.Length; i++)
        {
            var parameter = command.CreateParameter();
            if (named)
                parameter.ParameterName = $"${i + 1}";
            parameter.Value = Values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
    }
}
