using SupportKit;
using SupportKit.Desk;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace HelpDesk;

/// <summary>The JSON API. A real host would take the person from its own sign-in; here a request says who it is.</summary>
public static class Api
{
    public static void MapHelpDesk(this WebApplication app)
    {
        var api = app.MapGroup("/api");
        api.MapPost("/tickets", OpenAsync);
        api.MapGet("/tickets", ListAsync);
        api.MapGet("/tickets/counts", CountAsync);
        api.MapGet("/tickets/{id:guid}", FindAsync);
        api.MapGet("/tickets/{id:guid}/history", HistoryAsync);
        api.MapPost("/tickets/{id:guid}/replies", ReplyAsync);
        api.MapPost("/tickets/{id:guid}/triggers", TriggerAsync);
        api.MapGet("/categories", Categories);
        api.MapGet("/mail", (Mailbox mailbox) => mailbox.Arrived.Select(MailView.Of));
        api.MapGet("/clock", (TimeProvider time) => new { now = time.GetUtcNow() });
    }

    private static async Task<IResult> OpenAsync(
        NewTicket request,
        SupportDesk desk,
        HttpRequest http,
        CancellationToken cancellation
    )
    {
        var result = await desk.OpenAsync(
            new OpenRequest
            {
                Requester = request.Requester,
                Category = request.Category,
                Channel = request.Channel,
                Title = request.Title,
                Body = request.Body,
                Answers = request.Answers ?? FactSet.Empty,
                Stated = FactSet.Empty.With("signedIn", request.SignedIn),
                CommandId = request.CommandId,
            },
            cancellation
        );
        return result is DeskResult.Succeeded opened
            ? Results.Created(
                $"/api/tickets/{opened.Ticket.Id}",
                new OpenedView(TicketView.Of(opened.Ticket), opened.Decision?.Explain().ToText(LanguageOf(http)))
            )
            : Answer(result, http);
    }

    private static IEnumerable<object> Categories(PolicyCatalog policies) =>
        policies
            .For(SupportDesk.DefaultTenant)
            .Intake.Categories.Select(category => new { category.Id, Title = category.Title.Get("en") });

    private static async Task<object> ListAsync(
        SupportDesk desk,
        string? @as,
        string? text,
        CancellationToken cancellation
    )
    {
        var query = new TicketQuery(SupportDesk.DefaultTenant, ViewerOf(@as))
        {
            Limit = 100,
            Text = text,
            LastWordIsPrefix = true,
        };
        var page = await desk.ListAsync(query, cancellation);
        return page.Tickets.Select(TicketView.Of);
    }

    private static async Task<object> CountAsync(
        SupportDesk desk,
        string? @as,
        string? text,
        CancellationToken cancellation
    )
    {
        var query = new TicketQuery(SupportDesk.DefaultTenant, ViewerOf(@as)) { Text = text, LastWordIsPrefix = true };
        var counts = await desk.CountAsync(query, cancellation);
        return counts.Select(count => new { State = count.Key.ToString(), Tickets = count.Value });
    }

    private static async Task<IResult> FindAsync(
        TicketId id,
        string? @as,
        SupportDesk desk,
        CancellationToken cancellation
    ) =>
        await desk.FindAsync(Key(id), ViewerOf(@as), cancellation) is { } ticket
            ? Results.Ok(TicketView.Of(ticket))
            : Results.NotFound();

    private static async Task<IResult> HistoryAsync(
        TicketId id,
        string? @as,
        SupportDesk desk,
        CancellationToken cancellation
    )
    {
        var history = await desk.GetHistoryAsync(Key(id), ViewerOf(@as), cancellation);
        return Results.Text($"[{string.Join(",", history.Select(TicketJson.Write))}]", "application/json");
    }

    private static Task<IResult> ReplyAsync(
        TicketId id,
        NewReply reply,
        SupportDesk desk,
        HttpRequest http,
        CancellationToken cancellation
    ) =>
        ApplyAsync(
            id,
            new TicketCommand.Reply(ActorOf(reply.By, reply.Agent), reply.Body, reply.AsksBack),
            reply.Version,
            desk,
            http,
            cancellation
        );

    private static Task<IResult> TriggerAsync(
        TicketId id,
        NewTrigger fire,
        SupportDesk desk,
        HttpRequest http,
        CancellationToken cancellation
    )
    {
        var actor = ActorOf(fire.By, fire.Agent);
        TicketCommand command =
            fire.Trigger == Triggers.Acknowledge
                ? new TicketCommand.Acknowledge(actor)
                : new TicketCommand.Fire(actor, fire.Trigger);
        return ApplyAsync(id, command, fire.Version, desk, http, cancellation);
    }

    private static async Task<IResult> ApplyAsync(
        TicketId id,
        TicketCommand command,
        long? version,
        SupportDesk desk,
        HttpRequest http,
        CancellationToken cancellation
    ) => Answer(await desk.ApplyAsync(Key(id), command, version, cancellationToken: cancellation), http);

    private static IResult Answer(DeskResult result, HttpRequest http)
    {
        if (result is DeskResult.Succeeded accepted)
            return Results.Ok(TicketView.Of(accepted.Ticket));
        var refusal = ((DeskResult.Refused)result).Refusal;
        var status = refusal.Code switch
        {
            SupportKitErrors.TicketNotFound => StatusCodes.Status404NotFound,
            SupportKitErrors.TicketActorNotPermitted => StatusCodes.Status403Forbidden,
            SupportKitErrors.TicketVersionStale
            or SupportKitErrors.TicketVersionContended
            or SupportKitErrors.TicketTransitionNotPermitted => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
        return Results.Json(RefusalView.Of(refusal, LanguageOf(http)), statusCode: status);
    }

    private static TicketKey Key(TicketId id) => new(SupportDesk.DefaultTenant, id);

    // Whoever reads as somebody has signed in to the host; before that, the policy withholds what an environment holds.
    private static Viewer ViewerOf(string? person) =>
        person is null ? Viewer.Desk : Viewer.OfRequester(person) with { Facts = FactSet.Empty.With("signedIn", true) };

    private static Actor ActorOf(string id, bool agent) => agent ? Actor.Agent(id) : Actor.Requester(id);

    private static string LanguageOf(HttpRequest http) =>
        http.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.ToString()
        ?? "en";
}
