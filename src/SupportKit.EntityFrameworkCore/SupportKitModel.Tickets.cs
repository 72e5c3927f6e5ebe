using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

/// <content>Tickets, and the indexes that lists go by.</content>
public static partial class SupportKitModel
{
    private static void MapTickets(EntityTypeBuilder<TicketRow> tickets)
    {
        tickets.HasKey(row => new { row.Tenant, row.Id });
        // PostgreSQL: room on the page for the next version of a ticket, which then touches no index (heap-only tuples).
        tickets.HasAnnotation("Npgsql:StorageParameter:fillfactor", 75);
        tickets.Property(row => row.Version).IsConcurrencyToken();
        tickets
            .Property(row => row.State)
            .HasConversion(state => TicketJson.Write(state), name => TicketJson.ReadStateCategory(name));

        // Lists in either order: of the whole desk, of a queue, of one of its people. The state stands last to be counted there.
        // The first index covers the sort of what a term finds.
        tickets.HasIndex(
            row => new
            {
                row.Tenant,
                row.OpenedAt,
                row.Id,
                row.Rank,
                row.NextDue,
            },
            "ix_supportkit_tickets_opened"
        );
        tickets.HasIndex(
            row => new
            {
                row.Tenant,
                row.Rank,
                row.NextDue,
                row.OpenedAt,
                row.Id,
            },
            "ix_supportkit_tickets_urgency"
        );
        tickets.HasIndex(
            row => new
            {
                row.Tenant,
                row.Queue,
                row.OpenedAt,
                row.Id,
                row.State,
            },
            "ix_supportkit_tickets_queue_opened"
        );
        tickets.HasIndex(
            row => new
            {
                row.Tenant,
                row.Queue,
                row.Rank,
                row.NextDue,
                row.OpenedAt,
                row.Id,
            },
            "ix_supportkit_tickets_queue_urgency"
        );
        tickets
            .HasIndex(
                row => new
                {
                    row.Tenant,
                    row.Assignee,
                    row.OpenedAt,
                    row.Id,
                    row.State,
                },
                "ix_supportkit_tickets_assignee_opened"
            )
            .HasFilter("assignee is not null");
        tickets
            .HasIndex(
                row => new
                {
                    row.Tenant,
                    row.Assignee,
                    row.Rank,
                    row.NextDue,
                    row.OpenedAt,
                    row.Id,
                },
                "ix_supportkit_tickets_assignee_urgency"
            )
            .HasFilter("assignee is not null");

        // What a leader looks for in lists of its own: few, whatever the desk has.
        tickets
            .HasIndex(
                row => new
                {
                    row.Tenant,
                    row.EscalatedTo,
                    row.OpenedAt,
                    row.Id,
                },
                "ix_supportkit_tickets_escalated"
            )
            .HasFilter("escalated_to is not null");
        tickets
            .HasIndex(
                row => new
                {
                    row.Tenant,
                    row.OpenedAt,
                    row.Id,
                },
                "ix_supportkit_tickets_held"
            )
            .HasFilter("held");

        // Work on a queue or the desk concerns tickets that are not closed, which stay a small part.
        tickets
            .HasIndex(
                row => new
                {
                    row.Tenant,
                    row.OpenedAt,
                    row.Id,
                },
                "ix_supportkit_tickets_open_opened"
            )
            .HasFilter("state <> 'Closed'");
        tickets
            .HasIndex(
                row => new
                {
                    row.Tenant,
                    row.Rank,
                    row.NextDue,
                    row.OpenedAt,
                    row.Id,
                },
                "ix_supportkit_tickets_open_urgency"
            )
            .HasFilter("state <> 'Closed'");
        tickets
            .HasIndex(
                row => new
                {
                    row.Tenant,
                    row.NextDue,
                    row.OpenedAt,
                    row.Id,
                },
                "ix_supportkit_tickets_open_due"
            )
            .HasFilter("state <> 'Closed'");
        tickets
            .HasIndex(
                row => new
                {
                    row.Tenant,
                    row.Queue,
                    row.OpenedAt,
                    row.Id,
                },
                "ix_supportkit_tickets_work_opened"
            )
            .HasFilter("state <> 'Closed'");
        tickets
            .HasIndex(
                row => new
                {
                    row.Tenant,
                    row.Queue,
                    row.Rank,
                    row.NextDue,
                    row.OpenedAt,
                    row.Id,
                },
                "ix_supportkit_tickets_work_urgency"
            )
            .HasFilter("state <> 'Closed'");
    }
}
