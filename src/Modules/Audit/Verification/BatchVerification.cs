using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;

namespace Guotu.Audit.Verification;

/// <summary>Checks the leaves and records of the sealed batches, one batch in memory at a time (批次校验).</summary>
internal sealed class BatchVerification(RecordSeal seal, FindingList findings)
{
    private const string LeavesSql =
        $"""
        SELECT l.batch_no AS leaf_batch, l.leaf_no, l.record_id AS leaf_record, l.leaf_hex, {RecordTable.Columns}
        FROM au_leaf l LEFT JOIN au_record r ON r.record_id = l.record_id
        WHERE l.batch_no = :p_batch ORDER BY l.leaf_no
        """;

    public long Records { get; private set; }

    /// <param name="archived">Whether an archive holds the batch: then its rows may all be gone, and if any is there all must be.</param>
    public async Task CheckAsync(ISqlSession session, Checkpoint batch, bool archived, CancellationToken ct)
    {
        var leaves = new List<LeafRow>();
        try
        {
            await foreach (var leaf in session.StreamAsync<LeafRow>(LeavesSql, new { p_batch = batch.BatchNo }, ct))
            {
                CheckRecord(leaf);
                leaves.Add(leaf);
            }
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            findings.Add(FindingKinds.Edited, $"batch {batch.BatchNo} from leaf {leaves.Count}: a value of another kind than its column's");
            return;
        }

        if (leaves.Count > 0 || !archived)
        {
            CheckTree(batch, leaves);
        }
    }

    /// <summary>Leaves of batches that do not exist: someone removed or never made the batch.</summary>
    public static async Task CheckStrayLeavesAsync(ISqlSession session, FindingList findings, CancellationToken ct)
    {
        const string StraySql =
            """
            SELECT l.batch_no AS leaf_batch, l.leaf_no, l.record_id AS leaf_record, l.leaf_hex
            FROM au_leaf l LEFT JOIN au_batch b ON b.batch_no = l.batch_no
            WHERE b.batch_no IS NULL ORDER BY l.batch_no, l.leaf_no
            """;
        await foreach (var leaf in session.StreamAsync<LeafRow>(StraySql, null, ct))
        {
            findings.Add(FindingKinds.Deleted, $"batch {leaf.LeafBatch}: its row is gone, leaf {leaf.LeafNo} (record {leaf.LeafRecord}) is there");
        }
    }

    private void CheckRecord(LeafRow leaf)
    {
        if (leaf.RecordId == 0)
        {
            findings.Add(FindingKinds.Deleted, $"record {leaf.LeafRecord} (batch {leaf.LeafBatch}, leaf {leaf.LeafNo})");
            return;
        }

        Records++;
        var (genuine, digest) = seal.Examine(leaf.ToRecord());
        if (!genuine || digest.ToString() != leaf.LeafHex)
        {
            findings.Add(FindingKinds.Edited, $"record {leaf.RecordId} (batch {leaf.LeafBatch}, leaf {leaf.LeafNo})");
        }

        if (leaf.BatchNo != leaf.LeafBatch)
        {
            findings.Add(FindingKinds.Edited, $"record {leaf.RecordId}: says batch {leaf.BatchNo}, is in batch {leaf.LeafBatch}");
        }
    }

    private void CheckTree(Checkpoint batch, List<LeafRow> leaves)
    {
        if (RootOf(leaves) == batch.RootHex && leaves.Count == batch.LeafCount)
        {
            return;
        }

        // Records are sealed in the order of their ids, so the order that was sealed is known.
        var inOrder = leaves.OrderBy(l => l.LeafRecord).ToList();
        if (RootOf(inOrder) == batch.RootHex)
        {
            var first = leaves.Zip(inOrder).First(p => p.First.LeafRecord != p.Second.LeafRecord).First;
            findings.Add(FindingKinds.Reordered, $"batch {batch.BatchNo} from leaf {first.LeafNo} (record {first.LeafRecord})");
            return;
        }

        if (leaves.Count < batch.LeafCount)
        {
            NameGaps(batch, leaves);
        }
        else if (leaves.Count > batch.LeafCount)
        {
            findings.Add(FindingKinds.Inserted, $"batch {batch.BatchNo}: {leaves.Count} leaves instead of {batch.LeafCount}");
        }
        else
        {
            findings.Add(FindingKinds.Edited, $"batch {batch.BatchNo}: its leaves do not give its root");
        }
    }

    private void NameGaps(Checkpoint batch, List<LeafRow> leaves)
    {
        var present = leaves.Select(l => l.LeafNo).ToHashSet();
        foreach (var missing in Enumerable.Range(0, batch.LeafCount).Where(n => !present.Contains(n)))
        {
            findings.Add(FindingKinds.Deleted, $"batch {batch.BatchNo}, leaf {missing}");
        }
    }

    private static string RootOf(List<LeafRow> leaves)
    {
        var digests = new List<Sm3Digest>(leaves.Count);
        foreach (var leaf in leaves)
        {
            if (!Sm3Digest.TryParse(leaf.LeafHex, out var digest))
            {
                return string.Empty;
            }

            digests.Add(digest);
        }

        return MerkleTree.Of(digests).Root.ToString();
    }
}
