using Guotu.Crypto;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.MapPublishing.Filters;
using Guotu.OneMap.Contracts;
using NetTopologySuite.Geometries;

namespace Guotu.MapPublishing.Grants;

/// <summary>Towns by region code, from the current revision of the towns' layer, verified as for a review; kept until it changes.</summary>
internal sealed class AreaFigures(ICountyTowns towns, ILayerCatalogue catalogue, IClock clock)
{
    private const string TownLayer = "XZQ";
    private static readonly GridEnvelope Everywhere = new(long.MinValue / 2, long.MinValue / 2, long.MaxValue / 2, long.MaxValue / 2);
    private volatile TownFigures? _kept;

    /// <summary>The towns now; a doubt about them is an error, and what is granted by region is then hidden.</summary>
    public async Task<Result<TownFigures>> TownsAsync(GaussKrugerProjection projection, CancellationToken ct)
    {
        var state = await catalogue.StateAsync(TownLayer, clock.Today, ct);
        if (state.Error is { } error)
        {
            return error;
        }

        var digest = state.Value.Current?.ContentDigest ?? default;
        if (_kept is { } kept && kept.Revision == digest && !state.Value.Stale)
        {
            return kept;
        }

        var pinned = await towns.PinAsync(Everywhere, clock.Today, ct);
        if (pinned.Error is { } doubt)
        {
            return doubt;
        }

        return _kept = new TownFigures(
            pinned.Value.Revision.ContentDigest, [.. pinned.Value.Towns.Select(t => (t.Code, Plane(t.Figure, projection)))]);
    }

    /// <summary>A polygon in degrees, longitude first, as a figure of the plane.</summary>
    public static NtsGeometry OfWkt(string wkt, GaussKrugerProjection projection)
    {
        var cursor = new Cql2Cursor(Cql2Tokens.Of(wkt));
        var figure = new Cql2Figures(cursor, FilterCrs.Crs84).Figure();
        if (cursor.Here.Kind != Cql2TokenKind.End || figure is not (Polygon or MultiPolygon))
        {
            throw new FilterFault("范围要是一个面");
        }

        figure.Apply(new ToPlane(projection));
        figure.GeometryChanged();
        return figure;
    }

    private static NtsGeometry Plane(GridMultiPolygon figure, GaussKrugerProjection projection) =>
        new FeatureValues(new SnapshotFeature(0, figure, []), [], projection).Geometry(FilterSpace.Plane);

    private sealed class ToPlane(GaussKrugerProjection projection) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var (longitude, latitude) = (seq.GetX(i), seq.GetY(i));
            if (longitude is < 60 or > 150 || latitude is < 0 or > 60)
            {
                throw new FilterFault("范围的坐标不在我国,要写经度、纬度");
            }

            var place = projection.Forward(new GeographicPosition(latitude, longitude));
            seq.SetOrdinate(i, Ordinate.X, place.East);
            seq.SetOrdinate(i, Ordinate.Y, place.North);
        }
    }
}

/// <summary>Figures of the towns of one revision.</summary>
internal sealed record TownFigures(Sm3Digest Revision, IReadOnlyList<(string Code, NtsGeometry Figure)> Towns)
{
    /// <summary>Towns of a 12-digit region code: the county has all, a town its own; none where the code is not of here.</summary>
    public IReadOnlyList<NtsGeometry> Of(string region)
    {
        var prefix = region.EndsWith("000000", StringComparison.Ordinal) ? region[..6] : region.EndsWith("000", StringComparison.Ordinal) ? region[..9] : region;
        return [.. Towns.Where(t => t.Code.StartsWith(prefix, StringComparison.Ordinal)).Select(t => t.Figure)];
    }
}
