using System.Security.Cryptography;
using System.Text;

namespace SupportKit.Delivery;

/// <summary>
/// The id of a notification for use in headers. A notification's own id ends with the host's id of a person, which is
/// private, and which may contain characters that no header allows.
/// </summary>
internal static class StableId
{
    /// <summary>32 lower-case hexadecimal digits; the same however often the notification is sent.</summary>
    public static string Of(Notification notification) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{notification.Tenant}\n{notification.Id}")).AsSpan(0, 16)
        );
}
