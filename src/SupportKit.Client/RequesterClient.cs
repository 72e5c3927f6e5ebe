using System.Net.Http.Json;

namespace SupportKit.Client;

/// <summary>A desk in another process, as people who ask for help use it.</summary>
/// <param name="http">Signs in, and has as its base address where the endpoints of requesters are mapped, such as <c>https://acme.example/support/</c>.</param>
/// <param name="time">By which is waited; null, the default, for the system's.</param>
/// <exception cref="ArgumentException">The base address is missing, or does not end with a slash.</exception>
public sealed class RequesterClient(HttpClient http, TimeProvider? time = null) : DeskClient(http, time)
{
    /// <summary>The form: what can be asked, and what the policy wants to know of it.</summary>
    public Task<RequestForm> GetFormAsync(CancellationToken cancellationToken = default) =>
        GetAsync("form", ClientJson.Default.RequestForm, cancellationToken);

    /// <summary>What the desk would say of a request, were it sent now. Nothing is stored.</summary>
    /// <exception cref="SupportException">The request is not of the form that the desk takes.</exception>
    public Task<RequestPreview> PreviewAsync(NewRequest request, CancellationToken cancellationToken = default) =>
        PostAsync(
            "form/preview",
            JsonContent.Create(request, ClientJson.Default.NewRequest),
            ClientJson.Default.RequestPreview,
            null,
            null,
            cancellationToken
        );

    /// <summary>What is promised, how it stands and why, in the reader's own words.</summary>
    /// <exception cref="SupportException">404: there is none, or the caller does not see it.</exception>
    public async Task<IReadOnlyList<PromiseReasons>> GetReasonsAsync(
        string ticket,
        CancellationToken cancellationToken = default
    ) =>
        (
            await GetAsync($"tickets/{Uri.EscapeDataString(ticket)}/why", ClientJson.Default.WhyBody, cancellationToken)
                .ConfigureAwait(false)
        ).Promises;

    /// <summary>A token for somebody who is not signed in, to send as the header <c>Support-Guest</c>.</summary>
    /// <exception cref="SupportException">401: the desk takes no guests.</exception>
    public async Task<string> NewGuestAsync(CancellationToken cancellationToken = default) =>
        (
            await PostAsync("guests", null, ClientJson.Default.GuestBody, null, null, cancellationToken)
                .ConfigureAwait(false)
        ).Token;

    /// <summary>Sends a request, which opens a ticket or is refused with what it lacks.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="key">The caller's own id of the command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportException">The desk refuses it; <see cref="SupportException.Errors"/> names the fields.</exception>
    public Task<OpenedTicket> OpenAsync(
        NewRequest request,
        string? key = null,
        CancellationToken cancellationToken = default
    ) =>
        PostAsync(
            "tickets",
            JsonContent.Create(request, ClientJson.Default.NewRequest),
            ClientJson.Default.OpenedTicket,
            key,
            null,
            cancellationToken
        );
}
