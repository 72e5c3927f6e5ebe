using SupportKit.Storage;

namespace SupportKit.AspNetCore;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class SupportEndpointOptionsCheck : OptionsCheck<SupportEndpointOptions>
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    protected override IEnumerable<string> Faults(SupportEndpointOptions options) =>
        new[]
        {
            Blank(nameof(options.Channel), options.Channel),
            Blank(nameof(options.AgentRole), options.AgentRole),
            Blank(nameof(options.LeadRole), options.LeadRole),
            Blank(nameof(options.InboundRole), options.InboundRole),
            Blank(nameof(options.QueueClaim), options.QueueClaim),
            Blank(nameof(options.SignedInFact), options.SignedInFact),
            options.TenantOf is null
                ? Fault(nameof(options.TenantOf), "is null", "Leave it as it is for one tenant")
                : null,
            Outside(nameof(options.MaxBodyDuration), options.MaxBodyDuration, TimeSpan.FromSeconds(1), Hour),
            Outside(nameof(options.MaxLivePerPerson), options.MaxLivePerPerson, 1, 1_000),
            Outside(nameof(options.MaxLive), options.MaxLive, 1, 100_000),
            Outside(
                nameof(options.MaxLiveDuration),
                options.MaxLiveDuration,
                TimeSpan.FromSeconds(1),
                TimeSpan.FromDays(1)
            ),
            Outside(nameof(options.LivePollingInterval), options.LivePollingInterval, Least, Hour),
            Outside(nameof(options.LiveHeartbeat), options.LiveHeartbeat, Least, Hour),
        }.OfType<string>();

    private static string? Blank(string option, string value) =>
        string.IsNullOrWhiteSpace(value) ? Fault(option, "is blank", "Give a name") : null;

    private static string? Outside<T>(string option, T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) < 0 || value.CompareTo(most) > 0
            ? Fault(option, $"is {value}", $"Set it from {least} to {most}")
            : null;
}
