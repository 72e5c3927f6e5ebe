namespace SupportKit.Rules;

/// <summary>The names of facts that the desk sets when it decides about a ticket. They are here because tickets may not refer to policies.</summary>
internal static class DeskFactNames
{
    public const string Category = "category";
    public const string Priority = "priority";
    public const string Queue = "queue";
}
