using System.Security.Cryptography;

namespace SupportKit.Desk;

/// <summary>Fails at its end, instead of ending, when what was read is not what was recorded.</summary>
/// <param name="inner">The content, which is disposed with this.</param>
/// <param name="attachment">Its id.</param>
/// <param name="sha256">The recorded hash, lower-case hexadecimal.</param>
internal sealed class VerifiedStream(Stream inner, string attachment, string sha256)
    : ReadThroughStream(inner, leaveOpen: false)
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    protected override void Pass(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
            hash.AppendData(bytes);
        else if (Convert.ToHexStringLower(hash.GetCurrentHash()) != sha256)
            throw new SupportKitException(
                SupportKitErrors.AttachmentContentDamaged,
                $"What the store has under \"{attachment}\" is not what was attached.",
                "Throw away what was read of it, and restore the file from a backup."
            );
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            hash.Dispose();
        base.Dispose(disposing);
    }
}
