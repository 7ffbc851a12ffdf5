using Guotu.Database.Bulk;
using Guotu.Database.Work;

namespace Guotu.Audit.Records;

/// <summary>Writing into <c>au_record</c>.</summary>
internal static class RecordTable
{
    public const string Columns =
        """
        r.record_id, r.at_utc, r.user_id, r.account_name, r.person_name, r.org_id, r.channel_code, r.address_txt, r.kind_code, r.object_type,
        r.object_id, r.outcome_code, r.error_code, r.request_id, r.summary_txt, r.before_json, r.after_json, r.key_version, r.mac_hex, r.batch_no
        """;

    private const string InsertSql =
        """
        INSERT INTO au_record (record_id, at_utc, user_id, account_name, person_name, org_id, channel_code, address_txt, kind_code, object_type,
          object_id, outcome_code, error_code, request_id, summary_txt, before_json, after_json, key_version, mac_hex, batch_no)
        VALUES (:p_id, :p_at, :p_user, :p_account, :p_name, :p_org, :p_channel, :p_address, :p_kind, :p_type,
          :p_object, :p_outcome, :p_error, :p_request, :p_summary, :p_before, :p_after, :p_version, :p_mac, 0)
        """;

    private static readonly BulkInsert Many = new(
        "au_record",
        [
            new("record_id", BulkType.Long), new("at_utc", BulkType.Instant), new("user_id", BulkType.Long), new("account_name", BulkType.Text),
            new("person_name", BulkType.Text), new("org_id", BulkType.Long), new("channel_code", BulkType.Text), new("address_txt", BulkType.Text),
            new("kind_code", BulkType.Text), new("object_type", BulkType.Text), new("object_id", BulkType.Text), new("outcome_code", BulkType.Text),
            new("error_code", BulkType.Text), new("request_id", BulkType.Text), new("summary_txt", BulkType.Text), new("before_json", BulkType.Text),
            new("after_json", BulkType.Text), new("key_version", BulkType.Int), new("mac_hex", BulkType.Text), new("batch_no", BulkType.Long),
        ]);

    /// <summary>Many of one act by the driver's way of writing many rows: on a server the round trips cost more than the records.</summary>
    public static Task InsertAsync(IUnitOfWork work, IEnumerable<AuditRecord> records, CancellationToken ct) => work.InsertManyAsync(Many, RowsAsync(records), ct);

    public static Task InsertAsync(IUnitOfWork work, AuditRecord record, CancellationToken ct)
    {
        var arguments = new
        {
            p_id = record.RecordId,
            p_at = record.AtUtc,
            p_user = record.UserId,
            p_account = record.AccountName,
            p_name = record.PersonName,
            p_org = record.OrgId,
            p_channel = record.ChannelCode,
            p_address = record.AddressTxt,
            p_kind = record.KindCode,
            p_type = record.ObjectType,
            p_object = record.ObjectId,
            p_outcome = record.OutcomeCode,
            p_error = record.ErrorCode,
            p_request = record.RequestId,
            p_summary = record.SummaryTxt,
            p_before = record.BeforeJson,
            p_after = record.AfterJson,
            p_version = record.KeyVersion,
            p_mac = record.MacHex,
        };
        return work.ExecuteAsync(InsertSql, arguments, ct);
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IEnumerable<AuditRecord> records)
    {
        await Task.CompletedTask;
        foreach (var r in records)
        {
            yield return
            [
                r.RecordId, r.AtUtc, r.UserId, r.AccountName, r.PersonName, r.OrgId, r.ChannelCode, r.AddressTxt, r.KindCode, r.ObjectType,
                r.ObjectId, r.OutcomeCode, r.ErrorCode, r.RequestId, r.SummaryTxt, r.BeforeJson, r.AfterJson, r.KeyVersion, r.MacHex, 0L,
            ];
        }
    }
}
