using Guotu.Audit.Records;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Verification;

/// <summary>A leaf with its record, whose columns are absent when the record is gone.</summary>
internal sealed class LeafRow
{
    public long LeafBatch { get; init; }

    public int LeafNo { get; init; }

    public long LeafRecord { get; init; }

    public string LeafHex { get; init; } = string.Empty;

    /// <summary>0 when the record is gone.</summary>
    public long RecordId { get; init; }

    public Instant AtUtc { get; init; }

    public long UserId { get; init; }

    public string? AccountName { get; init; }

    public string? PersonName { get; init; }

    public long OrgId { get; init; }

    public string? ChannelCode { get; init; }

    public string? AddressTxt { get; init; }

    public string? KindCode { get; init; }

    public string? ObjectType { get; init; }

    public string? ObjectId { get; init; }

    public string? OutcomeCode { get; init; }

    public string? ErrorCode { get; init; }

    public string? RequestId { get; init; }

    public string? SummaryTxt { get; init; }

    public string? BeforeJson { get; init; }

    public string? AfterJson { get; init; }

    public int KeyVersion { get; init; }

    public string? MacHex { get; init; }

    public long BatchNo { get; init; }

    public AuditRecord ToRecord() => new()
    {
        RecordId = RecordId,
        AtUtc = AtUtc,
        UserId = UserId,
        AccountName = AccountName ?? string.Empty,
        PersonName = PersonName ?? string.Empty,
        OrgId = OrgId,
        ChannelCode = ChannelCode ?? string.Empty,
        AddressTxt = AddressTxt,
        KindCode = KindCode ?? string.Empty,
        ObjectType = ObjectType ?? string.Empty,
        ObjectId = ObjectId,
        OutcomeCode = OutcomeCode ?? string.Empty,
        ErrorCode = ErrorCode,
        RequestId = RequestId,
        SummaryTxt = SummaryTxt ?? string.Empty,
        BeforeJson = BeforeJson,
        AfterJson = AfterJson,
        KeyVersion = KeyVersion,
        MacHex = MacHex ?? string.Empty,
        BatchNo = BatchNo,
    };
}
