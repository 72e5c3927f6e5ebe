using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class RetentionOptionsCheck : OptionsCheck<RetentionOptions>
{
    protected override IEnumerable<string> Faults(RetentionOptions options)
    {
        if (options.KeepClosed is { } span && !RetentionOptions.IsPossible(span))
            yield return Fault(
                nameof(options.KeepClosed),
                "is under a day or over 36500 days",
                "Leave it out to keep closed tickets for ever"
            );
    }
}
