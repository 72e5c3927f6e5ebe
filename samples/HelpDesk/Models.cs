using NodaTime;
using SupportKit;
using SupportKit.Tickets;

namespace HelpDesk;

/// <summary>A request for help, as the page sends it.</summary>
public sealed record NewTicket(
    string Requester,
    string Category,
    string Channel,
    string Title,
    string Body,
    bool SignedIn = false,
    FactSet? Answers = null,
    string? CommandId = null
);

/// <summary>Words on a ticket. Of an agent, <paramref name="AsksBack"/> says that the desk now waits for the requester.</summary>
public sealed record NewReply(string By, bool Agent, string Body, bool AsksBack = false, long? Version = null);

/// <summary>A trigger of the workflow.</summary>
public sealed record NewTrigger(string By, bool Agent, string Trigger, long? Version = null);

/// <summary>A ticket as the page shows it.</summary>
public sealed record TicketView(
    string Id,
    string? Number,
    long Version,
    string Title,
    string Requester,
    string Category,
    string State,
    string? Priority,
    string? Queue,
    string OpenedAt,
    IEnumerable<PromiseView> Promises
)
{
    public static TicketView Of(Ticket ticket) =>
        new(
            ticket.Id.ToString(),
            ticket.Number?.ToString(),
            ticket.Version,
            ticket.Title,
            ticket.Requester,
            ticket.Category,
            ticket.State,
            ticket.Priority,
            ticket.Queue,
            Iso(ticket.OpenedAt),
            ticket.Promises.Select(PromiseView.Of)
        );

    public static string Iso(Instant instant) => NodaTime.Text.InstantPattern.ExtendedIso.Format(instant);
}

/// <summary>A promise as the page shows it.</summary>
public sealed record PromiseView(string Metric, string Kind, string Within, string Due, string Status, string Rule)
{
    public static PromiseView Of(SlaPromise promise) =>
        new(
            promise.Metric,
            promise.Kind.ToString(),
            promise.Within.ToString(),
            TicketView.Iso(promise.Due),
            promise.Status.ToString(),
            promise.Rule
        );
}

/// <summary>A ticket that was just opened, with the reasons.</summary>
public sealed record OpenedView(TicketView Ticket, string? Explanation);

/// <summary>A "no": a stable code, a reason in words, and for NeedInfo the fields that are missing.</summary>
public sealed record RefusalView(string Code, string Reason, IEnumerable<string> Missing, string? RedirectTo)
{
    public static RefusalView Of(Refusal refusal, string language) =>
        new(
            refusal.Code,
            refusal.ToRequesterText(language),
            refusal is Refusal.NeedInfo needs ? needs.Missing.Select(field => field.Name) : [],
            (refusal as Refusal.RedirectedTo)?.To
        );
}

/// <summary>A notification that arrived.</summary>
public sealed record MailView(string Id, string Ticket, string To, string Subject, string Body)
{
    public static MailView Of(Notification mail) =>
        new(mail.Id, mail.Ticket.ToString(), $"{mail.To.Kind} {mail.To.Id}", mail.Subject, mail.Body);
}
