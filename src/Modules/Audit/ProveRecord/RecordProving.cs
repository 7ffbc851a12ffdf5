using System.Globalization;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Audit.SearchRecords;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Audit.ProveRecord;

/// <summary>A proof that anyone can check without the platform: path by SM3(01 ‖ left ‖ right), signature by SM2 with the default id.</summary>
/// <param name="Record">The record.</param>
/// <param name="Leaf">SM3(00 ‖ leaf data).</param>
/// <param name="Path">Neighbours from below.</param>
/// <param name="Index">Place of the leaf, from 0.</param>
/// <param name="Count">Leaves of the batch.</param>
/// <param name="Root">Root of the batch.</param>
/// <param name="BatchNo">Number of the batch.</param>
/// <param name="Checkpoint">The text that is signed; it names the root.</param>
/// <param name="Signature">DER, hexadecimal.</param>
/// <param name="PublicKey">04 ‖ x ‖ y, hexadecimal.</param>
public sealed record RecordProof(
    AuditRecordView Record, string Leaf, IReadOnlyList<ProofNode> Path, int Index, int Count, string Root, int BatchNo, string Checkpoint, string Signature, string PublicKey);

/// <summary>A neighbour on the way to the root.</summary>
/// <param name="Hash">Its digest.</param>
/// <param name="Left">Whether it stands before the running digest.</param>
public sealed record ProofNode(string Hash, bool Left);

/// <summary>Gives the proof of one record (审计证明).</summary>
public sealed class RecordProving(IUnitsOfWork units, CheckpointSigning signing, IPeople people, AuditKindNames kinds)
{
    private const string FindSql = $"SELECT {RecordTable.Columns} FROM au_record r WHERE r.record_id = :p_id";

    private const string LeavesSql = "SELECT record_id, leaf_hex FROM au_leaf WHERE batch_no = :p_batch ORDER BY leaf_no";

    public async Task<Result<RecordProof>> RunAsync(long recordId, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var record = await session.SingleOrDefaultAsync<AuditRecord>(FindSql, new { p_id = recordId }, ct);
        if (record is null)
        {
            return new Error(KernelErrors.NotFound, ("what", "审计记录"));
        }

        if (record.BatchNo == 0)
        {
            return new Error(AuditErrors.NotSealedYet, ("record", recordId.ToString(CultureInfo.InvariantCulture)));
        }

        return await ProveAsync(session, record, ct);
    }

    private async Task<Result<RecordProof>> ProveAsync(IReadSession session, AuditRecord record, CancellationToken ct)
    {
        var damaged = new Error(AuditErrors.BatchDamaged, ("batch", record.BatchNo));
        var batch = await BatchTable.FindAsync(session, record.BatchNo, ct);
        var rows = await session.QueryAsync<LeafOnly>(LeavesSql, new { p_batch = record.BatchNo }, ct);
        var index = rows.ToList().FindIndex(l => l.RecordId == record.RecordId);
        var leaf = RecordSeal.Leaf(record);
        if (batch is null || index < 0 || rows[index].LeafHex != leaf.ToString() || !rows.All(r => Sm3Digest.TryParse(r.LeafHex, out _)))
        {
            return damaged;
        }

        var tree = MerkleTree.Of(rows.Select(r => Sm3Digest.Parse(r.LeafHex)));
        if (tree.Root.ToString() != batch.RootHex || !signing.IsSigned(batch))
        {
            return damaged;
        }

        var organisation = await people.FindOrganisationAsync(record.OrgId, ct);
        var key = signing.PublicKey(batch.KeyVersion);
        return key.Map(k => new RecordProof(
            AuditRecordView.Of(record, organisation?.Name ?? string.Empty, kinds.TitleOf(record.KindCode)),
            leaf.ToString(),
            Sided(tree.Prove(index)),
            index,
            rows.Count,
            batch.RootHex,
            checked((int)batch.BatchNo),
            batch.SignedText,
            Convert.ToHexString(Sm2Signature.ToDer(Convert.FromHexString(batch.SignatureHex))).ToLowerInvariant(),
            k.ToHex()));
    }

    private static List<ProofNode> Sided(MerkleProof proof)
    {
        var nodes = new List<ProofNode>(proof.Path.Count);
        var at = proof.Index;
        for (var last = proof.Count - 1; last > 0; last >>= 1, at >>= 1)
        {
            if ((at ^ 1) <= last)
            {
                nodes.Add(new ProofNode(proof.Path[nodes.Count].ToString(), Left: (at & 1) == 1));
            }
        }

        return nodes;
    }

    private sealed class LeafOnly
    {
        public long RecordId { get; init; }

        public string LeafHex { get; init; } = string.Empty;
    }
}
