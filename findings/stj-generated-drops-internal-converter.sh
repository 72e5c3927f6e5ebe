#!/usr/bin/env bash
# System.Text.Json 10.0.15: a property of a library's public type whose [JsonConverter] is internal to that library has two JSON
# forms. The serializer by reflection uses the converter; a context that the source generator makes in another assembly leaves it
# out, with the warning SYSLIB1220, which says that the type is no converter or has no accessible constructor. What the one
# writes, the other cannot read. Trimmed programs, which need the generated one, so store another form than those that are not.
#
# Seen, for a record whose converter writes 250 as "250g":
#   reflection {"Weight":"250g"}
#   generated {"Weight":250}
#   read back JsonException
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir library program
cat > library/library.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NoWarn>NU1510</NoWarn></PropertyGroup>
  <ItemGroup><PackageReference Include="System.Text.Json" Version="[10.0.15]" /></ItemGroup>
</Project>
P
cat > library/Parcel.cs <<'P'
using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Library;

public sealed record Parcel([property: JsonConverter(typeof(InGrams))] int Weight);

internal sealed class InGrams : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        int.Parse(reader.GetString()!.TrimEnd('g'));

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) =>
        writer.WriteStringValue($"{value}g");
}
P
cat > program/program.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><ProjectReference Include="../library/library.csproj" /></ItemGroup>
</Project>
P
cat > program/Program.cs <<'P'
using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using Library;

var written = JsonSerializer.Serialize(new Parcel(250));
Console.WriteLine($"reflection {written}");
Console.WriteLine($"generated {JsonSerializer.Serialize(new Parcel(250), Context.Default.Parcel)}");
try
{
    Console.WriteLine($"read back {JsonSerializer.Deserialize(written, Context.Default.Parcel)}");
}
catch (JsonException)
{
    Console.WriteLine("read back JsonException");
}

[JsonSerializable(typeof(Parcel))]
internal partial class Context : JsonSerializerContext;
P
dotnet build program/program.csproj -v q > build.txt
grep -q 'warning SYSLIB1220' build.txt
dotnet run --no-build --project program/program.csproj > seen.txt
cat seen.txt
diff seen.txt - <<'S'
reflection {"Weight":"250g"}
generated {"Weight":250}
read back JsonException
S
