namespace Guotu.Crypto.Keys;

/// <summary>
/// What a symmetric key is for (密钥用途). A key serves one purpose only. The name is stored and bound into every
/// wrapped key, so it never changes.
/// </summary>
public sealed record KeyPurpose
{
    /// <summary>MACs of audit records (审计记录).</summary>
    public static readonly KeyPurpose AuditMac = new("audit-mac", 32);

    /// <summary>Encrypted columns (字段加密).</summary>
    public static readonly KeyPurpose FieldEncryption = new("field-encryption", Sm4.KeySize);

    /// <summary>MACs of rows (行完整性).</summary>
    public static readonly KeyPurpose FieldMac = new("field-mac", 32);

    /// <summary>Session tokens (会话令牌).</summary>
    public static readonly KeyPurpose SessionToken = new("session-token", 32);

    /// <summary>Sealing of backups (备份封装).</summary>
    public static readonly KeyPurpose BackupSeal = new("backup-seal", Sm4.KeySize);

    /// <summary>Blind indexes of encrypted columns (盲索引).</summary>
    public static readonly KeyPurpose BlindIndex = new("blind-index", 32);

    /// <param name="name">Lower-case letters and hyphens, at most 40.</param>
    /// <param name="size">Bytes of the key: 16 for SM4, 32 for HMAC-SM3.</param>
    public KeyPurpose(string name, int size)
    {
        Name = KeyName.Checked(name);
        Size = size is Sm4.KeySize or HmacSm3.Size ? size : throw new ArgumentOutOfRangeException(nameof(size));
    }

    public string Name { get; }

    public int Size { get; }

    /// <summary>Every purpose that a new node needs a key for.</summary>
    public static IReadOnlyList<KeyPurpose> All { get; } = [AuditMac, FieldEncryption, FieldMac, SessionToken, BackupSeal, BlindIndex];

    public override string ToString() => Name;
}
