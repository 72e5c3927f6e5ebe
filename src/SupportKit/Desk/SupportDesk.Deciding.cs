using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Screening;
using SupportKit.Storage;

namespace SupportKit;

/// <content>One decision, and what is stored of it.</content>
public sealed partial class SupportDesk
{
    // Null when another commit came first, or one opening too many did.
    private async Task<DeskResult?> DecideAsync(
        Policy policy,
        Ticket? ticket,
        TicketCommand command,
        FactSet facts,
        Instant now,
        RequesterHistory before,
        IdempotencyKey? sent,
        ImmutableArray<RequesterLimit> bounds,
        CancellationToken cancellationToken,
        Func<Ticket, Instant, TicketCommit>? beside = null
    )
    {
        var terms = ticket is null
            ? null
            : await TermsForAsync(ticket, command.By, cancellationToken).ConfigureAwait(false);
        var first = Decider.Decide(policy, ticket, command, facts, now, before, null, terms);
        // Which queue it comes into, and so who may get it, is known only now; decided anew, it is the same but for that.
        var team = await FindTeamAsync(policy, first, cancellationToken).ConfigureAwait(false);
        for (ImmutableHashSet<string> full = []; ; )
        {
            var (decision, chosen) = (first, default(AssignmentCandidate));
            if (team is { } people)
            {
                var tenant = ((Decision.Accepted)first).Ticket.Tenant;
                var candidates = await FindCandidatesAsync(policy, tenant, people, full, cancellationToken)
                    .ConfigureAwait(false);
                decision = Decider.Decide(policy, ticket, command, facts, now, before, candidates, terms);
                chosen = AutoAssignment.ChosenOf(decision, candidates);
            }
            if (decision is Decision.Refused refused)
                return new DeskResult.Refused(refused.Refusal, refused);
            var accepted = (Decision.Accepted)decision;
            // What has an id is kept even then: repeated when things have changed, it might do something.
            if (accepted.Events.IsEmpty && sent is null)
                return new DeskResult.Succeeded(accepted.Ticket, accepted);

            if (accepted.Ticket.Policy != ticket?.Policy)
                await versions
                    .KeepAsync(accepted.Ticket.Tenant, accepted.Basis.Policy, cancellationToken)
                    .ConfigureAwait(false);
            var commit = new TicketCommit(
                accepted.Ticket,
                accepted.Events,
                MessagesOf(accepted),
                ticket?.Version ?? 0,
                sent?.Trace
            )
            {
                At = now,
                CommandFingerprint = sent?.Fingerprint ?? "",
                Limits = IsOfInvitations(bounds) && !Participants.Invites(accepted) ? [] : bounds,
                AssigneeCapacity = chosen?.Capacity,
            };
            var started = time.GetTimestamp();
            var also = beside?.Invoke(accepted.Ticket, now);
            var outcome = await (
                also is null
                    ? store.CommitAsync(commit, cancellationToken)
                    : store.CommitTogetherAsync([commit, also], cancellationToken)
            ).ConfigureAwait(false);
            DeskTelemetry.Committed(time.GetElapsedTime(started), outcome);
            if (outcome == CommitOutcome.CapacityReached && chosen is not null)
            {
                // Others gave them tickets meanwhile. Each time there is one fewer to choose, so this ends, at the latest with nobody.
                full = full.Add(chosen.Id);
                continue;
            }
            if (outcome == CommitOutcome.LimitReached && IsOfInvitations(bounds))
                return TooManyInvitations(policy);
            if (outcome != CommitOutcome.Committed)
                return null;
            signals.After(commit);
            if (also is not null)
                signals.After(also);
            await secrets.KeepAsync(accepted, command, facts).ConfigureAwait(false);
            foreach (var recorded in accepted.Events)
            {
                if (recorded.Event is TicketEvent.AttachmentWithdrawn { Attachment: var gone })
                    await signals.DeleteAsync(attachments, commit.Key, gone).ConfigureAwait(false);
            }
            return new DeskResult.Succeeded(accepted.Ticket, accepted);
        }
    }
}
