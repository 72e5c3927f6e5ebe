using System.Diagnostics;
using System.Globalization;
using SupportKit.Tests.Decisions;

namespace SupportKit.Tests.Localization;

/// <summary>
/// What people read is the same where the machine has no culture data (<c>InvariantGlobalization</c>, as in small containers): dates and
/// times come from the texts, and their zones from NodaTime.
/// </summary>
[Trait("Category", "Long")]
public class InvariantGlobalizationTests
{
    private const string Switch = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    private static readonly Type[] Tests =
    [
        typeof(NotificationReaderTests),
        typeof(NotificationsTests),
        typeof(MailVisibilityTests),
        typeof(TextCatalogTests),
        typeof(RefusalTextTests),
        typeof(Delivery.MailPageTests),
        typeof(InvariantGlobalizationTests),
    ];

    [Fact]
    public void The_switch_is_what_this_process_was_started_with() =>
        Assert.Equal(
            Environment.GetEnvironmentVariable(Switch) is "1" or "true",
            CultureInfo.InvariantCulture.CompareInfo.Version.FullVersion == 0
                || !CultureInfo
                    .GetCultureInfo("fr")
                    .DateTimeFormat.GetMonthName(3)
                    .Equals("mars", StringComparison.Ordinal)
        );

    [Fact]
    public async Task Mails_and_texts_pass_their_tests_without_culture_data()
    {
        if (Environment.GetEnvironmentVariable(Switch) == "1")
            return; // this is that process
        var start = new ProcessStartInfo(
            Path.ChangeExtension(typeof(InvariantGlobalizationTests).Assembly.Location, null)
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Switch] = "1";
        start.ArgumentList.Add("-method-"); // there is no other culture to set
        start.ArgumentList.Add("*.The_machines_culture_changes_nothing");
        foreach (var tests in Tests)
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add(tests.FullName!);
        }
        using var child = Process.Start(start)!;
        var error = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(child.ExitCode == 0, output + await error);
        Assert.DoesNotContain("Total: 0", output, StringComparison.Ordinal);
    }
}
