using System.Runtime.CompilerServices;
using Guotu.Approval.Domain;
using Guotu.Approval.ListMatters;
using Guotu.Approval.Store;
using Guotu.Crypto.Fields;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Approval.IndexFields;

/// <summary>
/// Proves the blind indexes (盲索引核查): each is computed anew from the encrypted value that the case's seal covers. One that was changed, moved to another
/// field or put in is named by its field; one that was taken away is made again by the indexing. One decryption and one HMAC a row.
/// </summary>
public sealed class FieldIndexProof(CaseFields fields, BlindIndex index, MatterCatalogue matters)
{
    private const string Table = "ap_field_index";

    private const string RowsSql =
        """
        SELECT x.field_id, x.key_version, x.case_id, x.kind_code, x.index_hex, f.case_id AS owner_id, f.field_key, f.hidden_text
        FROM ap_field_index x LEFT JOIN ap_case_field f ON f.field_id = x.field_id ORDER BY x.field_id, x.key_version
        """;

    internal async IAsyncEnumerable<RowFinding> RunAsync(ISqlSession session, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in session.StreamAsync<object>(RowsSql, null, ct))
        {
            var values = (IDictionary<string, object?>)row;
            var field = StrangeValues.NumberOrNull(values["field_id"]);
            if (values["field_key"] is null)
            {
                yield return new RowFinding(RowFindingKinds.Inserted, Table, field, WalkedRow.WholeRow);
            }
            else if (field is not { } id || !Holds(values, id))
            {
                yield return new RowFinding(RowFindingKinds.Edited, Table, field, WalkedRow.WholeRow);
            }
        }
    }

    private bool Holds(IDictionary<string, object?> row, long fieldId) =>
        StrangeValues.NumberOrNull(row["key_version"]) is { } version
        && StrangeValues.NumberOrNull(row["case_id"]) is { } caseId && caseId == StrangeValues.NumberOrNull(row["owner_id"])
        && row["field_key"] is string key && row["kind_code"] is string kind && row["index_hex"] is string hex && row["hidden_text"] is string hidden
        && (!matters.IndexedFields.TryGetValue(key, out var expected) || kind == expected)
        && fields.Open(fieldId, hidden) is { IsSuccess: true } opened
        && hex == HexOf(kind, opened.Value, version);

    /// <summary>Null for a version whose key does not exist.</summary>
    private string? HexOf(string kind, string value, long version)
    {
        if (IndexedValue.Of(kind, value) is not { } normalised)
        {
            return FieldIndex.Nothing;
        }

        var all = index.AllOf(kind, normalised);
        return all.IsSuccess ? all.Value.FirstOrDefault(v => v.KeyVersion == version)?.Hex : null;
    }
}

/// <summary>Cases as they are proved: the seals with all their parts, and the blind indexes of their personal fields.</summary>
internal sealed class CaseRows(SealedFamilyRows cases, FieldIndexProof indexes) : IProtectedRows
{
    public ProtectedTable Table => cases.Table;

    public IReadOnlyList<string> Tables => cases.Tables;

    public IAsyncEnumerable<WalkedRow> WalkAsync(ISqlSession session, RowWriter rows, CancellationToken ct) => cases.WalkAsync(session, rows, ct);

    public async IAsyncEnumerable<RowFinding> FurtherAsync(ISqlSession session, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var finding in cases.FurtherAsync(session, ct))
        {
            yield return finding;
        }

        await foreach (var finding in indexes.RunAsync(session, ct))
        {
            yield return finding;
        }
    }

    public Task<Result<int>> AdoptAsync(IUnitOfWork work, RowWriter rows, CancellationToken ct) => cases.AdoptAsync(work, rows, ct);

    public Task<Result<string?>> ResealAsync(IUnitOfWork work, RowWriter rows, long id, string? stated, CancellationToken ct) =>
        cases.ResealAsync(work, rows, id, stated, ct);
}
