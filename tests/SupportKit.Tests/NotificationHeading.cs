namespace SupportKit.Tests;

/// <summary>The subject of a notification without the number before it.</summary>
internal static class NotificationHeading
{
    public static string Heading(this Notification notification)
    {
        var number = $"[{notification.Number}] ";
        Assert.StartsWith(number, notification.Subject, StringComparison.Ordinal);
        return notification.Subject[number.Length..];
    }
}
