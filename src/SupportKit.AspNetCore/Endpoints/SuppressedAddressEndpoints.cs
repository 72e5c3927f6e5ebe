using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SupportKit.Storage;

namespace SupportKit.AspNetCore;

/// <summary>For leads: the addresses that are not written to, because mails came back from them.</summary>
internal static class SuppressedAddressEndpoints
{
    private const int MostShown = 200;
    private const int MostSkipped = 100_000;

    private static readonly QueryParameter[] Page =
    [
        new(
            "skip",
            "How many of the latest to leave out: those of the pages before; none without it, 100,000 at most."
        ),
        new("limit", "How many to show, 1 to 200; 200 without it."),
    ];

    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapGet("/suppressed-addresses", ListAsync)
            .Describe(
                Of("suppressedAddresses", "Addresses that are not written to, the latest first, page by page.") with
                {
                    Answer = typeof(SuppressedAddressPage),
                    Query = Page,
                }
            );
        group
            .MapDelete("/suppressed-addresses", LiftAsync)
            .Describe(
                Of("liftAddress", "Writes to an address again, because it was corrected or repaired.") with
                {
                    Answer = typeof(CountedView),
                    Query = [new("address", "The address.", IsRequired: true)],
                    IsWrite = true,
                }
            );
    }

    private static EndpointDescription Of(string name, string summary) =>
        new(name.For(Audience.Agents), Audience.Agents, summary) { IsForLeads = true };

    private static async Task<Results<Answer<SuppressedAddressPage>, Problem>> ListAsync(
        Call call,
        ISuppressionList list
    )
    {
        var read = call.Query();
        var (skip, limit) = (read.Number("skip", 0, MostSkipped, 0), read.Number("limit", 1, MostShown, MostShown));
        var found = await list.ListAsync(call.Tenant, skip + limit + 1, call.Stop).ConfigureAwait(false);
        var times = call.Times();
        return new Answer<SuppressedAddressPage>(
            new SuppressedAddressPage(
                [.. found.Skip(skip).Take(limit).Select(one => SuppressedAddressView.From(one, times))],
                found.Length > skip + limit
            )
        );
    }

    private static async Task<Results<Answer<CountedView>, Problem>> LiftAsync(Call call, ISuppressionList list)
    {
        // Not a part of the path: an address may hold a slash.
        var address = call.Query().RequiredText("address");
        var wasThere = await list.LiftAsync(call.Tenant, address, call.Stop).ConfigureAwait(false);
        return new Answer<CountedView>(new CountedView(wasThere ? 1 : 0));
    }
}
