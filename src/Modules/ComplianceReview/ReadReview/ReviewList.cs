using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.ReadReview;

/// <summary>Stored reviews, newest first.</summary>
public sealed class ReviewList(IUnitsOfWork units)
{
    private const string ListSql =
        """
        SELECT r.review_id, r.case_id, r.matter_code, r.stage_code, r.overall_code, r.blocks_issue, r.reviewed_utc, r.rule_version, r.file_name, r.by_name
        FROM cr_review r WHERE {scope:cr_review:r} ORDER BY r.review_id DESC
        """;

    public async Task<Page<ReviewListItem>> FindAsync(DataScope scope, PageRequest page, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(scope, ct);
        var rows = await session.PageAsync<Row>(ListSql, null, page, ct);
        return new Page<ReviewListItem>(rows.Items.Select(r => r.Item()).ToList(), rows.Number, rows.Size, rows.Total);
    }

    private sealed class Row
    {
        public long ReviewId { get; init; }

        public long? CaseId { get; init; }

        public string MatterCode { get; init; } = string.Empty;

        public string StageCode { get; init; } = string.Empty;

        public string OverallCode { get; init; } = string.Empty;

        public bool BlocksIssue { get; init; }

        public Instant ReviewedUtc { get; init; }

        public string RuleVersion { get; init; } = string.Empty;

        public string FileName { get; init; } = string.Empty;

        public string ByName { get; init; } = string.Empty;

        public ReviewListItem Item() => new(
            ReviewId,
            CaseId,
            MatterCode,
            Enum.Parse<ReviewStage>(StageCode, ignoreCase: true),
            Enum.Parse<Overall>(OverallCode, ignoreCase: true),
            BlocksIssue,
            ReviewedUtc,
            RuleVersion,
            FileName,
            ByName);
    }
}

/// <summary>A line of the list, in the words of the review itself.</summary>
public sealed record ReviewListItem(
    long Id, long? CaseId, string Matter, ReviewStage Stage, Overall Overall, bool BlocksIssue, Instant ReviewedAt, string RuleVersion, string FileName, string ByName);
