using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportKit.EntityFrameworkCore;

/// <summary>The tables of SupportKit.</summary>
/// <remarks>
/// Every key begins with the tenant, so that the tables can be split by it. There are no foreign keys: one store writes
/// the tables of a ticket, always in one transaction, and a key across them would only lock more.
/// </remarks>
public static partial class SupportKitModel
{
    /// <summary>Maps SupportKit's tables into a model.</summary>
    /// <param name="model">The model that is being made, in <c>OnModelCreating</c>.</param>
    /// <param name="schema">The schema they stand in; null for the database's default, and always null on SQLite.</param>
    /// <returns>The same model builder.</returns>
    public static ModelBuilder UseSupportKit(this ModelBuilder model, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Map(model, schema, model.Model.FindAnnotation(MadeForPostgres) is null ? null : Ordinal);
    }

    /// <summary>PostgreSQL's order of texts by their code points, in which all words that begin alike stand together.</summary>
    internal const string Ordinal = "C";

    // What its provider says in every model that it begins.
    private const string MadeForPostgres = "Npgsql:ValueGenerationStrategy";

    /// <summary>Maps SupportKit's tables into a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="schema">The schema they stand in; null for the database's default.</param>
    /// <param name="collation">The order of search terms; null where the engine has the right one, or its migration states it.</param>
    internal static ModelBuilder Map(ModelBuilder model, string? schema, string? collation)
    {
        Map<TicketRow>("supportkit_tickets", MapTickets);
        Map<EventRow>(
            "supportkit_events",
            events =>
                events.HasKey(row => new
                {
                    row.Tenant,
                    row.Ticket,
                    row.Sequence,
                })
        );
        Map<DeadlineRow>("supportkit_deadlines", MapDeadlines);
        Map<MessageRow>("supportkit_messages", MapMessages);
        Map<CommandIdRow>("supportkit_command_ids", commands => commands.HasKey(row => new { row.Tenant, row.Id }));
        Map<TicketAccessRow>("supportkit_ticket_access", MapViewers);
        Map<SearchTermRow>(
            "supportkit_search_terms",
            terms =>
            {
                terms.HasKey(row => new
                {
                    row.Tenant,
                    row.Term,
                    row.OpenedAt,
                    row.Ticket,
                });
                terms.Property(row => row.Term).UseCollation(collation);
            }
        );
        Map<NumberRow>("supportkit_ticket_numbers", numbers => numbers.HasKey(row => row.Tenant));
        Map<PolicyRow>("supportkit_policies", policies => policies.HasKey(row => new { row.Tenant, row.Version }));
        Map<SwitchRow>(
            "supportkit_switches",
            switches =>
                switches.HasKey(row => new
                {
                    row.Tenant,
                    row.Name,
                    row.Subject,
                })
        );
        Map<SuppressedAddressRow>(
            "supportkit_suppressed_addresses",
            addresses =>
            {
                addresses.HasKey(row => new { row.Tenant, row.Address });
                addresses.Property(row => row.Address).UseCollation(collation);
                // What goes with a person.
                addresses
                    .HasIndex(row => new { row.Tenant, row.Recipient })
                    .HasDatabaseName("ix_supportkit_suppressed_addresses_recipient");
            }
        );
        Map<SoftBounceRow>(
            "supportkit_soft_bounces",
            bounces =>
            {
                bounces.HasKey(row => new
                {
                    row.Tenant,
                    row.Address,
                    row.Mail,
                });
                bounces.Property(row => row.Address).UseCollation(collation);
                bounces
                    .HasIndex(row => new { row.Tenant, row.Recipient })
                    .HasDatabaseName("ix_supportkit_soft_bounces_recipient");
            }
        );
        Map<PresenceRow>(
            "supportkit_presences",
            presences =>
            {
                presences.HasKey(row => new
                {
                    row.Tenant,
                    row.Agent,
                    row.Ticket,
                });
                presences.HasIndex(row => new { row.Tenant, row.Ticket }).HasDatabaseName("ix_supportkit_presences");
            }
        );
        Map<KeptSecretRow>(
            "supportkit_kept_secrets",
            secrets =>
            {
                secrets.HasKey(row => new
                {
                    row.Tenant,
                    row.Ticket,
                    row.Sequence,
                });
                // What has expired, whatever the tenant.
                secrets.HasIndex(row => row.Until).HasDatabaseName("ix_supportkit_kept_secrets_until");
            }
        );
        MapAttachments();
        return model;

        void Map<T>(string table, Action<EntityTypeBuilder<T>> map)
            where T : class =>
            model.Entity<T>(rows =>
            {
                rows.ToTable(table, schema);
                map(rows);
                foreach (var property in rows.Metadata.GetProperties())
                {
                    property.SetColumnName(Columns.NameOf(property.Name));
                    property.ValueGenerated = ValueGenerated.Never;
                }
            });

        void MapAttachments()
        {
            Map<AttachmentRow>(
                "supportkit_attachments",
                attachments =>
                {
                    attachments.HasKey(row => new
                    {
                        row.Tenant,
                        row.Ticket,
                        row.Id,
                    });
                    // Uploads under way, and those that broke off: few, whatever there is of files.
                    attachments
                        .HasIndex(row => row.Id)
                        .HasFilter("parts < 0")
                        .HasDatabaseName("ix_supportkit_attachments_unfinished");
                }
            );
            Map<AttachmentPartRow>(
                "supportkit_attachment_parts",
                parts =>
                    parts.HasKey(row => new
                    {
                        row.Tenant,
                        row.Ticket,
                        row.Attachment,
                        row.Part,
                    })
            );
        }
    }

