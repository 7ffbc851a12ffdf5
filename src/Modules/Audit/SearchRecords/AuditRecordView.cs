using System.ComponentModel.DataAnnotations;
using Guotu.Audit.Records;
using Guotu.Kernel.Time;

namespace Guotu.Audit.SearchRecords;

/// <summary>A record as the auditor reads it.</summary>
public sealed record AuditRecordView(
    long RecordId,
    Instant At,
    string Account,
    string Name,
    string Organisation,
    string Address,
    string Kind,
    string KindName,
    string ObjectType,
    string ObjectId,
    [property: AllowedValues("success", "refused")] string Outcome,
    string? ErrorCode,
    string Summary,
    string? Before,
    string? After,
    bool Sealed,
    int? BatchNo)
{
    internal static AuditRecordView Of(AuditRecord record, string organisation, string kindName) => new(
        record.RecordId,
        record.AtUtc,
        record.AccountName,
        record.PersonName,
        organisation,
        record.AddressTxt ?? string.Empty,
        record.KindCode,
        kindName,
        record.ObjectType,
        record.ObjectId ?? string.Empty,
        record.OutcomeCode,
        record.ErrorCode,
        record.SummaryTxt,
        record.BeforeJson,
        record.AfterJson,
        record.BatchNo > 0,
        record.BatchNo > 0 ? checked((int)record.BatchNo) : null);
}
