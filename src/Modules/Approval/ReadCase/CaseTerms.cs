using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Kernel.Labels;

namespace Guotu.Approval.ReadCase;

/// <summary>Why a person can or cannot read a case or one of its documents (办件与文书的访问判定): the terms of the case's row.</summary>
internal sealed class CaseTerms(IUnitsOfWork units, CaseObject asked) : IObjectTerms
{
    private const string ByCaseSql =
        """
        SELECT c.owner_org_id, c.region_code, c.label_level, c.label_category FROM ap_case c
        WHERE {scope:ap_case:c} AND (c.case_id = :p_id OR c.receipt_number = :p_text OR c.case_number = :p_text)
        """;

    private const string ByDocumentSql =
        """
        SELECT c.owner_org_id, c.region_code, c.label_level, c.label_category FROM ap_document d
        JOIN ap_case c ON c.case_id = d.case_id WHERE d.document_id = :p_id AND {scope:ap_case:c}
        """;

    public ObjectKind Kind { get; } = asked == CaseObject.Case
        ? new ObjectKind("case", "办件", "办件号、收件号或案卷号")
        : new ObjectKind("document", "文书", "文书号");

    public string Permission => ApprovalPermissions.Read;

    public async Task<IReadOnlyList<TermAnswer>> JudgeAsync(Caller caller, string objectId, CancellationToken ct)
    {
        var id = long.TryParse(objectId, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var row = asked == CaseObject.Case
            ? await session.SingleOrDefaultAsync<FactsRow>(ByCaseSql, new { p_id = id, p_text = objectId }, ct)
            : await session.SingleOrDefaultAsync<FactsRow>(ByDocumentSql, new { p_id = id }, ct);
        return row is null ? [] : ScopeTerms.Of(caller.Scope, new RowFacts(row.OwnerOrgId, row.RegionCode, SecurityLabel.OfRow(row.LabelLevel, row.LabelCategory)));
    }

    private sealed class FactsRow
    {
        public long OwnerOrgId { get; init; }

        public string RegionCode { get; init; } = string.Empty;

        public int LabelLevel { get; init; }

        public string? LabelCategory { get; init; }
    }
}

/// <summary>Objects that stand under a case's row.</summary>
internal enum CaseObject
{
    Case,
    Document,
}
