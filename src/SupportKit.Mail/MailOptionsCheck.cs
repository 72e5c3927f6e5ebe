using MimeKit;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit.Mail;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class MailOptionsCheck(PolicyCatalog policies) : OptionsCheck<MailOptions>
{
    private const int ShortestKey = 32;
    private const int LongestLocalPart = 64 - 1; // RFC 5321, 4.5.3.1.1, and the plus

    protected override IEnumerable<string> Faults(MailOptions options)
    {
        if (options.SigningKeys.Count == 0 || options.SigningKeys.Any(key => !IsKey(key)))
            yield return Fault(
                nameof(options.SigningKeys),
                "are missing, or one of them is not base64 of 32 bytes or more",
                "Make one with `openssl rand -base64 32`, and keep it as a secret"
            );
        foreach (
            var (name, value) in new[]
            {
                (nameof(options.MaxBytes), options.MaxBytes),
                (nameof(options.MaxParts), options.MaxParts),
                (nameof(options.MaxPerHour), options.MaxPerHour),
                (nameof(options.MaxAnswersPerDay), options.MaxAnswersPerDay + 1),
            }
        )
            if (value < 1)
                yield return Fault(name, "is too small", "Leave it out to have the default");
        if (options.Addresses.Count > 0 && options.RequesterOf is null)
            yield return Fault(
                nameof(options.RequesterOf),
                "is not set",
                "Give the function that knows whose address it is"
            );
        foreach (var twice in options.Addresses.GroupBy(one => one.Address, StringComparer.OrdinalIgnoreCase))
            if (twice.Count() > 1)
                yield return Fault(nameof(options.Addresses), $"name {twice.Key} twice", "Leave one out");
        foreach (var fault in options.Addresses.SelectMany(Faults))
            yield return fault;
    }

    private IEnumerable<string> Faults(MailAddressOptions address)
    {
        if (
            !MailboxAddress.TryParse(address.Address, out var read)
            || read.Address != address.Address
            || address.Address.Contains('+', StringComparison.Ordinal)
            || read.LocalPart.Length > LongestLocalPart - TicketToken.Length
        )
            yield return Of("is not a mail address of at most 21 characters before the @, without a plus");
        // Policies also come while the host runs.
        if (!policies.TryGet(address.Tenant, out var policy))
            yield break;
        if (policy.Channels.All(channel => channel.Id != address.Channel))
            yield return Of($"is for the channel \"{address.Channel}\", which its policy does not have");
        if (!address.IsEscalation && policy.Intake.Categories.All(category => category.Id != address.Category))
            yield return Of($"is for the category \"{address.Category}\", which its policy does not have");
        if (address.IsEscalation && policy.Escalation is null)
            yield return Of("is for escalations, of which its policy has none");

        string Of(string cause) =>
            Fault(nameof(MailOptions.Addresses), $"name \"{address.Address}\", which {cause}", "Correct it");
    }

    private static bool IsKey(string text)
    {
        var bytes = new byte[text?.Length ?? 0];
        return Convert.TryFromBase64String(text ?? "", bytes, out var length) && length >= ShortestKey;
    }
}
