using System.Collections.Immutable;

namespace SupportKit.Redaction;

/// <summary>
/// A secret that was masked. Immutable; it holds what nobody else may: it goes to the host's protector and to whoever a lead is, and into no
/// event, message, log or exception. Its text form leaves the secret out.
/// </summary>
/// <param name="Field">Where it was written, as <see cref="RedactedField.Field"/> says.</param>
/// <param name="Kind">What kind of secret.</param>
/// <param name="Position">The index of its first character in the text as it was given.</param>
/// <param name="Value">The secret itself.</param>
public sealed record MaskedSecret(string Field, SecretKind Kind, int Position, string Value)
{
    /// <summary>The kind and the place, without the secret.</summary>
    public override string ToString() => $"{Kind} in {Field} at {Position}";

    /// <summary>The secrets of a message as bytes, to be protected.</summary>
    internal static byte[] ToBytes(ImmutableArray<MaskedSecret> secrets)
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

    /// <summary>What <see cref="ToBytes"/> wrote.</summary>
    internal static ImmutableArray<MaskedSecret> FromBytes(byte[] bytes)
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
