using System.Collections.Immutable;
using NodaTime;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.Policies;

namespace SupportKit;

/// <content>What operators turn on for the whole desk, or for a subject: a published incident, a busy period.</content>
public sealed partial class SupportDesk
{
    /// <summary>How long before a switch was turned on a ticket may have been opened that is still told of its end: a day, unless the caller says otherwise.</summary>
    public static Duration ToldBeforeSwitch { get; } = Duration.FromDays(1);

    /// <summary>The switches that are on, with who turned them on and when; what a calendar turns on is not among them.</summary>
    public async Task<ImmutableArray<DeskSwitch>> SwitchesAsync(
        string tenant = DefaultTenant,
        CancellationToken cancellationToken = default
    )
    {
        HostId.Require(tenant);
        var all = await switches.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
        return
        [
            .. all.Where(one => one.IsOn)
                .OrderBy(one => one.StartedAt)
                .ThenBy(one => one.Name, StringComparer.Ordinal)
                .ThenBy(one => one.Subject, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Turns one of the policy's switches on, for the requests that are opened from now on, in every process that shares the switches. Changes
    /// nothing while it is on. Several can be on at once, and one switch for several subjects.
    /// </summary>
    /// <param name="name">The policy's id of the switch.</param>
    /// <param name="by">Who turns it on: somebody of the desk, or a system of the host's.</param>
    /// <param name="subject">What it is about; null for a switch without subjects.</param>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportKitException"><c>desk.switch_unknown</c>: the policy has no such switch, or none about this.</exception>
    /// <exception cref="ArgumentException">Somebody from outside the desk is named as the author.</exception>
    public async Task StartSwitchAsync(
        string name,
        Actor by,
        string? subject = null,
        string tenant = DefaultTenant,
        CancellationToken cancellationToken = default
    )
    {
        _ = Known(name, by, subject, tenant);
        var now = await time.DecideAtAsync(cancellationToken).ConfigureAwait(false);
        await switches
            .StartAsync(tenant, new DeskSwitch(name, subject, by, now), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Turns a switch off, and tells those who wrote about it: everybody on the tickets that are not closed, were opened since
    /// <paramref name="openedFrom"/> and before the end, and were opened while it was on for them or are about its subject. Each ticket is told once
    /// about one end; whoever was interrupted calls again, and the rest is told. Tickets are gone through in pages, so that any number can be told.
    /// </summary>
    /// <param name="name">The policy's id of the switch.</param>
    /// <param name="by">Who turns it off.</param>
    /// <param name="subject">What it is about; null for a switch without subjects.</param>
    /// <param name="tell">Whether people are told.</param>
    /// <param name="openedFrom">Null for <see cref="ToldBeforeSwitch"/> before it was turned on.</param>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="cancellationToken">Ends the attempt; the switch stays off, and who was told stays told.</param>
    /// <returns>How many tickets this call has told; 0 when the switch was never on.</returns>
    /// <exception cref="SupportKitException"><c>desk.switch_unknown</c>: the policy has no such switch, or none about this.</exception>
    /// <exception cref="ArgumentException">Somebody from outside the desk is named as the author.</exception>
    public async Task<int> EndSwitchAsync(
        string name,
        Actor by,
        string? subject = null,
        bool tell = true,
        Instant? openedFrom = null,
        string tenant = DefaultTenant,
        CancellationToken cancellationToken = default
    )
    {
        var (declared, about) = Known(name, by, subject, tenant);
        if (await LastAsync().ConfigureAwait(false) is { IsOn: true } on)
        {
            var now = await time.DecideAtAsync(cancellationToken).ConfigureAwait(false);
            await switches
                .EndAsync(tenant, on with { EndedAt = now, EndedBy = by }, cancellationToken)
                .ConfigureAwait(false);
        }
        if (!tell || await LastAsync().ConfigureAwait(false) is not { EndedAt: { } end, EndedBy: { } author } ended)
            return 0;
        var command = new TicketCommand.TellSwitchEnded(author, name, subject, about?.Label ?? declared.Label);
        var fact = about is null ? declared.Id : declared.FactOf(about);
        var query = new TicketQuery(tenant, Viewer.Desk)
        {
            States = [.. Enum.GetValues<StateCategory>().Where(state => state != StateCategory.Closed)],
            After = TicketCursor.OpenedFrom(openedFrom ?? ended.StartedAt - ToldBeforeSwitch),
            Limit = TicketQuery.MaxLimit,
        };
        var told = 0;
        for (TicketQuery? next = query; next is not null; )
        {
            var page = await store.ListAsync(next, cancellationToken).ConfigureAwait(false);
            foreach (var ticket in page.Tickets.Where(IsAbout))
                told += await TellAsync(ticket).ConfigureAwait(false) ? 1 : 0;
            next = page.Next is { } more && more.OpenedAt <= end ? query with { After = more } : null;
        }
        return told;

        async Task<DeskSwitch?> LastAsync()
        {
            var all = await switches.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
            return all.FirstOrDefault(one => one.Name == name && one.Subject == subject);
        }

        bool IsAbout(Ticket ticket) =>
            ticket.OpenedAt <= end
            && (ticket.Facts[fact] is { IsTrue: true } || about?.When.Holds(ticket.Facts) == true);

        async Task<bool> TellAsync(Ticket ticket)
        {
            var id = $"switch-ended/{name}/{subject}/{ended.StartedAt.ToUnixTimeTicks()}/{ticket.Id}";
            if (await IsUsedAsync(tenant, id, cancellationToken).ConfigureAwait(false))
                return false;
            var result = await ApplyAsync(ticket.Key, command, null, id, cancellationToken).ConfigureAwait(false);
            return result is DeskResult.Succeeded { Decision: not null };
        }
    }

    private (Switch Switch, SwitchSubject? Subject) Known(string name, Actor by, string? subject, string tenant)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(by);
        if (by.Kind == ActorKind.Requester)
            throw new ArgumentException("Nobody from outside the desk turns a switch on or off.", nameof(by));
        var declared =
            policies.For(tenant).Switches.FirstOrDefault(known => known.Id == name)
            ?? throw new SupportKitException(
                SupportKitErrors.DeskSwitchUnknown,
                $"The policy of tenant \"{tenant}\" has no switch \"{name}\".",
                "Declare it under \"switches\"."
            );
        if (subject is null && declared.Subjects.IsEmpty)
            return (declared, null);
        var known = string.Join(", ", declared.Subjects.Select(one => one.Id));
        return declared.Subjects.FirstOrDefault(one => one.Id == subject) is { } about
            ? (declared, about)
            : throw new SupportKitException(
                SupportKitErrors.DeskSwitchUnknown,
                $"The switch \"{name}\" of tenant \"{tenant}\" has no subject \"{subject}\".",
                known.Length == 0 ? "Name none: it is about the whole desk." : $"Name one of: {known}."
            );
    }
}
