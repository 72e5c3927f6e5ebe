namespace SupportKit.Shared;

/// <summary>The stable codes that a package has for what can be wrong with any JSON text.</summary>
internal sealed record JsonCodes
{
    /// <summary>The text is not JSON.</summary>
    public required string Unreadable { get; init; }

    /// <summary>The text is longer, or nested deeper, than is read.</summary>
    public required string SizeExceeded { get; init; }

    /// <summary>An object lacks a required property.</summary>
    public required string PropertyMissing { get; init; }

    /// <summary>An object has an unknown property.</summary>
    public required string PropertyUnknown { get; init; }

    /// <summary>An object has a property twice.</summary>
    public required string PropertyDuplicated { get; init; }

    /// <summary>A value has another JSON type than is expected.</summary>
    public required string ValueMistyped { get; init; }

    /// <summary>A text is not one of the allowed values.</summary>
    public required string ValueUnknown { get; init; }
}
