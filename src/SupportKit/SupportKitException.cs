namespace SupportKit;

/// <summary>
/// The host uses SupportKit in a way that cannot work, or what is stored is damaged. Refusals of what people ask for are results,
/// not this.
/// </summary>
public sealed class SupportKitException : Exception
{
    /// <summary>Makes the exception from its code, cause and remedy.</summary>
    public SupportKitException(string code, string cause, string remedy)
        : base($"{code}: {cause} {remedy}") => Code = code;

    /// <summary>Stable and machine-readable, e.g. <c>desk.tenant_unknown</c>; one of <see cref="SupportKitErrors"/>.</summary>
    public string Code { get; }
}