    private static void MapDeadlines(EntityTypeBuilder<DeadlineRow> deadlines)
    {
        deadlines.HasKey(row => new { row.Tenant, row.Ticket });
        // What workers claim, whatever the tenant.
        deadlines.HasIndex(row => row.WakeAt).HasDatabaseName("ix_supportkit_deadlines_wake");
        // Items in quarantine: few, whatever the size of the table.
        deadlines
            .HasIndex(row => row.Tenant)
            .HasFilter("code is not null")
            .HasDatabaseName("ix_supportkit_deadlines_quarantined");
    }

    private static void MapViewers(EntityTypeBuilder<TicketAccessRow> viewers)
    {
        viewers.HasKey(row => new
        {
            row.Tenant,
            row.Ticket,
            row.Person,
        });
        // A person's list in either order; of all tickets, those closed and those not are a range each.
        viewers
            .HasIndex(row => new
            {
                row.Tenant,
                row.Person,
                row.Closed,
                row.OpenedAt,
                row.Ticket,
            })
            .HasDatabaseName("ix_supportkit_ticket_access_opened");
        viewers
            .HasIndex(row => new
            {
                row.Tenant,
                row.Person,
                row.Closed,
                row.Rank,
                row.NextDue,
                row.OpenedAt,
                row.Ticket,
            })
            .HasDatabaseName("ix_supportkit_ticket_access_urgency");
    }

    private static void MapMessages(EntityTypeBuilder<MessageRow> messages)
    {
        messages.HasKey(row => new
        {
            row.Tenant,
            row.Id,
            row.Destination,
        });
        messages.Property(row => row.State).HasConversion<string>();
        // What may be claimed. What waits behind another is not in it, however much that is.
        messages
            .HasIndex(row => new { row.Destination, row.NotBefore })
            .HasFilter("state = 'Waiting'")
            .HasDatabaseName("ix_supportkit_messages_claimable");
        messages
            .HasIndex(row => new
            {
                row.Tenant,
                row.Ticket,
                row.Destination,
                row.Sequence,
            })
            .HasFilter("state in ('Waiting', 'Behind', 'Holding')")
            .HasDatabaseName("ix_supportkit_messages_order");
        messages
            .HasIndex(row => new { row.Tenant, row.NotBefore })
            .HasFilter("state = 'Waiting' and code is not null")
            .HasDatabaseName("ix_supportkit_messages_quarantined");
        messages
            .HasIndex(row => new
            {
                row.Tenant,
                row.CommittedAt,
                row.Sequence,
            })
            .HasFilter("state in ('DeadLettered', 'Holding')")
            .HasDatabaseName("ix_supportkit_messages_dead");
    }
}
