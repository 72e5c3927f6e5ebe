using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Storage;

namespace SupportKit.AspNetCore;

/// <summary>A page of the addresses that are not written to.</summary>
/// <param name="Addresses">The addresses, the latest first.</param>
/// <param name="HasMore">Whether there are more after these.</param>
internal sealed record SuppressedAddressPage(SuppressedAddressView[] Addresses, bool HasMore);

/// <summary>An address that is not written to.</summary>
/// <param name="Address">The address, in lower case.</param>
/// <param name="Of">Whose it was when a mail came back.</param>
/// <param name="Status">The status code that the mail came back with (RFC 3463), such as <c>5.1.1</c>.</param>
/// <param name="At">When that was known.</param>
/// <param name="AtText">The same as the reader is told it.</param>
internal sealed record SuppressedAddressView(
    string Address,
    PersonView Of,
    string Status,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant At,
    string AtText
)
{
    public static SuppressedAddressView From(SuppressedAddress entry, TimeFormat times) =>
        new(
            entry.Address,
            new PersonView(entry.Of.Kind.ToString(), entry.Of.Id),
            entry.Status,
            entry.At,
            times.Text(entry.At)
        );
}
