using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Tickets;

/// <summary>What a machine writes of a mail of the desk's.</summary>
[JsonConverter(typeof(EnumJsonConverter<AutomaticMailKind>))]
public enum AutomaticMailKind
{
    /// <summary>An absent person's program, a list, or another desk answers.</summary>
    Reply,

    /// <summary>The reader's program says that the mail was displayed or deleted (RFC 8098).</summary>
    Receipt,

    /// <summary>A mail server says that the mail was not delivered for good (RFC 3464).</summary>
    Bounce,
}
