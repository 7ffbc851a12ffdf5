using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Labels;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.PublishLayers;

/// <summary>All revisions of all layers in one query.</summary>
internal sealed class RevisionMarks(IUnitsOfWork units)
{
    private const string AllSql = "SELECT layer_code, revision_no, as_of_date, label_level, label_category FROM om_revision ORDER BY layer_code, revision_no";

    public async Task<IReadOnlyList<RevisionMark>> ReadAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return [.. (await session.QueryAsync<Row>(AllSql, null, ct)).Select(r => new RevisionMark(r.LayerCode, r.RevisionNo, r.AsOfDate, SecurityLabel.OfRow(r.LabelLevel, r.LabelCategory)))];
    }

    private sealed class Row
    {
        public string LayerCode { get; init; } = string.Empty;

        public int RevisionNo { get; init; }

        public DateOnly AsOfDate { get; init; }

        public int LabelLevel { get; init; }

        public string? LabelCategory { get; init; }
    }
}
