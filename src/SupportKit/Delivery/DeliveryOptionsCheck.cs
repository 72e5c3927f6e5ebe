using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class DeliveryOptionsCheck : OptionsCheck<DeliveryOptions>
{
    protected override IEnumerable<string> Faults(DeliveryOptions options)
    {
        if (options.SendTimeout <= TimeSpan.Zero)
            yield return Fault(nameof(options.SendTimeout), "is not positive", "30 seconds serve most");
        if (options.LeaseDuration < TimeSpan.FromSeconds(1) || options.LeaseDuration < options.SendTimeout * 2)
            yield return Fault(
                nameof(options.LeaseDuration),
                "is under a second, or under twice SendTimeout, so that a send could outlive its lease and be made twice",
                "Make it longer, or SendTimeout shorter; 2 minutes and 30 seconds serve most"
            );
        if (options.BatchSize is < 1 or > 1000)
            yield return Fault(nameof(options.BatchSize), "is not between 1 and 1000", "64 serves most");
        if (options.MaxConcurrency is < 1 or > 1000)
            yield return Fault(nameof(options.MaxConcurrency), "is not between 1 and 1000", "8 serves most");
        if (options.MaxAttempts < 1)
            yield return Fault(nameof(options.MaxAttempts), "is under 1", "60 serves most");
        if (options.BaseDelay <= TimeSpan.Zero || options.MaxDelay < options.BaseDelay)
            yield return Fault(
                nameof(options.BaseDelay),
                "is not positive, or over MaxDelay",
                "5 seconds and an hour serve most"
            );
        if (options.MaxDelay > TimeSpan.FromDays(1) || options.LeaseDuration > TimeSpan.FromDays(1))
            yield return Fault(
                options.MaxDelay > TimeSpan.FromDays(1) ? nameof(options.MaxDelay) : nameof(options.LeaseDuration),
                "is over a day",
                "What is to wait longer is taken for the work of a wrong clock; an hour and 2 minutes serve most"
            );
        if (options.MaxPollingInterval <= TimeSpan.Zero || options.MaxPollingInterval > TimeSpan.FromDays(1))
            yield return Fault(
                nameof(options.MaxPollingInterval),
                "is not positive, or over a day",
                "30 seconds serve most"
            );
    }
}
