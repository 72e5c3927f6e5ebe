using SupportKit.EntityFrameworkCore;
using SupportKit.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a desk's attachments into its relational database.</summary>
public static class EntityFrameworkAttachments
{
    /// <summary>
    /// Keeps attachments in the database that <see cref="EntityFrameworkBuilder.UseEntityFrameworkStore"/> names, which
    /// must be called as well. See <see cref="EfAttachmentStore"/>.
    /// </summary>
    /// <param name="builder">What <c>AddSupportKit</c> returns.</param>
    /// <returns>The same builder.</returns>
    public static SupportKitBuilder UseEntityFrameworkAttachments(this SupportKitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseAttachments<EfAttachmentStore>();
    }
}
