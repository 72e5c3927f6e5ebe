namespace SupportKit.Rules;

/// <summary>The facts that follow what is decided of a ticket; here, because tickets stand left of policies.</summary>
internal static class DeskFactNames
{
    public const string Category = "category";
    public const string Priority = "priority";
    public const string Queue = "queue";
}
