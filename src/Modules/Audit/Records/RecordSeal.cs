using System.Security.Cryptography;
using System.Text;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Crypto.Merkle;

namespace Guotu.Audit.Records;

/// <summary>
/// The keyed MAC of a record and its Merkle leaf (记录鉴别码与叶). The MAC says that the platform wrote the record; the leaf covers the
/// MAC too, so that a batch fixes both. Layout: <c>docs/formats/audit-trail.md</c>.
/// </summary>
public sealed class RecordSeal(KeyRing keys)
{
    /// <summary>The record with its MAC under the current key; the act does not happen without one.</summary>
    public AuditRecord WithMac(AuditRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var key = keys.Current(KeyPurpose.AuditMac);
        if (key.Error is { } error)
        {
            throw new InvalidOperationException($"No audit record can be written: {error}");
        }

        var versioned = record with { KeyVersion = key.Value.Version };
        var mac = HmacSm3.Compute(key.Value.Secret.Span, Canonical(versioned));
        return versioned with { MacHex = Convert.ToHexString(mac).ToLowerInvariant() };
    }

    /// <summary>Whether the MAC is that of the record; false also where its key version does not exist.</summary>
    public bool IsGenuine(AuditRecord record) => IsGenuine(record, Canonical(record));

    public static Sm3Digest Leaf(AuditRecord record) => Leaf(record, Canonical(record));

    /// <summary>Both at once, because most of the time of a verification goes into laying the record out.</summary>
    public (bool Genuine, Sm3Digest Leaf) Examine(AuditRecord record)
    {
        var canonical = Canonical(record);
        return (IsGenuine(record, canonical), Leaf(record, canonical));
    }

    private bool IsGenuine(AuditRecord record, byte[] canonical)
    {
        var key = keys.Version(KeyPurpose.AuditMac, record.KeyVersion);
        if (!key.IsSuccess)
        {
            return false;
        }

        var expected = Convert.ToHexString(HmacSm3.Compute(key.Value.Secret.Span, canonical)).ToLowerInvariant();
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(record.MacHex));
    }

    private static Sm3Digest Leaf(AuditRecord record, byte[] canonical) =>
        MerkleTree.Leaf(new BoundText("guotu audit leaf 1").Add(canonical).Add(record.MacHex).ToArray());

    /// <summary>The bytes under the MAC: every column in a fixed order; no value and an empty text are the same.</summary>
    public static byte[] Canonical(AuditRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new BoundText("guotu audit record 1")
            .Add(record.RecordId)
            .Add(record.AtUtc.UnixMicroseconds)
            .Add(record.UserId)
            .Add(record.AccountName)
            .Add(record.PersonName)
            .Add(record.OrgId)
            .Add(record.ChannelCode)
            .Add(record.AddressTxt ?? string.Empty)
            .Add(record.KindCode)
            .Add(record.ObjectType)
            .Add(record.ObjectId ?? string.Empty)
            .Add(record.OutcomeCode)
            .Add(record.ErrorCode ?? string.Empty)
            .Add(record.RequestId ?? string.Empty)
            .Add(record.SummaryTxt)
            .Add(record.BeforeJson ?? string.Empty)
            .Add(record.AfterJson ?? string.Empty)
            .Add(record.KeyVersion)
            .ToArray();
    }
}
