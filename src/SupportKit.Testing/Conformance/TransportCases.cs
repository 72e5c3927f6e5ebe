using System.Collections.Immutable;
using SupportKit.Decisions;

namespace SupportKit.Testing;

/// <summary>Every promise of <see cref="INotificationTransport"/>; used as <see cref="TicketStoreCases"/> is, with a probe for a port.</summary>
public static class TransportCases
{
    // Only for a transport that breaks its promise: one that keeps it answers at once.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>All cases. They are independent of each other and of their order.</summary>
    public static ImmutableArray<ConformanceCase<ITransportProbe>> All { get; } =
    [
        new("what is sent arrives once, and has arrived when sending returns", ArrivesAsync),
        new("what is sent again arrives under the same id, and something else under another", SameIdAsync),
        new("words of any language arrive to the letter", ToTheLetterAsync),
        new("a line end in a subject begins nothing of its own", OneLineAsync),
        new("a receiver that says no makes sending throw", RefusedAsync),
        new("a failed notification can be sent again", AfterFailureAsync),
        new("a token that is cancelled before sending lets nothing leave", CancelledBeforeAsync),
        new("a receiver that hangs does not keep a sender that is cancelled", CancelledMeanwhileAsync),
        new("notifications sent at once do not mix", AtOnceAsync),
    ];

    /// <summary>The case of that name.</summary>
    /// <param name="name">A <see cref="ConformanceCase{TPort}.Name"/>.</param>
    /// <exception cref="SupportKitException"><c>testing.case_unknown</c>: there is none.</exception>
    public static ConformanceCase<ITransportProbe> Get(string name) => CaseNames.Find(All, name);

    private static async Task ArrivesAsync(ITransportProbe probe, CancellationToken stop)
    {
        var sent = Sample(1);
        await probe.Transport.SendAsync(sent, stop).ConfigureAwait(false);
        await ExpectAsync(probe, [sent], stop).ConfigureAwait(false);
    }

    private static async Task SameIdAsync(ITransportProbe probe, CancellationToken stop)
    {
        foreach (var number in (int[])[1, 1, 2])
            await probe.Transport.SendAsync(Sample(number), stop).ConfigureAwait(false);
        // The same id in another tenant is something else.
        await probe
            .Transport.SendAsync(Sample(1) with { Tenant = ConformanceDeskFixture.OtherTenant }, stop)
            .ConfigureAwait(false);
        var arrived = await probe.ArrivedAsync(stop).ConfigureAwait(false);
        var times = arrived.GroupBy(one => one.Id).Select(group => group.Count()).Order();
        ConformanceAssert.Same([1, 1, 2], times, "how often each id arrived");
    }

    private static async Task ToTheLetterAsync(ITransportProbe probe, CancellationToken stop)
    {
        Notification[] all =
        [
            Sample(1) with
            {
                Language = "fr",
                Subject = "Élodie : où en est-on ?",
                Body = "Ça marche déjà.\n\n« Oui »",
            },
            Sample(2) with
            {
                Language = "pt",
                Subject = "Promoção não está cá",
                Body = "Amanhã às 9h: coração\n",
            },
            Sample(3) with
            {
                Subject = "日本語 🙂 e\u0301 Ω",
                Body = "السلام\nעברית 🙂\n日本",
            },
            Sample(4) with
            {
                Subject = "=?utf-8?B?w6k=?= & <b>\"x\"</b> {a}",
                Body = ".\n..\n.leading\nFrom here\n=3D =E9\n\t tab",
            },
            Sample(5) with
            {
                Subject = string.Concat(Enumerable.Repeat("Ünder drück ", 20)) + "!",
                Body = new string('é', 5_000),
            },
        ];
        foreach (var one in all)
            await probe.Transport.SendAsync(one, stop).ConfigureAwait(false);
        await ExpectAsync(probe, all, stop).ConfigureAwait(false);
    }

