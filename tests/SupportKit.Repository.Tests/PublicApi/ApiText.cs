using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace SupportKit.Repository.Tests.PublicApi;

/// <summary>Writes the public surface of an assembly as text, one member a line, in a fixed order.</summary>
internal sealed class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Static
        | BindingFlags.Instance
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    private readonly NullabilityInfoContext nullability = new();

    public string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
                text.Append("  ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    private static string Header(Type type)
    {
        var kind =
            type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : "class";
        var shape =
            type is { IsAbstract: true, IsSealed: true } ? "static "
            : type.IsAbstract && !type.IsInterface ? "abstract "
            : type is { IsSealed: true, IsValueType: false } ? "sealed "
            : "";
        var above = new[] { type.BaseType }
            .Concat(type.GetInterfaces())
            .Where(b =>
                b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) && b.IsPublic
            )
            .Select(b => Name(b!))
            .Order(StringComparer.Ordinal)
            .ToList();
        return $"{shape}{kind} {type.Namespace}.{Name(type)}"
            + (above.Count == 0 || type.IsEnum ? "" : $" : {string.Join(", ", above)}");
    }

    private IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");
        var fields = type.GetFields(Declared).Where(f => IsVisible(f.Attributes) && !IsGenerated(f)).Select(Describe);
        var properties = type.GetProperties(Declared)
            .Where(p => IsVisible(p.GetMethod ?? p.SetMethod))
            .Select(Describe);
        var constructors = type.GetConstructors(Declared)
            .Where(c => IsVisible(c) && !IsGenerated(c) && !IsCopy(c))
            .Select(c => $"new({Parameters(c)})");
        var methods = type.GetMethods(Declared)
            .Where(m => IsVisible(m) && !IsGenerated(m) && !IsAccessor(m))
            .Select(Describe);
        return fields.Concat(properties).Concat(constructors).Concat(methods);
    }

    private string Describe(FieldInfo field) =>
        $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType, nullability.Create(field))} {field.Name}";

    private string Describe(PropertyInfo property)
    {
        var setter =
            property.SetMethod is { } set && IsVisible(set)
                ? set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
                    ? " init;"
                    : " set;"
                : "";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var parameters = property.GetIndexParameters() is { Length: > 0 } index
            ? $"[{string.Join(", ", index.Select(Describe))}]"
            : "";
        return $"{Static(property.GetMethod)}{required}{Name(property.PropertyType, nullability.Create(property))} {property.Name}{parameters} {{ get;{setter} }}";
    }

    private string Describe(MethodInfo method)
    {
        var generic = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>"
            : "";
        var shape = method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract " : "";
        return $"{Static(method)}{shape}{Name(method.ReturnType, nullability.Create(method.ReturnParameter))} {method.Name}{generic}({Parameters(method)})";
    }

    private string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Describe));

    private string Describe(ParameterInfo parameter) =>
        $"{Name(parameter.ParameterType, nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? " = …" : "")}";

    private static string Static(MethodInfo? method) => method is { IsStatic: true } ? "static " : "";

    private static string Name(Type type, NullabilityInfo? info = null)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        if (type.IsArray)
            return Name(type.GetElementType()!, info?.ElementType) + "[]" + Mark(info);
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword + Mark(info);
        var name = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        if (type.IsGenericType && name.Contains('`', StringComparison.Ordinal))
        {
            var infos = info?.GenericTypeArguments;
            var arguments = type.GetGenericArguments()
                .Select((argument, i) => Name(argument, infos is { Length: > 0 } ? infos[i] : null));
            name = $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", arguments)}>";
        }
        return name + Mark(info);
    }

    private static string Mark(NullabilityInfo? info) =>
        info is { ReadState: NullabilityState.Nullable, Type.IsValueType: false } ? "?" : "";

    private static bool IsVisible(MethodBase? method) =>
        method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static bool IsVisible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask)
            is FieldAttributes.Public
                or FieldAttributes.Family
                or FieldAttributes.FamORAssem
        && (attributes & FieldAttributes.SpecialName) == 0;

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [{ } only]
        && only.ParameterType == constructor.DeclaringType
        && !constructor.IsPublic;

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);
}
