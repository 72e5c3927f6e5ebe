using System.Net;
using MailKit.Security;

namespace SupportKit.Mail;

/// <summary>How an OAuth 2.0 token is handed to a mail server.</summary>
internal static class OAuthMechanism
{
    private const string Standard = "OAUTHBEARER";
    private const string Common = "XOAUTH2";

    /// <summary>By XOAUTH2, which all large providers take, or by OAUTHBEARER (RFC 7628) where a server offers that alone.</summary>
    public static SaslMechanism Of(ISet<string> offered, NetworkCredential? account, string token)
    {
        var name = account?.UserName ?? "";
        return offered.Contains(Standard) && !offered.Contains(Common)
            ? new SaslMechanismOAuthBearer(name, token)
            : new SaslMechanismOAuth2(name, token);
    }
}