    private static async Task OneLineAsync(ITransportProbe probe, CancellationToken stop)
    {
        foreach (var end in (string[])["\r\n", "\n", "\r"])
        {
            var hostile = Sample(1) with { Subject = $"Hello{end}Bcc: eve@eve.example{end}{end}Not the body" };
            await probe.Transport.SendAsync(hostile, stop).ConfigureAwait(false);
        }
        foreach (var one in await probe.ArrivedAsync(stop).ConfigureAwait(false))
        {
            ConformanceAssert.Equal(Sample(1).Body, one.Body, "the body below a subject with line ends");
            if (!one.Subject.Contains("eve@eve.example", StringComparison.Ordinal))
                throw new UnmetExpectation("a part of the subject was no longer part of it.");
        }
    }

    private static async Task RefusedAsync(ITransportProbe probe, CancellationToken stop)
    {
        probe.SetBehavior(ReceiverBehavior.Rejects);
        await ExpectFailureAsync(probe, stop).ConfigureAwait(false);
    }

    private static async Task AfterFailureAsync(ITransportProbe probe, CancellationToken stop)
    {
        probe.SetBehavior(ReceiverBehavior.Rejects);
        await ExpectFailureAsync(probe, stop).ConfigureAwait(false);
        probe.SetBehavior(ReceiverBehavior.Accepts);
        await probe.Transport.SendAsync(Sample(1), stop).ConfigureAwait(false);
        await ExpectAsync(probe, [Sample(1)], stop).ConfigureAwait(false);
    }

    private static async Task CancelledBeforeAsync(ITransportProbe probe, CancellationToken stop)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await cancelled.CancelAsync().ConfigureAwait(false);
        await ExpectCancelledAsync(Try(() => probe.Transport.SendAsync(Sample(1), cancelled.Token)))
            .ConfigureAwait(false);
        await ExpectAsync(probe, [], stop).ConfigureAwait(false);
    }

    private static async Task CancelledMeanwhileAsync(ITransportProbe probe, CancellationToken stop)
    {
        probe.SetBehavior(ReceiverBehavior.TimesOut);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var sending = Try(() => probe.Transport.SendAsync(Sample(1), cancelled.Token));
        await cancelled.CancelAsync().ConfigureAwait(false);
        await ExpectCancelledAsync(sending).ConfigureAwait(false);
    }

    private static async Task AtOnceAsync(ITransportProbe probe, CancellationToken stop)
    {
        var all = Enumerable.Range(1, 16).Select(Sample).ToArray();
        await Task.WhenAll(all.Select(one => Task.Run(() => probe.Transport.SendAsync(one, stop), stop)))
            .ConfigureAwait(false);
        await ExpectAsync(probe, all, stop).ConfigureAwait(false);
    }

    private static Notification Sample(int number) =>
        new(
            $"conformance/{number}/Requesterana",
            ConformanceDeskFixture.Tenant,
            new TicketId(new Guid(number, 0, 0, new byte[8])),
            new Recipient(RecipientKind.Requester, ConformanceDeskFixture.Ana),
            "en",
            $"Subject {number}",
            $"Body {number}\n\nhttps://desk.example/tickets/{number}"
        );

    private static async Task ExpectAsync(
        ITransportProbe probe,
        IEnumerable<Notification> sent,
        CancellationToken stop
    ) =>
        ConformanceAssert.Same(
            sent.Select(one => (one.Subject, one.Body)).Order(),
            (await probe.ArrivedAsync(stop).ConfigureAwait(false)).Select(one => (one.Subject, one.Body)).Order(),
            "what arrived"
        );

    private static async Task ExpectFailureAsync(ITransportProbe probe, CancellationToken stop)
    {
        try
        {
            await probe.Transport.SendAsync(Sample(1), stop).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // any exception keeps the promise
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return;
        }
        throw new UnmetExpectation("sending returned as if it had arrived.");
    }

    private static async Task ExpectCancelledAsync(Task sending)
    {
        try
        {
            await sending.WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        throw new UnmetExpectation("sending returned although it was cancelled.");
    }

    // What is thrown before the first await is the caller's as much as what comes after.
    private static async Task Try(Func<Task> send) => await send().ConfigureAwait(false);
}
