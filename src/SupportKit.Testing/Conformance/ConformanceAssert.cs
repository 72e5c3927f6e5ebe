using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Testing;

/// <summary>Compares what a case sees with what is promised; tickets and events by their JSON, so to the last byte.</summary>
internal static class ConformanceAssert
{
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new UnmetExpectation($"{what} was {Show(actual)} instead of {Show(expected)}.");
    }

    public static void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        if (!expected.SequenceEqual(actual))
            throw new UnmetExpectation($"{what} was [{Show(actual)}] instead of [{Show(expected)}].");
    }

    public static void Same(Ticket expected, Ticket? actual, string what) =>
        Equal(TicketJson.Write(expected), actual is null ? null : TicketJson.Write(actual), what);

    public static void Same(IEnumerable<RecordedEvent> expected, IEnumerable<RecordedEvent> actual, string what) =>
        Same(expected.Select(TicketJson.Write), actual.Select(TicketJson.Write), what);

    public static void Same(OutboundMessage expected, OutboundMessage actual, string what) =>
        Equal(MessageJson.Write(expected), MessageJson.Write(actual), what);

    public static T Present<T>(T? value, string what)
        where T : class => value ?? throw new UnmetExpectation($"{what} was not there.");

    /// <summary>Commits where nothing stands in the way.</summary>
    public static async Task<Ticket> CommittedAsync(
        ITicketStore store,
        TicketCommit commit,
        CancellationToken cancellationToken
    )
    {
        Equal(
            CommitOutcome.Committed,
            await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false),
            "the outcome of a commit at the stored version"
        );
        return commit.Ticket;
    }

    private static string Show<T>(IEnumerable<T> values) => string.Join(", ", values.Select(value => Show(value)));

    private static string Show<T>(T value) => value?.ToString() ?? "nothing";
}
