using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Json;

namespace SupportKit.Storage;

/// <summary>
/// Keeps the addresses that are not written to any more, because a mail came back from them for good, and counts the mails that came back from others
/// for a reason that may pass. An address is on the list until it is lifted; another address of the same person is not on it. Upper and lower case of an address are one. Implementations are thread-safe.
/// </summary>
public interface ISuppressionList
{
    /// <summary>Puts an address on the list of a tenant; changes nothing while it is there.</summary>
    Task SuppressAsync(string tenant, SuppressedAddress suppressed, CancellationToken cancellationToken);

    /// <summary>
    /// Counts a mail that came back for a reason that may pass; one that was counted is not counted again. What came back before
    /// <paramref name="since"/> is forgotten.
    /// </summary>
    /// <returns>How many mails came back from the address since <paramref name="since"/>, itself included.</returns>
    Task<int> CountSoftBounceAsync(
        string tenant,
        SoftBounce bounce,
        Instant since,
        CancellationToken cancellationToken
    );

    /// <summary>The entry of an address of a tenant; null when it may be written to.</summary>
    Task<SuppressedAddress?> FindAsync(string tenant, string address, CancellationToken cancellationToken);

    /// <summary>The addresses on the list of a tenant, the latest first, then by the address; at most <paramref name="limit"/>.</summary>
    Task<ImmutableArray<SuppressedAddress>> ListAsync(string tenant, int limit, CancellationToken cancellationToken);

    /// <summary>How many addresses are on the lists of all tenants together.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes an address off the list, because it was corrected or is known to work: it is written to again, and mails that came back from it do not count
    /// any more.
    /// </summary>
    /// <returns>Whether it was on the list.</returns>
    Task<bool> LiftAsync(string tenant, string address, CancellationToken cancellationToken);

    /// <summary>Takes every address of somebody off the list, as when the person is erased, and forgets what came back from them.</summary>
    /// <returns>How many were on the list.</returns>
    Task<int> LiftAllAsync(string tenant, Recipient recipient, CancellationToken cancellationToken);
}

/// <summary>An address that is not written to. Immutable.</summary>
/// <param name="Address">The address, in lower case.</param>
/// <param name="Of">Whose address it was when a mail to it came back.</param>
/// <param name="Status">The status code that the mail came back with (RFC 3463), such as <c>5.1.1</c>.</param>
/// <param name="At">When that was known.</param>
public sealed record SuppressedAddress(
    string Address,
    Recipient Of,
    string Status,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant At
)
{
    /// <summary>The address, in lower case.</summary>
    public string Address
    {
        get;
        init => field = Normalize(value);
    } = Normalize(Address);

    /// <summary>The form in which addresses are kept and compared.</summary>
    internal static string Normalize(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
#pragma warning disable CA1308 // addresses are written so
        return address.ToLowerInvariant();
#pragma warning restore CA1308
    }
}

/// <summary>A mail that came back from an address for a reason that may pass, such as a full mailbox. Immutable.</summary>
/// <param name="Address">The address, in lower case.</param>
/// <param name="Of">Whose address it was.</param>
/// <param name="Mail">The Message-ID of the mail, by which it counts once however often it is reported.</param>
/// <param name="At">When that was known.</param>
public sealed record SoftBounce(
    string Address,
    Recipient Of,
    string Mail,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant At
)
{
    /// <summary>The address, in lower case.</summary>
    public string Address
    {
        get;
        init => field = SuppressedAddress.Normalize(value);
    } = SuppressedAddress.Normalize(Address);
}
