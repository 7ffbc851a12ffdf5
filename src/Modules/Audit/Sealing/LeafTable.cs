using Guotu.Audit.Records;
using Guotu.Crypto;
using Guotu.Database.Bulk;
using Guotu.Database.Work;

namespace Guotu.Audit.Sealing;

/// <summary>Writing into <c>au_leaf</c> (叶).</summary>
internal static class LeafTable
{
    private static readonly BulkInsert Insert = new(
        "au_leaf", [new("batch_no", BulkType.Long), new("leaf_no", BulkType.Int), new("record_id", BulkType.Long), new("leaf_hex", BulkType.Text)]);

    public static Task<long> InsertAsync(
        IUnitOfWork work, long batchNo, IReadOnlyList<AuditRecord> records, IReadOnlyList<Sm3Digest> leaves, CancellationToken ct) =>
        work.InsertManyAsync(Insert, RowsAsync(batchNo, records, leaves), ct);

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(long batchNo, IReadOnlyList<AuditRecord> records, IReadOnlyList<Sm3Digest> leaves)
    {
        await Task.CompletedTask;
        for (var i = 0; i < records.Count; i++)
        {
            yield return [batchNo, i, records[i].RecordId, leaves[i].ToString()];
        }
    }
}
