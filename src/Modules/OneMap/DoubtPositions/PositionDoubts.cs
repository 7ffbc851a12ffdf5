using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.ReadLayers;

namespace Guotu.OneMap.DoubtPositions;

/// <summary>Reads the vertices around the figures from snapshots and looks for an offset.</summary>
internal sealed class PositionDoubts(ILayerCatalogue catalogue, LayerContent content) : IPositionDoubts
{
    /// <summary>Vertices of the reference that are looked at, at most: far more than lie within reach of a lot anywhere.</summary>
    private const int MostVertices = 200_000;

    public async Task<Result<PositionFinding>> AgainstCountyAsync(IReadOnlyCollection<GridMultiPolygon> figures, CancellationToken ct)
    {
        foreach (var layer in catalogue.Definitions.Where(l => l.CoversCounty))
        {
            var found = await AgainstLayerAsync(figures, new LayerRevisionName(layer.Code, null), ct);
            if (found.Error is { } error && error.Code != LayerErrors.Missing)
            {
                return error;
            }

            if (found.IsSuccess && found.Value.Doubt is not null)
            {
                return found;
            }
        }

        return PositionFinding.None;
    }

    public async Task<Result<PositionFinding>> AgainstLayerAsync(IReadOnlyCollection<GridMultiPolygon> figures, LayerRevisionName reference, CancellationToken ct)
    {
        var sample = MapOffsetSearch.Sample(figures);
        if (sample.Count == 0)
        {
            return PositionFinding.None;
        }

        var opened = await content.OpenAsync(reference.LayerCode, reference.Number, ct);
        if (opened.Error is { } unread)
        {
            return unread;
        }

        var reach = MapOffsetSearch.Reach(sample);
        var vertices = new List<GridPoint>();
        foreach (var feature in opened.Value.Snapshot.Walk(reach, long.MinValue))
        {
            ct.ThrowIfCancellationRequested();
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            vertices.AddRange(feature.Value.Shape.Polygons.SelectMany(p => p.Rings).SelectMany(r => r.Points).Where(reach.Contains));
            if (vertices.Count > MostVertices)
            {
                break;
            }
        }

        return new PositionFinding(MapOffsetSearch.Suspected(sample, vertices, ct));
    }
}
