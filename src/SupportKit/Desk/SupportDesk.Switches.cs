namespace SupportKit;

/// <content>What operators turn on for the whole desk.</content>
public sealed partial class SupportDesk
{
    /// <summary>Turns one of the policy's switches on or off, for the requests that are opened from now on.</summary>
    /// <exception cref="SupportKitException"><c>desk.switch_unknown</c>: the policy has no such switch.</exception>
    public Task SetSwitchAsync(
        string name,
        bool on,
        string tenant = DefaultTenant,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        return policies.For(tenant).Switches.Any(declared => declared.Id == name)
            ? switches.SetAsync(tenant, name, on, cancellationToken)
            : throw new SupportKitException(
                SupportKitErrors.DeskSwitchUnknown,
                $"The policy of tenant \"{tenant}\" has no switch \"{name}\".",
                "Declare it under \"switches\"."
            );
    }
}
