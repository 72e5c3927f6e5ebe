using Microsoft.Extensions.Options;
using SupportKit.Decisions;

namespace SupportKit.Mail;

/// <summary>Which mail address somebody has: what the host's function says, or else the directory of agents. Thread-safe.</summary>
internal sealed class RecipientAddresses(IOptions<SmtpOptions> options, IAgentDirectory? agents = null)
{
    /// <summary>The address as the host gives it; null for none.</summary>
    public async Task<string?> FindAsync(string tenant, Recipient to, CancellationToken cancellationToken)
    {
        var given = options.Value.AddressOf is { } addressOf
            ? await addressOf(tenant, to, cancellationToken).ConfigureAwait(false)
            : null;
        if (given is not null || agents is null || to.Kind != RecipientKind.Agent)
            return given;
        return (await agents.FindAsync(tenant, to.Id, cancellationToken).ConfigureAwait(false))?.Address;
    }
}
