using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class ClockOptionsCheck : OptionsCheck<ClockOptions>
{
    protected override IEnumerable<string> Faults(ClockOptions options)
    {
        if (options.MaxSkew <= TimeSpan.Zero || options.MaxSkew > TimeSpan.FromDays(1))
            yield return Fault(nameof(options.MaxSkew), "is not positive, or over a day", "A minute serves most");
    }
}
