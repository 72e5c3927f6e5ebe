using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MimeKit.Cryptography;
using NodaTime;
using SupportKit.Desk;

namespace SupportKit.Mail;

/// <summary>Gathers what the decision on a mail goes by: whose address it is for, who wrote it, and which ticket of theirs it names.</summary>
internal sealed partial class MailGatherer(
    SupportDesk desk,
    PolicyCatalog policies,
    IOptions<MailOptions> options,
    TicketToken tokens
)
{
    private readonly MailOptions options = options.Value;
    private readonly CorrespondentRate rate = new(Duration.FromHours(1));

    /// <summary>The facts of a mail that arrived now.</summary>
    public async Task<MailFacts> GatherAsync(InboundMessage mail, Instant now, CancellationToken cancellationToken)
    {
        var address = AddressOf(mail);
        var facts = new MailFacts
        {
            Mail = mail,
            Address = address,
            IsOwn = IsOwn(mail, address),
            Automatic = AutomaticMail.Find(mail),
            IsAuthenticated = IsAuthenticated(mail),
        };
        // Nobody is looked up for a mail of which nothing becomes.
        if (facts.IsOwn || address is null)
            return facts;
        if (mail.Report is { Failures.IsEmpty: false } bounce)
            // Nobody but the desk signs the Message-ID that a bounce names, so a forged one tells of no ticket.
            return facts with { Answered = Signed(bounce.OriginalId, address.Tenant) };
        if (!facts.IsAuthenticated || mail.From is not [var from])
            return facts;
        if (facts.Automatic is not null || mail.Report is not null)
            return facts with
            {
                Answered = await AnsweredAsync(mail, address, from, now, cancellationToken).ConfigureAwait(false),
            };
        facts = facts with { IsOverRate = !rate.TryCount(from, now, options.MaxPerHour) };
        if (facts.IsOverRate)
            return facts;
        var person = await options.RequesterOf!(address.Tenant, from, cancellationToken).ConfigureAwait(false);
        if (person is null)
            return facts;
        var policy = policies.For(address.Tenant);
        var (reference, ticket) = await FindAsync(mail, address, person, policy, cancellationToken)
            .ConfigureAwait(false);
        return facts with
        {
            Person = person,
            Reference = reference,
            Ticket = ticket,
            RepliesAreRead = policy.RepliesAreRead,
            Fields = [.. policy.Intake.For(address.Category).Fields],
            Escalation = policy.Escalation,
        };
    }

    private MailAddressOptions? AddressOf(InboundMessage mail) =>
        mail
            .Recipients.Select(recipient => Find(TicketToken.WithoutDetail(recipient)))
            .FirstOrDefault(address => address is not null);

    private MailAddressOptions? Find(string address) =>
        options.Addresses.FirstOrDefault(known =>
            string.Equals(known.Address, address, StringComparison.OrdinalIgnoreCase)
        );

    private bool IsOwn(InboundMessage mail, MailAddressOptions? address) =>
        mail.From.Any(from => Find(TicketToken.WithoutDetail(from)) is not null)
        || mail.MessageId is { } id && address is not null && tokens.TryReadMessageId(address.Tenant, id, out _);

    private TicketKey? Signed(string? id, string tenant) =>
        id is not null && tokens.TryReadMessageId(tenant, id, out var ticket) ? ticket : null;

    // The machine of somebody who takes part answers a mail of the desk's; one that only quotes a number may have it from anywhere.
    private async Task<TicketKey?> AnsweredAsync(
        InboundMessage mail,
        MailAddressOptions address,
        string from,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var named = Signed(mail, address.Tenant).Select(one => one.Ticket).ToList();
        if (Signed(mail.Report?.OriginalId, address.Tenant) is { } original)
            named.Add(original);
        if (named.Count == 0 || !rate.TryCount(from, now, options.MaxPerHour))
            return null;
        if (await options.RequesterOf!(address.Tenant, from, cancellationToken).ConfigureAwait(false) is not { } person)
            return null;
        foreach (var key in named.Distinct())
            if (
                await desk.FindAsync(key, Viewer.OfRequester(person), cancellationToken).ConfigureAwait(false) is
                { } ticket
            )
                return ticket.Key;
        return null;
    }

    private bool IsAuthenticated(InboundMessage mail)
    {
        if (options.AuthenticationServer is not { } server)
            return true;
        // The topmost of the server's name is its own; one further down came with the mail.
        foreach (var header in mail.Headers.Where(header => header.Name == "authentication-results"))
        {
            var bytes = Encoding.UTF8.GetBytes(header.Value);
            if (
                AuthenticationResults.TryParse(bytes, out var results)
                && string.Equals(results.AuthenticationServiceIdentifier, server, StringComparison.OrdinalIgnoreCase)
            )
                return results.Results.Any(result =>
                    string.Equals(result.Method, "dmarc", StringComparison.OrdinalIgnoreCase)
                    && string.Equals(result.Result, "pass", StringComparison.OrdinalIgnoreCase)
                );
        }
        return false;
    }

    // The surest sign first; one of a ticket that the person does not take part in is as good as none.
    private async Task<(TicketReferenceKind? Reference, TicketKey? Ticket)> FindAsync(
        InboundMessage mail,
        MailAddressOptions address,
        string person,
        Policy policy,
        CancellationToken cancellationToken
    )
    {
        TicketReferenceKind? first = null;
        var viewer = Viewer.OfRequester(person);
        foreach (var (kind, key) in Signed(mail, address.Tenant))
        {
            first ??= kind;
            if (await desk.FindAsync(key, viewer, cancellationToken).ConfigureAwait(false) is { } ticket)
                return (kind, ticket.Key);
        }
        var text = address.IsEscalation ? $"{mail.Subject}\n{mail.Body.New}" : mail.Subject;
        foreach (var number in Numbers(text, policy.NumberPrefix).Take(5))
        {
            first ??= TicketReferenceKind.Number;
            var found = await desk.FindByNumberAsync(number, viewer, address.Tenant, cancellationToken)
                .ConfigureAwait(false);
            if (found is not null)
                return (TicketReferenceKind.Number, found.Key);
        }
        return (first, null);
    }

    private IEnumerable<(TicketReferenceKind Kind, TicketKey Ticket)> Signed(InboundMessage mail, string tenant)
    {
        foreach (var recipient in mail.Recipients)
            if (
                TicketToken.DetailOf(recipient) is { } detail
                && Find(TicketToken.WithoutDetail(recipient))?.Tenant == tenant
                && tokens.TryRead(tenant, detail, out var ticket)
            )
                yield return (TicketReferenceKind.Address, ticket);
        var seen = new HashSet<TicketKey>();
        foreach (var id in mail.References)
            if (tokens.TryReadMessageId(tenant, id, out var ticket) && seen.Add(ticket))
                yield return (TicketReferenceKind.MessageId, ticket);
    }

    // In brackets, as the desk writes it, or as people do.
    private static IEnumerable<TicketNumber> Numbers(string text, string prefix) =>
        Number()
            .Matches(text)
            .Select(match => TicketNumber.TryParse(match.Value, out var number) ? number : default)
            .Where(number => number.Value > 0 && number.Prefix == prefix)
            .Distinct();

    [GeneratedRegex(@"(?<![\w-])[A-Za-z][A-Za-z0-9]{0,9}[- ][0-9]{1,18}(?![\w-])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
