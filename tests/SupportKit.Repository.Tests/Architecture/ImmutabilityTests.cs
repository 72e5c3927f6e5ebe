using System.Collections;
using System.Reflection;

namespace SupportKit.Repository.Tests.Architecture;

/// <summary>Decisions are taken over values that cannot change under them.</summary>
public class ImmutabilityTests
{
    public static TheoryData<string> PublicPureTypes =>
        new(
            from package in new[] { "SupportKit", "SupportKit.BusinessTime" }
            from type in Repository.Load(package).GetExportedTypes()
            where package == "SupportKit.BusinessTime" || Layers.Pure.Contains(LayeringTests.FolderOf(type))
            where
                !typeof(Exception).IsAssignableFrom(type)
                && !type.IsEnum
                && !type.Name.EndsWith("Builder", StringComparison.Ordinal)
            select type.AssemblyQualifiedName
        );

    [Theory]
    [MemberData(nameof(PublicPureTypes))]
    public void A_public_type_of_the_pure_part_is_immutable(string typeName)
    {
        var type = Type.GetType(typeName, throwOnError: true)!;
        const BindingFlags Instance =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        Assert.All(
            type.GetFields(Instance),
            field => Assert.True(field.IsInitOnly || IsCache(field), $"{type.Name}.{field.Name} can be assigned.")
        );
        Assert.All(
            type.GetFields(Instance),
            field => Assert.False(IsMutableCollection(field), $"{type.Name}.{field.Name} can be changed inside.")
        );
    }

    // A cache filled on demand changes nothing that can be seen; its type says that it is one.
    private static bool IsCache(FieldInfo field) => field.FieldType.Name.Contains("Cache", StringComparison.Ordinal);

    private static bool IsMutableCollection(FieldInfo field) =>
        field.FieldType.IsArray && !field.IsPrivate
        || typeof(IList).IsAssignableFrom(field.FieldType) && field.FieldType.Namespace == "System.Collections.Generic"
        || typeof(IDictionary).IsAssignableFrom(field.FieldType)
            && field.FieldType.Namespace == "System.Collections.Generic";
}
