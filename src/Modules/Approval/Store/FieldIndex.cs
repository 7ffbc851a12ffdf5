using Guotu.Approval.Domain;
using Guotu.Crypto.Fields;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Store;

/// <summary>Rows of blind indexes (盲索引). A value that is none of its kind is kept under a mark, so that it is not looked at again and again.</summary>
internal static class FieldIndex
{
    public const string ForgetSql =
        "DELETE FROM ap_field_index WHERE case_id = :p_case AND field_id IN (SELECT f.field_id FROM ap_case_field f WHERE f.case_id = :p_case AND f.field_key = :p_key)";

    public const string Nothing = "-";

    private const string InsertSql =
        "INSERT INTO ap_field_index (field_id, key_version, case_id, kind_code, index_hex) VALUES (:p_field, :p_version, :p_case, :p_kind, :p_hex)";

    private const string ThereSql = "SELECT COUNT(*) AS row_total FROM ap_field_index WHERE field_id = :p_field AND key_version = :p_version";

    public static async Task<Result> AddAsync(IUnitOfWork work, BlindIndex index, IndexedField field, CancellationToken ct)
    {
        var version = index.CurrentVersion();
        if (version.Error is { } noKey)
        {
            return noKey;
        }

        var hex = Nothing;
        if (IndexedValue.Of(field.Kind, field.Value) is { } normalised)
        {
            var made = index.Of(field.Kind, normalised);
            if (made.Error is { } noIndex)
            {
                return noIndex;
            }

            (version, hex) = (made.Value.KeyVersion, made.Value.Hex);
        }

        if (await work.ScalarAsync<long>(ThereSql, new { p_field = field.FieldId, p_version = version.Value }, ct) == 0)
        {
            await work.ExecuteAsync(
                InsertSql, new { p_field = field.FieldId, p_version = version.Value, p_case = field.CaseId, p_kind = field.Kind, p_hex = hex }, ct);
        }

        return Result.Done;
    }
}

/// <summary>A personal value that is indexed.</summary>
internal sealed record IndexedField(long FieldId, long CaseId, string Kind, string Value);
