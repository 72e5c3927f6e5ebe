namespace SupportKit.Repository.Tests;

/// <summary>Somebody who looks for a feature by the word that the field has for it finds it in the name of a file.</summary>
public class FeatureNamesTests
{
    private static readonly (string Feature, string[] Words, string File)[] Features =
    [
        ("auto-close", ["AutoClose"], "SupportKit/Workflows/AutoCloseReader.cs"),
        ("duplicate detection", ["Duplicate"], "SupportKit/Screening/DuplicateDetection.cs"),
        ("flood or rate limit", ["RateLimit", "Flood"], "SupportKit/Screening/RateLimit.cs"),
        ("pause on pending", ["Pause", "Pending"], "SupportKit/Decisions/SlaPauses.cs"),
        ("cursor", ["Cursor"], "SupportKit/Queries/TicketCursor.cs"),
        ("dead letter", ["DeadLetter"], "SupportKit/Storage/InMemoryOutbox.cs"),
        ("retry and back-off", ["Retry", "Backoff"], "SupportKit/Delivery/DeliveryOptions.cs"),
        ("take next", ["TakeNext"], "SupportKit/Desk/SupportDesk.TakeNext.cs"),
        ("merge and split", ["Merge", "Split"], "SupportKit/Desk/SupportDesk.MergeAndSplit.cs"),
        ("idempotency", ["Idempotency"], "SupportKit/Desk/SupportDesk.IdempotencyKey.cs"),
        ("breach", ["Breach"], "SupportKit/Decisions/SlaBreaches.cs"),
        (
            "optimistic concurrency",
            ["OptimisticConcurrency", "ExpectedVersion"],
            "SupportKit/Desk/SupportDesk.OptimisticConcurrency.cs"
        ),
        ("terms of use", ["Terms"], "SupportKit/Decisions/TermsAcceptances.cs"),
        ("card numbers", ["CardNumber"], "SupportKit/Redaction/CardNumberScanner.cs"),
        ("linked issue", ["LinkedIssue"], "SupportKit/Decisions/LinkedIssues.cs"),
        ("erasure", ["Erasure"], "SupportKit/Tickets/TicketErasure.cs"),
        ("internal notes", ["InternalNote"], "SupportKit/Decisions/InternalNotes.cs"),
        ("SSRF guard", ["Ssrf"], "SupportKit/Delivery/SsrfGuard.cs"),
        ("notification templates", ["NotificationTemplate"], "SupportKit/Policies/NotificationTemplate.cs"),
        ("search", ["Search"], "SupportKit/Queries/SearchTokenizer.cs"),
        ("outbox", ["Outbox"], "SupportKit/Delivery/OutboxProcessor.cs"),
        ("telemetry", ["Telemetry"], "SupportKit/Desk/DeskTelemetry.cs"),
        ("unknown events", ["Unknown"], "SupportKit/Tickets/TicketEvent.Unknown.cs"),
        ("visibility", ["Visibility"], "SupportKit/Decisions/FieldVisibility.cs"),
    ];

    [Fact]
    public void Each_feature_is_done_by_a_file_that_there_is() =>
        Assert.All(Features, feature => Assert.True(File.Exists(PathOf(feature.File)), $"{feature.File} is missing."));

    [Fact]
    public void At_least_22_of_the_24_features_are_found_by_a_word_in_the_name_of_their_file()
    {
        var unnamed = Features
            .Where(feature =>
                !feature.Words.Any(word =>
                    Path.GetFileName(feature.File).Contains(word, StringComparison.OrdinalIgnoreCase)
                )
            )
            .Select(feature => feature.Feature)
            .ToList();

        Assert.Equal(24, Features.Length);
        Assert.True(unnamed.Count <= 2, $"No word of the field names the file of: {string.Join(", ", unnamed)}.");
    }

    private static string PathOf(string file) => Path.Combine(Repository.Root, "src", file);
}
