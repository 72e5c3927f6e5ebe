namespace SupportKit.Shared;

/// <summary>The stable codes that a package has for what can be wrong with any JSON text.</summary>
internal sealed record JsonCodes
{
    /// <summary>The text is not JSON.</summary>
    public required string Unreadable { get; init; }

    /// <summary>The text is longer, or nested deeper, than is read.</summary>
    public required string SizeExceeded { get; init; }

    /// <summary>An object lacks a property that it must have.</summary>
    public required string PropertyMissing { get; init; }

    /// <summary>An object has a property that nobody asked for.</summary>
    public required string PropertyUnknown { get; init; }

    /// <summary>An object has a property twice.</summary>
    public required string PropertyDuplicated { get; init; }

    /// <summary>A value is not of the kind that its place asks for.</summary>
    public required string ValueMistyped { get; init; }

    /// <summary>A text is none of those that its place allows.</summary>
    public required string ValueUnknown { get; init; }
}
