using System.Collections.Immutable;
using SupportKit.Storage;

namespace SupportKit.Testing;

/// <summary>
/// Every promise of <see cref="ITicketStore"/>. A store's test enumerates <see cref="All"/> in one theory and gives each
/// case an empty store, so that a promise added later is checked without a change there.
/// </summary>
public static class TicketStoreCases
{
    /// <summary>All cases. They are independent of each other and of their order.</summary>
    public static ImmutableArray<ConformanceCase<ITicketStore>> All { get; } =
    [
        .. CommitCases.All,
        .. LimitCases.All,
        .. VisibilityCases.All,
        .. ParticipantCases.All,
        .. OrganizationCases.All,
        .. ListCases.All,
        .. PriorityOrderCases.All,
        .. CursorCases.All,
        .. FilterCases.All,
        .. SortCases.All,
        .. SearchCases.All,
        .. NumberCases.All,
        .. CountCases.All,
        .. AgentLoadCases.All,
        .. CapacityCases.All,
        .. DeadlineCases.All,
        .. QuarantineCases.All,
        .. MessageCases.All,
        .. SettlementCases.All,
        .. DestinationCases.All,
        .. DeadLetterCases.All,
        .. BatchCommitCases.All,
        .. FidelityCases.All,
        .. ConcurrencyCases.All,
    ];

    /// <summary>The case of that name.</summary>
    /// <param name="name">A <see cref="ConformanceCase{TPort}.Name"/>.</param>
    /// <exception cref="SupportKitException"><c>testing.case_unknown</c>: there is none.</exception>
    public static ConformanceCase<ITicketStore> Get(string name) => CaseNames.Find(All, name);
}
