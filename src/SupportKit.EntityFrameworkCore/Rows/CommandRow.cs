namespace SupportKit.EntityFrameworkCore.Rows;

/// <summary>A command that was carried out, under the id its caller gave it.</summary>
internal sealed class CommandRow
{
    public required string Tenant { get; init; }

    public required string Id { get; init; }

    public required Guid Ticket { get; init; }
}
