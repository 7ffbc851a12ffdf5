using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Microsoft.Extensions.Logging;

namespace Guotu.MapPublishing.Grants;

/// <summary>
/// The one check (唯一检查点): labels before grants. The rows that close over grants and over labels are read at each request, so that a change counts
/// at once; what they close over is read, and conditions prepared, once a version.
/// </summary>
internal sealed class LayerAccess(
    IUnitsOfWork units, GrantTable table, DefaultGrants defaults, ILayerLabels labels, AreaFigures areas, ILayerCatalogue catalogue, CountySettings county,
    ILogger<LayerAccess> log) : ILayerAccess
{
    private readonly GaussKrugerProjection _projection = new(GaussKrugerZone.ThreeDegree(county.Zone));
    private volatile LayerPolicy? _kept;

    public async Task<ILayerSights> OfAsync(Caller caller, CancellationToken ct) => await LookAsync(caller, ct) is { } sights ? sights : new NothingSeen();

    /// <summary>The terms of one layer for a caller, in the order they are asked.</summary>
    public async Task<IReadOnlyList<TermAnswer>> ExplainAsync(Caller caller, string layerCode, int labelLevel, CancellationToken ct) =>
        await LookAsync(caller, ct) is { } sights
            ? sights.Explain(layerCode, labelLevel)
            : [new TermAnswer(AccessTerm.Layer, false, "图层授权或安全标记在平台之外被改动过,或还没有任何授权,全部图层都不给看")];

    /// <summary>Null where nothing is shown to anyone.</summary>
    private async Task<LayerSights?> LookAsync(Caller caller, CancellationToken ct)
    {
        var (policy, book) = (await PolicyAsync(ct), await labels.ReadAsync(ct));
        if ((policy.Error ?? book.Error) is { } tampered)
        {
            log.GrantsUnusable(tampered.Code.Value);
            return null;
        }

        if (policy.Value is not { } known)
        {
            return null;
        }

        var towns = known.NeedsTowns && await areas.TownsAsync(_projection, ct) is { IsSuccess: true } found ? found.Value : null;
        return new LayerSights(known, caller, catalogue, book.Value) { Towns = towns };
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

    private sealed class LayerSights(LayerPolicy policy, Caller caller, ILayerCatalogue catalogue, ILabelBook book) : ILayerSights
    {
        private readonly RolesHeld _held = RolesHeld.Of(caller.Roles);

        public TownFigures? Towns { get; init; }

        public ILayerSight? Of(string layerCode, int labelLevel) => LabelOf(layerCode, labelLevel) is var label && SubjectMustDominateLabel.Holds(caller.Clearance, label)
            ? Judge(layerCode, label).Sight
            : null;

        public IReadOnlyList<TermAnswer> Explain(string layerCode, int labelLevel)
        {
            var label = LabelOf(layerCode, labelLevel);
            var finding = Judge(layerCode, label);
            var (data, subject) = (LabelScheme.Shipped.NameOf(label), LabelScheme.Shipped.NameOf(caller.Clearance));
            return
            [
                new TermAnswer(AccessTerm.Label, SubjectMustDominateLabel.Holds(caller.Clearance, label), $"数据标记 {data},人员标记 {subject}"),
                new TermAnswer(finding.Term, finding.Sight is not null, finding.Why),
            ];
        }

        private SecurityLabel LabelOf(string layerCode, int labelLevel) => book.Of(layerCode).Join(SecurityLabel.OfRow(labelLevel, null));

        private LayerFinding Judge(string layerCode, SecurityLabel label) =>
            policy.Judge(_held, new LayerAsked(layerCode, label, catalogue.Find(layerCode)?.Fields ?? []), Towns);
    }

    private sealed class NothingSeen : ILayerSights
    {
        public ILayerSight? Of(string layerCode, int labelLevel) => null;
    }
}

internal static partial class LayerAccessLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The grants or labels of layers are not those that were written ({Code}): no layer is shown to anyone")]
    public static partial void GrantsUnusable(this ILogger log, string code);
}
