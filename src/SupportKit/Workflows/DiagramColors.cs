using SupportKit.Tickets;

namespace SupportKit.Workflows;

/// <summary>Light fills on which dark text can be read, one per category; both kinds of diagrams use them.</summary>
internal static class DiagramColors
{
    public const string Text = "#1f2937";

    public static string FillOf(StateCategory category) =>
        category switch
        {
            StateCategory.New => "#dbeafe",
            StateCategory.Open => "#dcfce7",
            StateCategory.Pending => "#fef9c3",
            StateCategory.OnHold => "#fde8d0",
            StateCategory.Answered => "#ede9fe",
            StateCategory.Resolved => "#ccfbf1",
            StateCategory.Closed => "#e5e7eb",
        };

    public static string NameOf(StateCategory category) => SlaSignals.NameOf(category);
}
