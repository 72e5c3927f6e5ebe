using SupportKit.Storage;

namespace SupportKit.Mail;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class SmtpOptionsCheck : OptionsCheck<SmtpOptions>
{
    protected override IEnumerable<string> Faults(SmtpOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Host))
            yield return Fault(nameof(options.Host), "is empty", "Name the mail server");
        if (options.Port is < 1 or > 65535)
            yield return Fault(nameof(options.Port), "is not between 1 and 65535", "587 serves most");
        if (!SingleAddress.TryRead(options.From, out var local) || !local.All(char.IsAscii))
            yield return Fault(
                nameof(options.From),
                "is not a mail address, or has letters outside ASCII before the @",
                "Write for example desk@desk.example"
            );
        if (options.Recipients.Count == 0)
            yield return Fault(
                nameof(options.Recipients),
                "are empty",
                "Name whom it is for, or leave the transport out"
            );
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromDays(1))
            yield return Fault(nameof(options.Timeout), "is not positive, or over a day", "30 seconds serve most");
        if (options.MaxConnections is < 1 or > 100)
            yield return Fault(nameof(options.MaxConnections), "is not between 1 and 100", "8 serve most");
        if (options.KeepAlive < TimeSpan.Zero || options.KeepAlive > TimeSpan.FromDays(1))
            yield return Fault(nameof(options.KeepAlive), "is negative, or over a day", "30 seconds serve most");
        if (options.AccessToken is not null && string.IsNullOrEmpty(options.Credentials?.UserName))
            yield return Fault(
                nameof(options.Credentials),
                "have no name for the access token",
                "Give the account's name"
            );
        foreach (var key in options.Dkim)
            if (DkimKeys.Problem(key) is { } problem)
                yield return Fault(
                    nameof(options.Dkim),
                    $"have a key for \"{key.Domain}\" that {problem}",
                    "Correct it"
                );
        if (options.AddressOf is null)
            yield return Fault(
                nameof(options.AddressOf),
                "is not set",
                "Give the function that knows people's addresses"
            );
    }
}
