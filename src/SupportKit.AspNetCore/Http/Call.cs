using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.Rules;

namespace SupportKit.AspNetCore;

/// <summary>One request to the desk: who it is from, whose desk it is for, and in which language it is answered. Serves one request.</summary>
internal sealed class Call
{
    private Caller? caller;
    private string? language;

    private Call(HttpContext http)
    {
        Http = http;
        Options = http.RequestServices.GetRequiredService<IOptions<SupportEndpointOptions>>().Value;
        Description = http.GetEndpoint()!.Metadata.GetRequiredMetadata<EndpointDescription>();
    }

    public HttpContext Http { get; }

    public EndpointDescription Description { get; }

    public SupportEndpointOptions Options { get; }

    public CancellationToken Stop => Http.RequestAborted;

    /// <summary>Who it is; an endpoint that is open to nobody in particular does not ask.</summary>
    public Caller Caller =>
        caller ?? throw new InvalidOperationException("The filter of the endpoints lets nobody unknown through.");

    public bool IsKnown => caller is not null;

    public Actor Actor => Caller.Actor;

    /// <summary>Whose desk it is for, also when it is not known who asks.</summary>
    public string Tenant => caller?.Tenant ?? Options.TenantOf(Http);

    public bool IsOutside => Description.Audience == Audience.Requesters;

    public TenantDesk Desk => Service<SupportDesk>().ForTenant(Tenant);

    public Policy Policy => Service<PolicyCatalog>().For(Tenant);

    /// <summary>The time by the desk's clock.</summary>
    public Instant Now => Service<TimeProvider>().GetCurrentInstant();

    public TextCatalog Texts => Service<TextCatalog>();

    public string Language => language ??= caller?.Language ?? Headers.Language(Http.Request, Policy.Languages);

    /// <summary>
    /// How the caller is told times: in the zone that the host states of them, or that their directory stated on the ticket, or else that their
    /// browser names; in the desk's, named, where none does.
    /// </summary>
    /// <param name="about">The ticket that is read; null for none in particular.</param>
    public TimeFormat Times(Ticket? about = null) =>
        TimeFormat.Of(
            Texts,
            // The desk tells times in more languages than a policy is written in.
            caller?.Language
                ?? Headers.Language(Http.Request, [Language, .. Texts.Languages]),
            Policy.TimeZone,
            Caller.TimeZone,
            IsOutside ? about?.ReaderOf(Actor.Id).TimeZone : null,
            Headers.TimeZoneOf(Http.Request)
        );

    /// <summary>What the caller sees, with what is stated of this reading.</summary>
    public Viewer Viewer => Desk.ViewerOf(Actor) with { Facts = Stated };

    /// <summary>What the host states of this request, and whether the person is signed in where the policy asks that of the host.</summary>
    public FactSet Stated
    {
        get
        {
            var asked = Policy.Facts.Find(Options.SignedInFact);
            return asked is { Source: FactSource.Request, Type: FactType.Boolean }
                ? FactSet.Empty.With(asked.Name, !Caller.IsGuest).With(Caller.Facts)
                : Caller.Facts;
        }
    }

    /// <summary>The id of the command, of this caller alone: nobody else's key can be the same.</summary>
    public string CommandId => $"{Actor.Kind}:{Actor.Id}:{Headers.Key(Http.Request)}";

    /// <summary>The ticket that a path names.</summary>
    /// <exception cref="ProblemException">What is no id names no ticket.</exception>
    public TicketId TicketOf(string text) =>
        TicketId.TryParse(text, out var id) ? id : throw new ProblemException(NotFound());

    /// <summary>One answer for what is not there and for what is not this caller's.</summary>
    public Problem NotFound() => Refusals.Of(new Refusal.CommandRefused(SupportKitErrors.TicketNotFound), this);

    public QueryReader Query() => new(Http.Request, Description.Query);

    public T Service<T>()
        where T : notnull => Http.RequestServices.GetRequiredService<T>();

    public async ValueTask IdentifyAsync() =>
        caller = await Service<ICallerResolver>().ResolveAsync(Http, Description.Audience, Stop).ConfigureAwait(false);

    /// <summary>Made by the framework for each request; everything else waits for the filter.</summary>
    public static ValueTask<Call?> BindAsync(HttpContext http, ParameterInfo parameter) => new(new Call(http));
}
