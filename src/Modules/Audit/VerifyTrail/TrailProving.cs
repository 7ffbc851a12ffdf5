using Guotu.Audit.Collecting;
using Guotu.Audit.Sealing;
using Guotu.Audit.Verification;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Audit.VerifyTrail;

/// <summary>The answer of a verification.</summary>
public sealed record VerifyAnswer(bool Ok, int Records, IReadOnlyList<Finding> Findings)
{
    /// <summary>Restores that were approved, each with the batches it gave up.</summary>
    public IReadOnlyList<Epoch> Epochs { get; init; } = [];

    /// <summary>What a log server's file says; null where none was compared.</summary>
    public CollectedReport? Collected { get; init; }
}

/// <summary>Runs the verification for a named person (审计校验), keeps its outcome, and records the act.</summary>
public sealed class TrailProving(IUnitsOfWork units, AuditVerification verification, CollectedCheckpoints collected, IIdSource ids)
{
    private const string KeepSql =
        """
        INSERT INTO au_verification (run_id, at_utc, is_ok, record_count, finding_count)
        VALUES (:p_id, :p_at, :p_ok, :p_records, :p_findings)
        """;

    public Task<Result<VerifyAnswer>> RunAsync(CommandContext context, CancellationToken ct) => RunAsync(context, null, ct);

    /// <param name="stored">A file that the log server kept, to be compared with the trail; null for none.</param>
    public async Task<Result<VerifyAnswer>> RunAsync(CommandContext context, Stream? stored, CancellationToken ct)
    {
        var compared = stored is null ? ((CollectedReport Report, IReadOnlyList<Finding> Findings)?)null : await collected.CompareAsync(stored, ct);
        var trail = await verification.RunAsync(ct);
        IReadOnlyList<Finding> findings = [.. trail.Findings, .. compared?.Findings ?? []];
        var report = trail with { Ok = findings.Count == 0, Findings = findings };
        return await units.RunAsync<VerifyAnswer>(
            context,
            async (work, token) =>
            {
                var id = ids.Next();
                await work.ExecuteAsync(
                    KeepSql,
                    new { p_id = id, p_at = work.At, p_ok = report.Ok ? 1 : 0, p_records = report.Records, p_findings = report.Findings.Count },
                    token);
                var outcome = report.Ok ? "没有发现问题" : $"发现 {report.Findings.Count} 处问题";
                work.Audit(new AuditEntry("audit.verify", "audit", "trail", $"校验审计记录 {report.Records} 条{(compared is null ? string.Empty : ",并与日志服务器留存的检查点比对")}:{outcome}"));
                return new VerifyAnswer(report.Ok, checked((int)report.Records), report.Findings) { Epochs = report.Epochs, Collected = compared?.Report };
            },
            ct);
    }
}
