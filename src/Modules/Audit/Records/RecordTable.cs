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
}
