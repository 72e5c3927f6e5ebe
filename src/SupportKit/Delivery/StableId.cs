using System.Security.Cryptography;
using System.Text;

namespace SupportKit.Delivery;

/// <summary>
/// The id of a notification as it stands in headers. A notification's own id ends with the host's id of a person, who is
/// nobody's business on the way, and which may hold what no header may.
/// </summary>
internal static class StableId
{
    /// <summary>32 lower-case hexadecimal digits; the same however often the notification is sent.</summary>
    public static string Of(Notification notification) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{notification.Tenant}\n{notification.Id}")).AsSpan(0, 16)
        );
}
