using System.Net.Mail;
using Microsoft.Extensions.Options;
using NodaTime;

namespace SupportKit.Delivery;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class SmtpOptionsCheck : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(SmtpOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Host))
            yield return Fault(nameof(options.Host), "is empty", "Name the mail server");
        if (options.Port is < 1 or > 65535)
            yield return Fault(nameof(options.Port), "is not between 1 and 65535", "587 serves most");
        if (!MailAddress.TryCreate(options.From, out var from) || !from.User.All(char.IsAscii))
            yield return Fault(
                nameof(options.From),
                "is not a mail address, or has letters outside ASCII before the @",
                "Write for example desk@desk.example"
            );
        if (options.Timeout <= Duration.Zero)
            yield return Fault(nameof(options.Timeout), "is not positive", "30 seconds serve most");
        if (options.AddressOf is null)
            yield return Fault(
                nameof(options.AddressOf),
                "is not set",
                "Give the function that knows people's addresses"
            );
    }

    private static string Fault(string option, string cause, string remedy) =>
        $"hosting.option_impossible: SmtpOptions.{option} {cause}. {remedy}.";
}
