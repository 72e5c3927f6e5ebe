using System.Runtime.CompilerServices;
using System.Text;

namespace SupportKit.Mail;

/// <summary>
/// Makes windows-1252, shift_jis and the other code pages known. MimeKit looks each charset up once and keeps what it found, so this
/// runs before anything of this package does.
/// </summary>
internal static class CodePages
{
#pragma warning disable CA2255 // later than this is too late: MimeKit would have remembered the charset as unknown
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
