using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportKit.Storage;

namespace SupportKit.Hosting;

/// <content>Where tickets, policies and files are kept.</content>
public sealed partial class SupportKitBuilder
{
    /// <summary>Chooses where tickets are kept; without this call, in memory. One serves the whole process.</summary>
    /// <exception cref="SupportKitException">
    /// <c>hosting.store_scoped</c>, when the store is first asked for: it takes what is made for each scope, such as a <c>DbContext</c>.
    /// </exception>
    public SupportKitBuilder UseStore<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >()
        where T : class, ITicketStore => UseOne<ITicketStore, T>();

    /// <summary>Chooses where the versions of policies are kept; without this call, in memory.</summary>
    /// <typeparam name="T">The archive.</typeparam>
    /// <param name="lifetime">How long one lives, as for <c>UseRequesters</c>.</param>
    public SupportKitBuilder UsePolicyArchive<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >(ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where T : class, IPolicyArchive
    {
        Services.TryAdd(new ServiceDescriptor(typeof(T), typeof(T), lifetime));
        return UseScoped<IPolicyArchive>(scopes => new ScopedPolicyArchive(
            scopes,
            scope => scope.GetRequiredService<T>()
        ));
    }

    /// <summary>Chooses where the addresses that are not written to are kept; without this call, in memory.</summary>
    /// <typeparam name="T">The list.</typeparam>
    /// <param name="lifetime">How long one lives, as for <c>UseRequesters</c>.</param>
    public SupportKitBuilder UseSuppressionList<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >(ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where T : class, ISuppressionList
    {
        Services.TryAdd(new ServiceDescriptor(typeof(T), typeof(T), lifetime));
        return UseScoped<ISuppressionList>(scopes => new ScopedSuppressionList(
            scopes,
            scope => scope.GetRequiredService<T>()
        ));
    }

    /// <summary>Chooses where attachments are kept; without this call, in memory. One serves the whole process.</summary>
    /// <exception cref="SupportKitException"><c>hosting.store_scoped</c>, as for <see cref="UseStore"/>.</exception>
    public SupportKitBuilder UseAttachments<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >()
        where T : class, IAttachmentStore => UseOne<IAttachmentStore, T>();

    /// <summary>Keeps attachments as files of one directory. See <see cref="FileAttachmentStore"/>.</summary>
    /// <param name="path">The directory; made when it is first needed.</param>
    public SupportKitBuilder UseFileAttachments(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Use(
            ServiceDescriptor.Singleton<IAttachmentStore>(services => new FileAttachmentStore(
                path,
                services.GetRequiredService<TimeProvider>()
            ))
        );
    }

    /// <summary>Sets which files the desk takes.</summary>
    public SupportKitBuilder ConfigureAttachments(Action<AttachmentOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }
}
