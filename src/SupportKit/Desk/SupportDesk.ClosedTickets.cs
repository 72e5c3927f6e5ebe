using SupportKit.Decisions;
using SupportKit.Rules;
using SupportKit.Storage;

namespace SupportKit;

/// <content>
/// A reply to a closed ticket opens another one where the policy says so. The new ticket and the closed one, which names it from then
/// on, are stored in one commit.
/// </content>
public sealed partial class SupportDesk
{
    private static bool OpensAnother(DeskResult? result) =>
        result is DeskResult.Refused { Refusal.Code: SupportKitErrors.TicketReplyLinked };

    // Null when another commit came first.
    private async Task<DeskResult?> ContinueAsync(
        Ticket closed,
        TicketCommand command,
        Viewer viewer,
        IdempotencyKey? sent,
        CancellationToken cancellationToken
    )
    {
        var body = command switch
        {
            TicketCommand.Reply reply => reply.Body.Text,
            _ => ((TicketCommand.RequestFurtherHelp)command).Body.Text,
        };
        var policy = await versions.OfAsync(closed, cancellationToken).ConfigureAwait(false);
        var terms = await AcceptedOnAsync(closed, viewer, cancellationToken).ConfigureAwait(false);
        var origin = new OpeningOrigin(closed.Id, terms, closed.Organization)
        {
            Sent = sent,
            Beside = (opened, now) =>
            {
                var note = new TicketCommand.ContinueIn(command.By, opened.Id, opened.Number);
                var noted = (Decision.Accepted)Decider.Decide(policy!, closed, note, closed.Facts, now);
                return new TicketCommit(noted.Ticket, noted.Events, MessagesOf(noted), closed.Version, null)
                {
                    At = now,
                };
            },
        };
        return await DecideAndCommitOpeningAsync(
                RequestAgain(policies.For(closed.Tenant), closed, body) with
                {
                    // Somebody else's mail is no thread of the requester's.
                    MailId = command.By == Actor.Requester(closed.Requester) ? command.MailId : null,
                },
                origin,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    // Of what was known of the closed ticket, what the policy in force still asks for and admits. The directory is asked anew.
    private static OpenRequest RequestAgain(Policy policy, Ticket closed, string body)
    {
        var known = FactSet.Of(
            closed.Facts.Where(fact => policy.Facts.Find(fact.Key) is { } declared && declared.Admits(fact.Value))
        );
        var answers = Of(FactSource.Form);
        var unasked = policy.Intake.For(closed.Category).Reject(answers).Select(answer => answer.Field).ToArray();
        return new OpenRequest
        {
            Tenant = closed.Tenant,
            Requester = closed.Requester,
            Category = closed.Category,
            Channel = closed.Channel,
            Title = closed.Title,
            Body = body,
            Answers = answers.Without(unasked),
            Stated = Of(FactSource.Request),
        };

        FactSet Of(FactSource source) => FactSet.Of(known.Where(fact => policy.Facts.Find(fact.Key)!.Source == source));
    }
}
