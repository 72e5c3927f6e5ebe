using NodaTime;
using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class ClockOptionsCheck : OptionsCheck<ClockOptions>
{
    protected override IEnumerable<string> Faults(ClockOptions options)
    {
        if (options.MaxSkew <= Duration.Zero)
            yield return Fault(nameof(options.MaxSkew), "is not positive", "A minute serves most");
    }
}
