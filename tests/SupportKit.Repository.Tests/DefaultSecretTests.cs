using System.Collections;
using System.Reflection;
using SupportKit.Client;
using SupportKit.EntityFrameworkCore;
using SupportKit.Mail;
using SupportKit.Testing;

namespace SupportKit.Repository.Tests;

/// <summary>
/// No option has a secret as its default, which would be the same in every host that nobody configured, and known to everybody who can read this
/// repository.
/// </summary>
public class DefaultSecretTests
{
    private static readonly string[] Words =
    [
        "Key",
        "Secret",
        "Password",
        "Token",
        "Credential",
        "Certificate",
        "Salt",
    ];

    private static readonly Assembly[] Packages =
    [
        typeof(SupportDesk).Assembly,
        typeof(AspNetCore.Caller).Assembly,
        typeof(EfTicketStore).Assembly,
        typeof(MailOptions).Assembly,
        typeof(DeskClient).Assembly,
        typeof(TestDesk).Assembly,
    ];

    // What each text and list of an option holds where nobody has set it. None of these opens anything.
    private static readonly string[] KnownDefaults =
    [
        "AttachmentOptions.MediaTypes = image/png image/jpeg image/gif image/webp image/heic audio/* video/* text/plain text/csv application/json "
            + "application/pdf application/zip application/gzip application/vnd.openxmlformats-officedocument.wordprocessingml.document application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ImapOptions.Folder = INBOX",
        "ImapOptions.SetAsideFolder = Set aside",
        "ImapOptions.TakenFolder = Taken",
        "MailAddressOptions.Tenant = default",
        "NotificationOptions.AccentColor = #1a5fb4",
        "SupportEndpointOptions.AgentRole = support-agent",
        "SupportEndpointOptions.Channel = web",
        "SupportEndpointOptions.InboundRole = support-inbound",
        "SupportEndpointOptions.LeadRole = support-lead",
        "SupportEndpointOptions.QueueClaim = support-queue",
        "SupportEndpointOptions.SignedInFact = signedIn",
        "SupportEndpointOptions.TenantOf = a function",
    ];

    [Fact]
    public void No_option_that_is_named_as_a_secret_has_a_value_by_default()
    {
        var secrets = Members().Where(one => IsSecret(one.Member)).ToList();

        Assert.Contains(secrets, one => one.Name == "MailOptions.SigningKeys");
        Assert.Empty(secrets.Where(one => !IsNothing(one.Value)).Select(one => one.Name));
    }

    [Fact]
    public void Every_text_that_an_option_has_by_default_is_known_and_harmless()
    {
        var texts = Members()
            .Where(one => !IsNothing(one.Value) && IsTextual(one.Member.PropertyType))
            .Select(one => $"{one.Name} = {Told(one.Value)}");

        Assert.Equal(KnownDefaults.Order(StringComparer.Ordinal), texts.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Name, PropertyInfo Member, object? Value)> Members() =>
        from package in Packages
        from type in package.GetTypes()
        where type is { IsClass: true, IsAbstract: false } && type.Name.EndsWith("Options", StringComparison.Ordinal)
        let made = Activator.CreateInstance(type, nonPublic: true)
        from member in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        where member.GetIndexParameters().Length == 0
        select ($"{type.Name}.{member.Name}", member, member.GetValue(made));

    private static bool IsSecret(PropertyInfo member) =>
        IsTextual(member.PropertyType) && Words.Any(word => member.Name.Contains(word, StringComparison.Ordinal));

    private static bool IsTextual(Type type) =>
        type == typeof(string)
        || type == typeof(Uri)
        || type == typeof(byte[])
        || typeof(IEnumerable<string>).IsAssignableFrom(type)
        || typeof(Delegate).IsAssignableFrom(type);

    private static bool IsNothing(object? value) =>
        value is null or "" || (value is IEnumerable all and not string && !all.Cast<object>().Any());

    private static string Told(object? value) =>
        value switch
        {
            string or Uri => $"{value}",
            IEnumerable<string> all => string.Join(' ', all),
            Delegate => "a function",
            _ => $"{value}",
        };
}
