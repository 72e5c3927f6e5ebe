using Microsoft.Extensions.Options;

namespace SupportKit.AspNetCore;

/// <summary>Refuses options that cannot work, all at once.</summary>
internal sealed class SupportEndpointOptionsCheck : IValidateOptions<SupportEndpointOptions>
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, SupportEndpointOptions options)
    {
        var faults = new List<string>();
        NotBlank(options.Channel, nameof(options.Channel));
        NotBlank(options.AgentRole, nameof(options.AgentRole));
        NotBlank(options.LeadRole, nameof(options.LeadRole));
        NotBlank(options.InboundRole, nameof(options.InboundRole));
        NotBlank(options.QueueClaim, nameof(options.QueueClaim));
        NotBlank(options.SignedInFact, nameof(options.SignedInFact));
        if (options.TenantOf is null)
            faults.Add("TenantOf is null");
        Between(options.MaxLivePerPerson, 1, 1_000, nameof(options.MaxLivePerPerson));
        Between(options.MaxLive, 1, 100_000, nameof(options.MaxLive));
        Between(
            options.MaxLiveDuration,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromDays(1),
            nameof(options.MaxLiveDuration)
        );
        Between(options.LivePollingInterval, Least, Hour, nameof(options.LivePollingInterval));
        Between(options.LiveHeartbeat, Least, Hour, nameof(options.LiveHeartbeat));
        return faults.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{WebErrors.OptionImpossible}: {string.Join("; ", faults)}. Set them within their range in AddEndpoints."
            );

        void NotBlank(string value, string option)
        {
            if (string.IsNullOrWhiteSpace(value))
                faults.Add($"{option} is blank");
        }

        void Between<T>(T value, T least, T most, string option)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
                faults.Add($"{option} is {value}, and not {least} to {most}");
        }
    }
}
