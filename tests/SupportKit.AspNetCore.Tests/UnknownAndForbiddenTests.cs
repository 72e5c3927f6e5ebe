using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Storage;

namespace SupportKit.AspNetCore.Tests;

/// <summary>
/// Whoever may not see a ticket cannot tell that there is one, by how long the answer takes either: the same work is done for it as for an id
/// that nobody has. What an answer looks like stands in <see cref="EndpointMatrixTests"/>.
/// </summary>
public class UnknownAndForbiddenTests
{
    // Who sees nothing of Ada's ticket, and what of the endpoints is for them.
    private static readonly (string Caller, Audience Audience)[] Strangers =
    [
        ("guest", Audience.Requesters),
        ("eve", Audience.Requesters),
        ("ada@other", Audience.Requesters),
        ("bo support-agent@other", Audience.Agents),
        ("lea support-lead@other", Audience.Agents),
        ("mailbox support-inbound@other", Audience.Inbound),
    ];

    [Fact]
    public async Task The_same_is_asked_of_the_stores_for_an_id_that_is_unknown_and_for_one_that_is_anothers()
    {
        var asked = new ConcurrentQueue<string>();
        await using var host = await HostFixture.StartAsync(services: services =>
        {
            services.AddSingleton(Recorder.Of<ITicketStore>(new InMemoryTicketStore(), asked));
            services.AddSingleton(Recorder.Of<IAttachmentStore>(new InMemoryAttachmentStore(), asked));
            services.AddSingleton(Recorder.Of<IRequesterDirectory>(new Everybody(), asked));
        });
        var at = await EndpointMatrixTests.PlaceAsync(host);
        var nobodys = at with { Ticket = Guid.NewGuid().ToString("N") };
        var tried = 0;
        foreach (var route in host.Endpoints.Where(IsOfTicket))
        foreach (var (caller, audience) in Strangers)
        {
            var description = EndpointMatrixTests.DescriptionOf(route);
            if (
                description.Audience != audience
                || (description.IsForLeads && !caller.Contains("support-lead", StringComparison.Ordinal))
            )
                continue;
            using var client = await EndpointMatrixTests.ClientAsync(host, caller);
            var name = $"{EndpointMatrixTests.NameOf(route)} for {caller}";

            var ofUnknown = await AskedAsync(nobodys);
            var ofForbidden = await AskedAsync(at);

            Assert.True(ofUnknown == ofForbidden, $"{name}: unknown {ofUnknown}, forbidden {ofForbidden}");
            Assert.NotEqual("", ofForbidden);
            tried++;

            async Task<string> AskedAsync(EndpointMatrixTests.At place)
            {
                asked.Clear();
                using var answer = await EndpointMatrixTests.SendAsync(client, route, place);
                Assert.True((int)answer.StatusCode == 404, $"{name}: {answer.StatusCode}");
                return string.Join(' ', asked.Where(IsOfRequests));
            }
        }
        Assert.InRange(tried, 25, 100);
    }

    private static bool IsOfTicket(RouteEndpoint route) =>
        route.RoutePattern.Parameters.Any(part => part.Name == "ticket");

    // The workers ask for other things meanwhile.
    private static bool IsOfRequests(string call) =>
        call
            is nameof(ITicketStore.FindAsync)
                or nameof(ITicketStore.FindByCommandAsync)
                or nameof(ITicketStore.FindCommandFingerprintAsync)
                or nameof(ITicketStore.HistoryAsync)
                or nameof(ITicketStore.ListAsync)
                or nameof(ITicketStore.CommitAsync)
                or nameof(ITicketStore.CommitTogetherAsync)
                or nameof(IAttachmentStore.OpenAsync)
                or nameof(IAttachmentStore.SaveAsync)
                or nameof(IAttachmentStore.DeleteAsync);

    private sealed class Everybody : IRequesterDirectory
    {
        public Task<Requester?> FindAsync(string tenant, string requester, CancellationToken cancellationToken) =>
            Task.FromResult<Requester?>(new Requester(requester, "en", FactSet.Empty));
    }
}

/// <summary>Notes which methods of a port are called, and lets the port do them.</summary>
#pragma warning disable CA1852 // the proxy derives from it at run time
internal class Recorder : DispatchProxy
#pragma warning restore CA1852
{
    private object port = null!;
    private ConcurrentQueue<string> asked = null!;

    public static T Of<T>(T port, ConcurrentQueue<string> asked)
        where T : class
    {
        var recorder = Create<T, Recorder>();
        ((Recorder)(object)recorder).port = port;
        ((Recorder)(object)recorder).asked = asked;
        return recorder;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        asked.Enqueue(targetMethod!.Name);
        return targetMethod.Invoke(port, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
