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
    IUnitsOfWork units, GrantTable table, DefaultGrants defaults, ILayerLabels labels, AreaFigures areas, ILayerCatalogue catalogue, LabelRefusals refusals,
    CountySettings county, ILogger<LayerAccess> log) : ILayerAccess
{
    private readonly GaussKrugerProjection _projection = new(GaussKrugerZone.ThreeDegree(county.Zone));
    private volatile LayerPolicy? _kept;

    public async Task<ILayerSights> OfAsync(Caller caller, CancellationToken ct) => await LookAsync(caller, ct) is { } sights ? sights : new NothingSeen();

    /// <summary>
    /// What a caller would see if the grants were others (影响预览): the same check over the rows as they would stand. Null where nothing is shown to
    /// anyone.
    /// </summary>
    /// <param name="caller">For whom.</param>
    /// <param name="change">From the grants of now to those that are supposed.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<ILayerSights?> SupposingAsync(Caller caller, Func<IReadOnlyList<GrantRow>, IReadOnlyList<GrantRow>> change, CancellationToken ct)
    {
        if (await PolicyAsync(ct) is not { IsSuccess: true, Value: { } now })
        {
            return null;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var grants = await table.GrantsAsync(session, now.Row, ct);
        return grants.IsSuccess ? await LookAsync(caller, new LayerPolicy(now.Row, change(grants.Value), _projection), ct) : null;
    }

    /// <summary>The terms of one layer for a caller, in the order they are asked.</summary>
    public async Task<IReadOnlyList<TermAnswer>> ExplainAsync(Caller caller, string layerCode, SecurityLabel revision, CancellationToken ct) =>
        await LookAsync(caller, ct) is { } sights
            ? sights.Explain(layerCode, revision)
            : [new TermAnswer(AccessTerm.Layer, false, "图层授权或安全标记在平台之外被改动过,或还没有任何授权,全部图层都不给看")];

    /// <summary>Null where nothing is shown to anyone.</summary>
    private async Task<LayerSights?> LookAsync(Caller caller, CancellationToken ct)
    {
        var policy = await PolicyAsync(ct);
        if (policy.Error is { } tampered)
        {
            log.GrantsUnusable(tampered.Code.Value);
            return null;
        }

        return policy.Value is { } known ? await LookAsync(caller, known, ct) : null;
    }

    private async Task<LayerSights?> LookAsync(Caller caller, LayerPolicy policy, CancellationToken ct)
    {
        var book = await labels.ReadAsync(ct);
        if (book.Error is { } tampered)
        {
            log.GrantsUnusable(tampered.Code.Value);
            return null;
        }

        var towns = policy.NeedsTowns && await areas.TownsAsync(_projection, ct) is { IsSuccess: true } found ? found.Value : null;
        return new LayerSights(policy, caller, new LayerGround(catalogue, book.Value, refusals)) { Towns = towns };
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

    /// <summary>What a sight is judged over, and where refusals go.</summary>
    private sealed record LayerGround(ILayerCatalogue Catalogue, ILabelBook Book, LabelRefusals Refusals);

    private sealed class LayerSights(LayerPolicy policy, Caller caller, LayerGround ground) : ILayerSights
    {
        private readonly RolesHeld _held = RolesHeld.Of(caller.Roles);

        public TownFigures? Towns { get; init; }

        public ILayerSight? Of(string layerCode, SecurityLabel revision) => LabelOf(layerCode, revision) is var label && SubjectMustDominateLabel.Holds(caller.Clearance, label)
            ? Judge(layerCode, label).Sight
            : null;

        public ILayerSight? OfNamed(string layerCode, SecurityLabel revision)
        {
            var compared = new ComparedLabels(caller.Clearance, LabelOf(layerCode, revision));
            if (!compared.Hold)
            {
                ground.Refusals.Note(new LabelRefusal(caller.Actor, "layer", layerCode, compared));
                return null;
            }

            return Judge(layerCode, compared.Data).Sight;
        }

        public IReadOnlyList<TermAnswer> Explain(string layerCode, SecurityLabel revision)
        {
            var label = LabelOf(layerCode, revision);
            var finding = Judge(layerCode, label);
            return
            [
                TermAnswer.Of(new ComparedLabels(caller.Clearance, label)),
                new TermAnswer(finding.Term, finding.Sight is not null, finding.Why),
            ];
        }

        private SecurityLabel LabelOf(string layerCode, SecurityLabel revision) => ground.Book.Of(layerCode).Join(revision);

        private LayerFinding Judge(string layerCode, SecurityLabel label) =>
            policy.Judge(_held, new LayerAsked(layerCode, label, ground.Catalogue.Find(layerCode)?.Fields ?? []), Towns);
    }

    private sealed class NothingSeen : ILayerSights
    {
        public ILayerSight? Of(string layerCode, SecurityLabel revision) => null;
    }
}

internal static partial class LayerAccessLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The grants or labels of layers are not those that were written ({Code}): no layer is shown to anyone")]
    public static partial void GrantsUnusable(this ILogger log, string code);
}
