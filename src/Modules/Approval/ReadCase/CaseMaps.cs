using System.ComponentModel.DataAnnotations;
using Guotu.Approval.RegisterCase;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Http;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;

namespace Guotu.Approval.ReadCase;

/// <summary>Parcels and conflicts of a case as GeoJSON in EPSG:4490, longitude first, for display.</summary>
public sealed class CaseMaps(IUnitsOfWork units, CaseReviews reviews, CountySettings county)
{
    public async Task<Result<CaseMapView>> FindAsync(Caller caller, long caseId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var session = await units.ReadAsync(caller.Scope, ct);
        var row = await CaseStore.FindAsync(session, caseId, ct);
        if (row.Error is { } unknown)
        {
            return unknown;
        }

        var review = await reviews.NewestAsync(row.Value, ct);
        if (review.Error is { } noVerdict)
        {
            return noVerdict;
        }

        var display = new DisplayGeometry(GaussKrugerZone.ThreeDegree(county.Zone));
        var parcels = await ParcelStore.ReadAsync(session, caseId, ct);
        var box = parcels.Aggregate(GridEnvelope.Empty, (all, p) => all.Union(p.Figure.Envelope));
        return new CaseMapView(
            DisplayGeometry.Features(parcels.Select(p => display.Feature(p.Figure, new { number = p.FileNumber, name = p.Name }))),
            DisplayGeometry.Features(review.Value.Verdict.Checks.Where(c => c.Status == CheckStatus.Conflict).SelectMany(c => Conflicts(c, display))),
            display.Extent(box));
    }

    private static IEnumerable<object> Conflicts(VerdictCheck check, DisplayGeometry display) =>
        check.Hits.Where(h => !h.Sliver).Select(h => display.Feature(h.Shape, new { rule = check.Rule, layer = check.Layer, planeArea = h.PlaneArea.SquareMetres, name = check.Name }));
}

/// <summary>The map of a case.</summary>
public sealed record CaseMapView([property: GeoJson(GeoJsonKind.Features)] object Parcels, [property: GeoJson(GeoJsonKind.Features)] object Conflicts, [property: Length(4, 4)] IReadOnlyList<double> Extent4490);
