using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Fields;

/// <summary>
/// Encrypts columns and MACs rows (字段加密与行完整性). Both are bound to table, row (and column) and key version, so that
/// what is copied to another place does not open there. Formats: <c>docs/formats/field-protection.md</c>.
/// </summary>
public sealed class FieldProtector(KeyRing ring, IRandomSource random)
{
    /// <summary>Bytes of a row MAC: version (4, big-endian) and HMAC-SM3 (32).</summary>
    public const int MacSize = VersionSize + HmacSm3.Size;

    private const int VersionSize = 4;
    private const string Scheme = "g1";

    /// <summary>Characters that the ciphertext of so many plaintext bytes takes at most, for the width of the column.</summary>
    public static int MaximumTextLength(int plaintextBytes) =>
        Scheme.Length + 2 + 10 + ((((plaintextBytes + Sm4Gcm.Overhead) * 4) + 2) / 3);

    /// <summary><c>g1.version.base64url(nonce ‖ ciphertext ‖ tag)</c>, ASCII.</summary>
    public Result<string> Encrypt(FieldAddress address, ReadOnlySpan<byte> plaintext)
    {
        var key = ring.Current(KeyPurpose.FieldEncryption);
        if (!key.IsSuccess)
            return key.Error!;

        var version = key.Value.Version;
        var hidden = Sm4Gcm.SealWithNonce(key.Value.Secret.Span, random, Associated(address, version), plaintext);
        return $"{Scheme}.{version.ToString(CultureInfo.InvariantCulture)}.{Base64Url.Encode(hidden)}";
    }

    public Result<string> EncryptText(FieldAddress address, string plaintext)
    {
        ArgumentNullException.ThrowIfNull(plaintext);
        var bytes = Encoding.UTF8.GetBytes(plaintext);
        try
        {
            return Encrypt(address, bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public Result<byte[]> Decrypt(FieldAddress address, string ciphertext)
    {
        ArgumentNullException.ThrowIfNull(ciphertext);
        var parts = ciphertext.Split('.');
        if (parts.Length != 3
            || parts[0] != Scheme
            || !TryReadVersion(parts[1], out var version)
            || !Base64Url.TryDecode(parts[2], out var hidden))
        {
            return Damaged(address);
        }

        var key = ring.Version(KeyPurpose.FieldEncryption, version);
        if (!key.IsSuccess)
            return key.Error!;

        return Sm4Gcm.TryOpenWithNonce(key.Value.Secret.Span, Associated(address, version), hidden, out var plaintext)
            ? plaintext
            : Damaged(address);
    }

    public Result<string> DecryptText(FieldAddress address, string ciphertext)
    {
        var bytes = Decrypt(address, ciphertext);
        if (!bytes.IsSuccess)
            return bytes.Error!;

        try
        {
            return Encoding.UTF8.GetString(bytes.Value);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes.Value);
        }
    }

    /// <summary>MAC of a row's values in the order given, which the row writer fixes; <see cref="MacSize"/> bytes.</summary>
    public Result<byte[]> Mac(string table, long rowId, IReadOnlyList<FieldValue> values)
    {
        var key = ring.Current(KeyPurpose.FieldMac);
        return key.IsSuccess ? Mac(key.Value, table, rowId, values) : key.Error!;
    }

    /// <summary>Done when the MAC is right; otherwise a refusal that names the row.</summary>
    public Result Verify(string table, long rowId, IReadOnlyList<FieldValue> values, ReadOnlySpan<byte> mac)
    {
        var damaged = new Error(CryptoErrors.RowDamaged, ("row", $"{table}#{rowId}"));
        if (mac.Length != MacSize)
            return damaged;

        var key = ring.Version(KeyPurpose.FieldMac, BinaryPrimitives.ReadInt32BigEndian(mac));
        if (!key.IsSuccess)
            return key.Error!;

        return CryptographicOperations.FixedTimeEquals(Mac(key.Value, table, rowId, values), mac) ? Result.Done : damaged;
    }

    /// <summary>Version of the key that MACs are made with now.</summary>
    public Result<int> CurrentMacVersion() => ring.Current(KeyPurpose.FieldMac).Map(key => key.Version);

    /// <summary>
    /// What a row adds to the tally of its table, 32 bytes: keyed, so that nobody without the key can look for sets of rows with one sum.
    /// </summary>
    public Result<byte[]> TallyElement(int keyVersion, string table, long rowId, string macHex) => ring.Version(KeyPurpose.FieldMac, keyVersion)
        .Map(key => HmacSm3.Compute(key.Secret.Span, new BoundText("guotu row tally 1").Add(table).Add(rowId).Add(macHex).ToArray()));

    private static byte[] Mac(VersionedKey key, string table, long rowId, IReadOnlyList<FieldValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var text = new BoundText("guotu row mac 1").Add(table).Add(rowId).Add(key.Version).Add(values.Count);
        foreach (var value in values)
            value.AddTo(text);

        var output = new byte[MacSize];
        BinaryPrimitives.WriteInt32BigEndian(output, key.Version);
        var bytes = text.ToArray();
        text.Wipe();
        try
        {
            HmacSm3.Compute(key.Secret.Span, bytes).CopyTo(output, VersionSize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }

        return output;
    }

    private static byte[] Associated(FieldAddress address, int version) => new BoundText("guotu field 1")
        .Add(address.Table)
        .Add(address.Column)
        .Add(address.RowId)
        .Add(version)
        .ToArray();

    private static bool TryReadVersion(string text, out int version) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out version)
        && version > 0
        && text[0] != '0';

    private static Error Damaged(FieldAddress address) => new(CryptoErrors.FieldDamaged, ("field", address));
}
