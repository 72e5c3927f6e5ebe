namespace SupportKit.Cli;

/// <summary>The codes of what keeps a command from running; docs/tool.md lists them with their remedies.</summary>
internal static class ToolErrors
{
    /// <summary>A file cannot be read, or is not UTF-8.</summary>
    public const string FileUnreadable = "tool.file_unreadable";

    /// <summary>A file cannot be written, or is there already.</summary>
    public const string FileUnwritable = "tool.file_unwritable";

    /// <summary>A file of requests or tests is not JSON, or not of the form that its schema describes.</summary>
    public const string InputInvalid = "tool.input_invalid";

    /// <summary>A policy does not do what an example in it expects.</summary>
    public const string ExampleFailed = "tool.example_failed";

    /// <summary>An argument or option names what there is not, or does not go with another.</summary>
    public const string ArgumentInvalid = "tool.argument_invalid";

    /// <summary>A policy has errors, so that nothing can be decided by it.</summary>
    public const string PolicyInvalid = "tool.policy_invalid";

    /// <summary>A request states something that the policy does not know.</summary>
    public const string FactInvalid = "tool.fact_invalid";

    /// <summary>A date or an instant cannot be read.</summary>
    public const string InstantInvalid = "tool.instant_invalid";

    /// <summary>The rules depend on each other in so many ways that the question has no answer in reasonable time.</summary>
    public const string ComparisonIncomplete = "tool.comparison_incomplete";

    /// <summary>Two policies declare one fact in ways that cannot be compared.</summary>
    public const string ComparisonImpossible = "tool.comparison_impossible";

    /// <summary>A log has a row that cannot be read, and broken rows are not to be skipped.</summary>
    public const string LogInvalid = "tool.log_invalid";

    /// <summary>A file of holidays has a fault at a place that belongs to no event.</summary>
    public const string CalendarInvalid = "tool.calendar_invalid";

    /// <summary>A file was changed by somebody else since it was read; it was left as it is.</summary>
    public const string FileChanged = "tool.file_changed";

    /// <summary>The page of studio cannot be served at the port that was asked for.</summary>
    public const string PortUnavailable = "tool.port_unavailable";

    /// <summary>A request to studio does not come from its own page.</summary>
    public const string PageForbidden = "tool.page_forbidden";

    /// <summary>Formatting would have changed what a policy says; the file was left as it is.</summary>
    public const string FormattingRefused = "tool.formatting_refused";
}
