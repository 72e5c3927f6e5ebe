using SupportKit.Localization;

namespace SupportKit.Conversations;

/// <summary>A file as it is shown in a conversation; its content comes from <see cref="SupportDesk.OpenAttachmentAsync"/>. Immutable.</summary>
/// <param name="Id">The attachment store's id of it.</param>
/// <param name="Name">The name that the uploader gave; empty where it is withheld. Never use it as a path.</param>
/// <param name="ContentType">The media type that the uploader claims.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="IsWithdrawn">Whether it was taken back, so that its content is gone.</param>
public sealed record ConversationAttachment(
    string Id,
    WrittenText Name,
    WrittenName ContentType,
    long Length,
    bool IsWithdrawn
);
