using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.CompareRevisions;

/// <summary>Differences between two revisions, from the rows' lives alone.</summary>
internal sealed class RevisionComparison(IUnitsOfWork units, ILayerCatalogue catalogue, RevisionTable revisions)
{
    private const string VersionsSql =
        """
        SELECT feature_id, first_revision
        FROM om_feature
        WHERE layer_code = :p_layer AND last_revision >= :p_revision AND first_revision <= :p_revision
        ORDER BY feature_id
        """;

    public async Task<Result<RevisionDifference>> CompareAsync(string layer, int from, int to, CancellationToken ct)
    {
        if (catalogue.Find(layer) is not { } definition)
        {
            return new Error(KernelErrors.NotFound, ("what", "图层 " + layer));
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        foreach (var number in new[] { from, to })
        {
            var found = await revisions.FindAsync(session, definition, number, ct);
            if (found.Error is { } notProved)
            {
                return notProved;
            }

            if (found.Value is null)
            {
                return new Error(KernelErrors.NotFound, ("what", $"图层 {layer} 第 {number} 版"));
            }
        }

        var before = await session.QueryAsync<Version>(VersionsSql, new { p_layer = layer, p_revision = from }, ct);
        var after = (await session.QueryAsync<Version>(VersionsSql, new { p_layer = layer, p_revision = to }, ct)).ToDictionary(v => v.FeatureId, v => v.FirstRevision);
        var old = before.ToDictionary(v => v.FeatureId, v => v.FirstRevision);
        return new RevisionDifference(
            layer, from, to,
            [.. after.Keys.Where(id => !old.ContainsKey(id)).Order()],
            [.. old.Keys.Where(id => !after.ContainsKey(id)).Order()],
            [.. old.Where(v => after.TryGetValue(v.Key, out var first) && first != v.Value).Select(v => v.Key).Order()]);
    }

    private sealed class Version
    {
        public long FeatureId { get; init; }

        public int FirstRevision { get; init; }
    }
}
