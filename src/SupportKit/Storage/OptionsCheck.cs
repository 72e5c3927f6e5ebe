using Microsoft.Extensions.Options;

namespace SupportKit.Storage;

/// <summary>
/// Refuses options that cannot work, all faults at once, when the host starts. It throws an exception of its own, because the
/// options library's carries no code.
/// </summary>
internal abstract class OptionsCheck<TOptions> : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0
            ? ValidateOptionsResult.Success
            : throw new SupportKitException(
                SupportKitErrors.HostingOptionImpossible,
                string.Join(' ', faults),
                "The host does not start until this is corrected."
            );
    }

    protected abstract IEnumerable<string> Faults(TOptions options);

    protected static string Fault(string option, string cause, string remedy) =>
        $"{typeof(TOptions).Name}.{option} {cause}. {remedy}.";
}
