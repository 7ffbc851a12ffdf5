using Guotu.Audit.Archiving;
using Guotu.Audit.Contracts;
using Guotu.Audit.Records;
using Guotu.Audit.Verification;
using Guotu.Database.Scope;
using Guotu.Database.Work;

namespace Guotu.Audit.ShowEvidence;

/// <inheritdoc cref="ITrailEvidence"/>
internal sealed class TrailEvidence(IUnitsOfWork units, AuditVerification verification, RecordSeal seal, RetentionPolicy retention) : ITrailEvidence
{
    private const string IncompleteSql =
        "SELECT COUNT(*) AS row_total FROM au_record WHERE COALESCE(account_name, '') = '' OR COALESCE(kind_code, '') = '' OR COALESCE(object_type, '') = '' OR COALESCE(channel_code, '') = ''";

    private const string KindsSql =
        "SELECT kind_code AS kind, outcome_code AS outcome, COUNT(*) AS records FROM au_record GROUP BY kind_code, outcome_code ORDER BY kind_code, outcome_code";

    private const string OldestSql = $"SELECT {RecordTable.Columns} FROM au_record r ORDER BY r.at_utc, r.record_id LIMIT 1";

    public async Task<TrailFacts> ReadAsync(CancellationToken ct)
    {
        var report = await verification.RunAsync(ct);
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var oldest = await session.SingleOrDefaultAsync<AuditRecord>(OldestSql, null, ct);
        return new TrailFacts
        {
            Records = report.Records,
            Findings = [.. report.Findings.Select(f => $"{f.Kind}: {f.Where}")],
            Incomplete = await session.ScalarAsync<long>(IncompleteSql, null, ct),
            EditIsNoticed = oldest is null ? null : seal.IsGenuine(oldest) && !seal.IsGenuine(oldest with { SummaryTxt = oldest.SummaryTxt + "。" }),
            RetentionDays = Math.Max(retention.Days, RetentionPolicy.Least),
            Oldest = oldest?.AtUtc,
            Kinds = [.. (await session.QueryAsync<KindRow>(KindsSql, null, ct)).Select(k => new KindCount(k.Kind, k.Outcome, k.Records))],
        };
    }

    private sealed class KindRow
    {
        public string Kind { get; init; } = string.Empty;

        public string Outcome { get; init; } = string.Empty;

        public long Records { get; init; }
    }
}
