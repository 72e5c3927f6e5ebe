using Microsoft.AspNetCore.StaticFiles;
using SupportKit;

namespace HelpDesk;

/// <summary>What the pages of the demonstration ask for beside the desk: who can sign in, which mails have left, and what time it is.</summary>
public static class Pages
{
    public static void MapDemo(this WebApplication app)
    {
        var demo = app.MapGroup("/demo");
        demo.MapGet(
            "/people",
            (HttpContext http) =>
                People.All.Select(person => new
                {
                    person.Id,
                    person.About,
                    IsYou = person.Id == IdOf(http),
                })
        );
        demo.MapPost("/sign-in/{person}", SignIn.AsAsync);
        demo.MapPost("/sign-out", SignIn.OutAsync);
        demo.MapGet("/mails", (Mailbox mailbox) => mailbox.Arrived.Select(MailView.Of));
        demo.MapGet("/clock", (TimeProvider time) => new { Now = time.GetUtcNow(), CanAdvance = time is DemoClock });
        demo.MapPost("/clock/{hours:int:range(1, 168)}", Advance);
    }

    /// <summary>Scripts and styles come from this site alone, and what a mail holds runs nowhere.</summary>
    public static void Guard(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
    }

    private static IResult Advance(int hours, TimeProvider time)
    {
        if (time is not DemoClock clock)
            return Results.Conflict();
        clock.Advance(TimeSpan.FromHours(hours));
        return Results.NoContent();
    }

    private static string? IdOf(HttpContext http) =>
        http.User.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)?.Value;
}

/// <summary>A mail as its page shows it.</summary>
/// <param name="To">Who gets it.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Body">Its text.</param>
/// <param name="Ticket">The ticket it is about.</param>
public sealed record MailView(string To, string Subject, string Body, string Ticket)
{
    public static MailView Of(Notification mail) =>
        new($"{mail.To.Kind} {mail.To.Id}", mail.Subject, mail.Body, mail.Ticket.ToString());
}
