using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that number tickets wrongly, or do not find them by their numbers.</content>
internal static partial class BrokenStores
{
    private static Faults Numbers =>
        new()
        {
            ["begins to count at 0"] = (
                () =>
                    new Numbering(
                        async (inner, tenant, count) =>
                            await inner.ReserveNumbersAsync(tenant, count, default) is var block
                                ? block with
                                {
                                    First = block.First - 1,
                                }
                                : default
                    ),
                "the numbers of a tenant begin at 1, and each block follows the one before"
            ),
            ["counts the tickets of all tenants together"] = (
                () => new Numbering((inner, _, count) => inner.ReserveNumbersAsync("everybody", count, default)),
                "each tenant has numbers of its own"
            ),
            ["gives two callers at once the same numbers"] = (
                TwoReadBeforeOneWrites,
                "no number is reserved twice by many who reserve at once"
            ),
            ["ignores the number that is asked for"] = (
                () => Asks(query => query with { Number = null }),
                "a ticket is found by its number, by whoever sees it"
            ),
            ["does not search for numbers"] = (
                () =>
                    Asks(query =>
                        query with
                        {
                            Text = query.Text is { } text
                                ? string.Concat(text.Where(c => !char.IsAsciiDigit(c)))
                                : null,
                        }
                    ),
                "a text finds a ticket by its number as people write it"
            ),
        };

    // The second caller is given what the first one was: both have read the last number before either wrote the next.
    private static Numbering TwoReadBeforeOneWrites()
    {
        var calls = 0;
        Task<NumberBlock>? first = null;
        return new Numbering(
            (inner, tenant, count) =>
                Interlocked.Increment(ref calls) == 2 && first is not null
                    ? first
                    : first = inner.ReserveNumbersAsync(tenant, count, default)
        );
    }

    private sealed class Numbering(Func<ITicketStore, string, int, Task<NumberBlock>> reserve) : WrappedStore
    {
        public override Task<NumberBlock> ReserveNumbersAsync(
            string tenant,
            int count,
            CancellationToken cancellationToken
        ) => reserve(Inner, tenant, count);
    }
}
