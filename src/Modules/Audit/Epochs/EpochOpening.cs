using Guotu.Audit.Sealing;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Results;

namespace Guotu.Audit.Epochs;

/// <summary>
/// Opens a new epoch after an older copy of the database was put back (另起纪元). A system administrator opens it and an auditor confirms it: two
/// persons, each with an own credential. Only where the checkpoint file really knows more than the database: nothing else may be given up this way.
/// </summary>
public sealed class EpochOpening(IUnitsOfWork units, CheckpointFile file, CheckpointSigning signing, IFailpoints failpoints)
{
    private const string KeepSql = "UPDATE au_sealer SET last_batch = :p_last WHERE sealer_no = 1";

    /// <param name="context">The system administrator's.</param>
    /// <param name="confirming">The auditor.</param>
    /// <param name="reason">Why the older copy was put back, and which one; goes into the audit record.</param>
    public async Task<Result<Epoch>> RunAsync(CommandContext context, Actor confirming, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(confirming);
        await units.RunUpkeepAsync("audit-sealer", SealerLease.EnsureAsync, ct);
        var known = await EpochsInFile.ReadAsync(file, ct);
        var written = await file.LastLineAsync(ct) is { } line ? TrailStatement.FromLine(line) : null;
        var opened = await units.RunAsync<Epoch>(
            context,
            async (work, token) =>
            {
                await SealerLease.LockAsync(work, token);
                var head = await EpochTable.HeadAsync(work, token);
                var epoch = NextOf(work, confirming, head, written).Map(e => e with { EpochNo = Math.Max(known.Newest, (head as Epoch)?.EpochNo ?? 1) + 1 });
                return epoch.Error is { } refused ? refused : await KeepAsync(work, epoch.Value, new Approval(confirming, reason), token);
            },
            ct);
        if (opened.IsSuccess)
        {
            failpoints.Reach("audit.before-epoch-line");
            await file.AppendAsync(opened.Value, ct);
        }

        return opened;
    }

    private Result<Epoch> NextOf(IUnitOfWork work, Actor confirming, ITrailStatement? head, ITrailStatement? written)
    {
        if (confirming.UserId == work.Context.Actor.UserId)
        {
            return new Error(AuditErrors.TwoPersonsNeeded);
        }

        if (written is null || !signing.IsSigned(written))
        {
            return new Error(AuditErrors.CheckpointFileDamaged, ("place", "最后一行"));
        }

        if (written.BatchNo <= (head?.BatchNo ?? 0))
        {
            return new Error(AuditErrors.NoEpochNeeded, ("file", written.BatchNo), ("database", head?.BatchNo ?? 0));
        }

        return new Epoch
        {
            AfterBatch = head?.BatchNo ?? 0,
            LostBatch = written.BatchNo,
            LostHex = written.Digest(),
            PreviousHex = head?.Digest() ?? Checkpoint.NoPrevious,
            OpenedUtc = work.At,
            FirstUser = work.Context.Actor.UserId,
            SecondUser = confirming.UserId,
        };
    }

    private async Task<Result<Epoch>> KeepAsync(IUnitOfWork work, Epoch unsigned, Approval approval, CancellationToken ct)
    {
        var signed = signing.Sign(unsigned);
        if (signed.Error is { } noKey)
        {
            return noKey;
        }

        var epoch = signed.Value;
        await EpochTable.InsertAsync(work, epoch, ct);
        await work.ExecuteAsync(KeepSql, new { p_last = epoch.AfterBatch }, ct);
        var summary =
            $"另起审计纪元 {epoch.EpochNo}:数据库停在第 {epoch.AfterBatch} 批,放弃第 {epoch.AfterBatch + 1} 至 {epoch.LostBatch} 批;由 {approval.Confirming.Name}({approval.Confirming.Account})确认;原因:{approval.Reason}";
        work.Audit(new AuditEntry("audit.epoch", "audit", "trail", summary) { After = epoch.ToLine() });
        return epoch;
    }

    private sealed record Approval(Actor Confirming, string Reason);
}
