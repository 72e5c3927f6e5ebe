namespace SupportKit.Delivery;

/// <summary>
/// Thrown by a transport when trying again is no use: the message is a dead letter at once, with this as its error,
/// and waits for a person. The text may be stored and shown to whoever runs the desk; it names no address.
/// </summary>
public sealed class UndeliverableException : Exception
{
    /// <summary>Makes the exception from its code, cause and remedy.</summary>
    public UndeliverableException(string code, string cause, string remedy, Exception? inner = null)
        : base($"{code}: {cause} {remedy}", inner) => Code = code;

    /// <summary>Stable and machine-readable, e.g. <c>delivery.address_missing</c>.</summary>
    public string Code { get; }
}
