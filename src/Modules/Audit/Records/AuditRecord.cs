using Guotu.Kernel.Time;

namespace Guotu.Audit.Records;

/// <summary>A record of the trail (审计记录) as it is stored. Rows are written once; only <see cref="BatchNo"/> is set later, by the sealer.</summary>
public sealed record AuditRecord
{
    public long RecordId { get; init; }

    public Instant AtUtc { get; init; }

    public long UserId { get; init; }

    public string AccountName { get; init; } = string.Empty;

    public string PersonName { get; init; } = string.Empty;

    public long OrgId { get; init; }

    public string ChannelCode { get; init; } = string.Empty;

    public string? AddressTxt { get; init; }

    public string KindCode { get; init; } = string.Empty;

    public string ObjectType { get; init; } = string.Empty;

    public string? ObjectId { get; init; }

    /// <summary><c>success</c> or <c>refused</c>.</summary>
    public string OutcomeCode { get; init; } = string.Empty;

    public string? ErrorCode { get; init; }

    public string? RequestId { get; init; }

    public string SummaryTxt { get; init; } = string.Empty;

    public string? BeforeJson { get; init; }

    public string? AfterJson { get; init; }

    /// <summary>Version of the key of purpose <c>audit-mac</c>.</summary>
    public int KeyVersion { get; init; }

    /// <summary>HMAC-SM3 over everything above, 64 lower-case hexadecimal digits.</summary>
    public string MacHex { get; init; } = string.Empty;

    /// <summary>Batch that holds the record; 0 until it is sealed. Not under the MAC.</summary>
    public long BatchNo { get; init; }
}
