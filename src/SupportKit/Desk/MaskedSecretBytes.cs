using System.Collections.Immutable;
using SupportKit.Redaction;

namespace SupportKit.Desk;

/// <summary>Masked secrets as bytes, for the host's protector.</summary>
internal static class MaskedSecretBytes
{
    /// <summary>The secrets of a message as bytes, to be protected.</summary>
    public static byte[] Write(ImmutableArray<MaskedSecret> secrets)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(secrets.Length);
        foreach (var secret in secrets)
        {
            writer.Write(secret.Field);
            writer.Write(secret.Kind.ToString());
            writer.Write(secret.Position);
            // By their code units, so that no text changes on the way.
            writer.Write(secret.Value.Length);
            foreach (var unit in secret.Value)
                writer.Write((ushort)unit);
        }
        return bytes.ToArray();
    }

    /// <summary>The secrets that <see cref="Write"/> wrote.</summary>
    public static ImmutableArray<MaskedSecret> Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        using var reader = new BinaryReader(stream);
        var secrets = ImmutableArray.CreateBuilder<MaskedSecret>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (field, kind, position) = (
                reader.ReadString(),
                Enum.Parse<SecretKind>(reader.ReadString()),
                reader.ReadInt32()
            );
            var value = new char[reader.ReadInt32()];
            for (var i = 0; i < value.Length; i++)
                value[i] = (char)reader.ReadUInt16();
            secrets.Add(new MaskedSecret(field, kind, position, new string(value)));
        }
        return secrets.ToImmutable();
    }
}
