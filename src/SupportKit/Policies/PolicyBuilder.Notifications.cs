namespace SupportKit.Policies;

/// <content>What notifications hold.</content>
public sealed partial class PolicyBuilder
{
    /// <summary>Names the files that go with an answer in its notifications; without this or <see cref="EncloseAttachments"/> nothing is said of them.</summary>
    public PolicyBuilder ListAttachments() => Put("notifications", MailedFilesReader.Name, "links");

    /// <summary>
    /// Writes on to an address that a mail came back from for good, as a desk does whose mail server keeps a list of its own; without this call it is not
    /// written to again until it is lifted.
    /// </summary>
    public PolicyBuilder KeepBouncedAddresses() => Put("notifications", BounceReader.Name, "keep");

    /// <summary>
    /// Writes no more to an address from which several mails came back, such as from a full mailbox; without this call, after 3 within 14 days. What came back
    /// for good counts at once all the same.
    /// </summary>
    /// <param name="limit">How many mails: 1 to 100; 0 to write on however many come back.</param>
    /// <param name="days">Within how many days: 1 to 365.</param>
    public PolicyBuilder SuppressSoftBounces(int limit, int days) =>
        Put(
            "notifications",
            BounceReader.Name,
            new System.Text.Json.Nodes.JsonObject { ["softLimit"] = limit, ["softDays"] = days }
        );

    /// <summary>Encloses the files that go with an answer in mails, and names them in every notification.</summary>
    /// <param name="maxBytes">
    /// The most bytes of files in one mail, before they are encoded: 1 to 26,214,400 (25 MiB). Files that find no room are named only. 10 MiB, unless given.
    /// </param>
    public PolicyBuilder EncloseAttachments(int maxBytes = MailedFiles.UsualMaxBytes) =>
        Put(
            "notifications",
            MailedFilesReader.Name,
            maxBytes == MailedFiles.UsualMaxBytes
                ? "files"
                : new System.Text.Json.Nodes.JsonObject { ["maxBytes"] = maxBytes }
        );
}
