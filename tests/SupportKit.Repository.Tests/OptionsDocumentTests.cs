using System.Globalization;
using System.Reflection;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Mail;
using SupportKit.Storage;

namespace SupportKit.Repository.Tests;

/// <summary>docs/options.md lists every option with its default, and every option names that page.</summary>
public class OptionsDocumentTests
{
    private static readonly (string Section, object Defaults, string Source)[] All =
    [
        ("Delivery", new DeliveryOptions(), "src/SupportKit/Delivery/DeliveryOptions.cs"),
        ("Notifications", new NotificationOptions(), "src/SupportKit/Delivery/NotificationOptions.cs"),
        ("Attachments", new AttachmentOptions(), "src/SupportKit/Storage/AttachmentOptions.cs"),
        ("Texts", new TextOptions(), "src/SupportKit/Desk/TextOptions.cs"),
        ("Clock", new ClockOptions(), "src/SupportKit/Desk/ClockOptions.cs"),
        ("Retention", new RetentionOptions(), "src/SupportKit/Desk/RetentionOptions.cs"),
        ("Smtp", new SmtpOptions(), "src/SupportKit.Mail/Sending/SmtpOptions.cs"),
        ("Mail", new MailOptions(), "src/SupportKit.Mail/MailOptions.cs"),
        ("Webhook", new WebhookOptions(), "src/SupportKit/Delivery/WebhookOptions.cs"),
    ];

    public static TheoryData<string, string> Options =>
        [
            .. All.SelectMany(options =>
                options
                    .Defaults.GetType()
                    .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => !typeof(Delegate).IsAssignableFrom(property.PropertyType))
                    .Select(property => (options.Section, property.Name))
            ),
        ];

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_is_documented_with_its_default(string section, string name)
    {
        var (_, defaults, source) = All.Single(options => options.Section == section);
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "options.md"));

        var row = Assert.Single(rows, line => line.StartsWith($"| `{section}:{name}` |", StringComparison.Ordinal));

        var value = defaults.GetType().GetProperty(name)!.GetValue(defaults);
        if (value is IFormattable or bool)
            Assert.Equal($" `{Convert.ToString(value, CultureInfo.InvariantCulture)}` ", row.Split('|')[3]);
        Assert.Contains(
            $"<c>{section}:{name}</c> in the configuration; see docs/options.md.",
            File.ReadAllText(Path.Combine(Repository.Root, source)),
            StringComparison.Ordinal
        );
    }
}
