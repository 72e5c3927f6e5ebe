using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit.AspNetCore;

/// <summary>People ask for help: the form, what is missing in it, the request, and the list of one's own.</summary>
internal static class RequesterEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapGet("/form", Form)
            .Describe(
                new(
                    "Requester.form",
                    Audience.Requesters,
                    "The form: what can be asked, and what the policy wants to know of it."
                )
                {
                    Answer = typeof(FormView),
                    IsOpen = true,
                }
            );
        group
            .MapPost("/form/preview", RequestPreviews.PreviewAsync)
            .Describe(
                new(
                    "Requester.preview",
                    Audience.Requesters,
                    "How complete a request is, and what would become of it. Nothing is stored."
                )
                {
                    Body = typeof(NewTicket),
                    Answer = typeof(PreviewView),
                    IsOpen = true,
                }
            );
        group
            .MapPost("/guests", NewGuest)
            .Describe(
                new(
                    "Requester.newGuest",
                    Audience.Requesters,
                    "Lets somebody who is not signed in ask, and come back to it. Nothing is stored."
                )
                {
                    Answer = typeof(GuestView),
                    IsOpen = true,
                }
            );
        group
            .MapPost("/tickets", OpenAsync)
            .Describe(
                new("Requester.open", Audience.Requesters, "Asks for help.")
                {
                    Body = typeof(NewTicket),
                    Answer = typeof(OpenedView),
                    Status = 201,
                    IsWrite = true,
                }
            );
        group
            .MapGet("/tickets", ListAsync)
            .Describe(
                new(
                    "Requester.list",
                    Audience.Requesters,
                    "The caller's requests, and those that are shared with them."
                )
                {
                    Answer = typeof(TicketListView),
                    Query = TicketList.ForRequesters,
                }
            );
    }

    private static Results<Answer<FormView>, Problem> Form(
        Call call,
        IOptions<TextOptions> texts,
        IOptions<AttachmentOptions> files
    )
    {
        var (policy, language) = (call.Policy, call.Language);
        return new Answer<FormView>(
            new FormView(
                policy.Name.Get(language),
                language,
                policy.Languages,
                [
                    .. policy.Intake.Categories.Select(category =>
                        CategoryView.Of(category, policy.Intake.For(category.Id), language)
                    ),
                ],
                policy.Terms is { } terms ? new TermsView(terms.Version, terms.Advice.Get(language)) : null,
                new LimitsView(
                    texts.Value.MaxTitleLength,
                    texts.Value.MaxTextLength,
                    files.Value.MaxBytes,
                    files.Value.MaxPerTicket,
                    [.. files.Value.MediaTypes]
                ),
                call.IsKnown && call.Actor.Kind == ActorKind.Requester ? call.Actor.Id : null,
                call.Options.AllowGuests,
                EscalationView.Of(policy.Escalation, call.Options.Channel, language)
            )
        );
    }

    private static Results<Answer<GuestView>, Problem> NewGuest(Call call, GuestTokens guests) =>
        call.Options.AllowGuests
            ? new Answer<GuestView>(new GuestView(guests.New(call.Tenant)))
            : new Problem(401, WebErrors.CallerMissing, "This desk takes no guests. Sign in first.");

    private static async Task<Results<Created<OpenedView>, Problem>> OpenAsync(Call call)
    {
        var asked = await JsonBody.ReadAsync<NewTicket>(call.Http).ConfigureAwait(false);
        var request = Opening.Of(call, asked) with { CommandId = call.CommandId };
        return await Opening.OpenAsync(call, request).ConfigureAwait(false);
    }

    private static async Task<Results<Answer<TicketListView>, Problem>> ListAsync(Call call)
    {
        var query = TicketList.Of(call, call.Query());
        var page = await call.Desk.ListAsync(query, call.Stop).ConfigureAwait(false);
        return new Answer<TicketListView>(TicketListView.Of(page, call));
    }
}
