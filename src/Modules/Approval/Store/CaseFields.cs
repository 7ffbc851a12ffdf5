using Guotu.Approval.Domain;
using Guotu.Crypto.Fields;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Store;

/// <summary>The row writer of form fields (表单字段): personal data is encrypted, bound to its row.</summary>
public sealed class CaseFields(FieldProtector protector, BlindIndex index, IIdSource ids)
{
    private const string Table = "ap_case_field";
    private const string InsertSql =
        """
        INSERT INTO ap_case_field (field_id, case_id, field_key, value_text, hidden_text, row_version)
        VALUES (:p_id, :p_case, :p_key, :p_value, :p_hidden, 1)
        """;

    private const string DeleteSql = "DELETE FROM ap_case_field WHERE case_id = :p_case AND field_key = :p_key";
    private const string ReadSql = "SELECT field_id, field_key, value_text, hidden_text FROM ap_case_field WHERE case_id = :p_case ORDER BY field_id";

    public async Task<Result> WriteAsync(IUnitOfWork work, long caseId, Matter matter, IReadOnlyDictionary<string, string> values, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(matter);
        ArgumentNullException.ThrowIfNull(values);
        foreach (var (key, value) in values)
        {
            var id = ids.Next();
            var hidden = matter.Field(key)!.Personal ? protector.EncryptText(AddressOf(id), value) : (Result<string>?)null;
            if (hidden?.Error is { } error)
            {
                return error;
            }

            await work.ExecuteAsync(FieldIndex.ForgetSql, new { p_case = caseId, p_key = key }, ct);
            await work.ExecuteAsync(DeleteSql, new { p_case = caseId, p_key = key }, ct);
            var arguments = new { p_id = id, p_case = caseId, p_key = key, p_value = hidden is null ? value : null, p_hidden = hidden?.Value };
            await work.ExecuteAsync(InsertSql, arguments, ct);
            if (matter.Field(key)!.Index is { } kind && (await FieldIndex.AddAsync(work, index, new IndexedField(id, caseId, kind, value), ct)).Error is { } notIndexed)
            {
                return notIndexed;
            }
        }

        return Result.Done;
    }

    /// <summary>All values in clear; a field that does not decrypt refuses the whole.</summary>
    public async Task<Result<IReadOnlyDictionary<string, string>>> ReadAsync(ISqlSession session, long caseId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in await session.QueryAsync<FieldRow>(ReadSql, new { p_case = caseId }, ct))
        {
            var value = row.HiddenText is { } hidden ? protector.DecryptText(AddressOf(row.FieldId), hidden) : Result<string>.Of(row.ValueText ?? string.Empty);
            if (value.Error is { } error)
            {
                return error;
            }

            values[row.FieldKey] = value.Value;
        }

        return values;
    }

    /// <summary>A stored personal value in clear, for whoever indexes it.</summary>
    internal Result<string> Open(long fieldId, string hidden) => protector.DecryptText(AddressOf(fieldId), hidden);

    private static FieldAddress AddressOf(long id) => new(Table, "hidden_text", id);

    private sealed class FieldRow
    {
        public long FieldId { get; init; }

        public string FieldKey { get; init; } = string.Empty;

        public string? ValueText { get; init; }

        public string? HiddenText { get; init; }
    }
}
