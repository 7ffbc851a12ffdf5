using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Microsoft.Extensions.Logging;

namespace Guotu.MapPublishing.Grants;

/// <summary>
/// The one check (唯一检查点). The policy row is read at each request, so a grant counts at once; the grants themselves are read and their
/// conditions prepared once a version.
/// </summary>
internal sealed class LayerAccess(
    IUnitsOfWork units, GrantTable table, DefaultGrants defaults, AreaFigures areas, ILayerCatalogue catalogue, CountySettings county, ILogger<LayerAccess> log)
    : ILayerAccess
{
    private readonly GaussKrugerProjection _projection = new(GaussKrugerZone.ThreeDegree(county.Zone));
    private volatile LayerPolicy? _kept;

    public async Task<ILayerSights> OfAsync(Caller caller, CancellationToken ct)
    {
        var policy = await PolicyAsync(ct);
        if (policy.Error is { } tampered)
        {
            log.GrantsUnusable(tampered.Code.Value);
            return new NothingSeen();
        }

        if (policy.Value is not { } known)
        {
            return new NothingSeen();
        }

        var towns = known.NeedsTowns && await areas.TownsAsync(_projection, ct) is { IsSuccess: true } found ? found.Value : null;
        return new LayerSights(known, RolesHeld.Of(caller.Roles), catalogue, towns);
    }

    private async Task<Result<LayerPolicy?>> PolicyAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var row = await table.PolicyAsync(session, string.Empty, ct);
        if (row is { IsSuccess: true, Value: null })
        {
            if ((await defaults.MakeAsync(ct)).Error is { } refused)
            {
                return refused;
            }

            row = await table.PolicyAsync(session, string.Empty, ct);
        }

        if (row.Error is { } tampered)
        {
            return tampered;
        }

        if (row.Value is null || (_kept is { } kept && kept.Row.RowMac == row.Value.RowMac))
        {
            return row.Value is null ? Result<LayerPolicy?>.Of(null) : _kept;
        }

        var grants = await table.GrantsAsync(session, row.Value, ct);
        return grants.Error is { } broken ? broken : _kept = new LayerPolicy(row.Value, grants.Value, _projection);
    }

    private sealed class LayerSights(LayerPolicy policy, RolesHeld held, ILayerCatalogue catalogue, TownFigures? towns) : ILayerSights
    {
        public ILayerSight? Of(string layerCode, int labelLevel) =>
            policy.SightOf(held, new LayerAsked(layerCode, labelLevel, catalogue.Find(layerCode)?.Fields ?? []), towns);
    }

    private sealed class NothingSeen : ILayerSights
    {
        public ILayerSight? Of(string layerCode, int labelLevel) => null;
    }
}

internal static partial class LayerAccessLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The grants of layers are not those that were written ({Code}): no layer is shown to anyone")]
    public static partial void GrantsUnusable(this ILogger log, string code);
}
