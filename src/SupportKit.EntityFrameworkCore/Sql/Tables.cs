using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>The tables' names as the model has them, schema included, ready for SQL. Immutable.</summary>
internal sealed record Tables(
    string Tickets,
    string Events,
    string Deadlines,
    string Messages,
    string Commands,
    string Viewers,
    string Terms,
    string Numbers,
    string Switches,
    string SuppressedAddresses,
    string SoftBounces,
    string Presences,
    string KeptSecrets,
    bool IsPostgres
)
{
    private static readonly ConditionalWeakTable<IModel, Tables> Known = [];

    private CommitTexts? texts;
    private MessageTexts? messageTexts;

    /// <summary>What a commit is written with.</summary>
    public CommitTexts Texts => texts ??= new CommitTexts(this);

    /// <summary>What messages are claimed and settled with.</summary>
    public MessageTexts MessageTexts => messageTexts ??= new MessageTexts(this);

    public static Tables Of(DbContext context) =>
        Known.TryGetValue(context.Model, out var tables)
            ? tables
            : Known.GetValue(
                context.Model,
                model =>
                    Of(
                        model,
                        context.GetService<ISqlGenerationHelper>(),
                        DatabaseEngine.IsPostgres(context.Database.ProviderName)
                    )
            );

    private static Tables Of(IModel model, ISqlGenerationHelper sql, bool isPostgres)
    {
        return new Tables(
            Name<TicketRow>(),
            Name<EventRow>(),
            Name<DeadlineRow>(),
            Name<MessageRow>(),
            Name<CommandIdRow>(),
            Name<TicketAccessRow>(),
            Name<SearchTermRow>(),
            Name<NumberRow>(),
            Name<SwitchRow>(),
            Name<SuppressedAddressRow>(),
            Name<SoftBounceRow>(),
            Name<PresenceRow>(),
            Name<KeptSecretRow>(),
            isPostgres
        );

        string Name<T>()
        {
            var type = model.FindEntityType(typeof(T))!;
            return sql.DelimitIdentifier(type.GetTableName()!, type.GetSchema());
        }
    }
}
