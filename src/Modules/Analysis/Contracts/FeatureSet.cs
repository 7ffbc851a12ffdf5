using System.Collections.Immutable;
using Guotu.Geo.Geometry;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.Contracts;

/// <summary>
/// Rows with or without figures (要素集): what operators take and give. Figures lie in the county's zone on the 0.1 mm grid, east first, and are valid.
/// </summary>
/// <param name="Name">Chinese name for people.</param>
/// <param name="Fields">Of every row, in order; codes are unique.</param>
/// <param name="Features">In a fixed order.</param>
public sealed record FeatureSet(string Name, IReadOnlyList<LayerField> Fields, IReadOnlyList<AnalysisFeature> Features)
{
    public GridEnvelope Envelope => Features.Aggregate(GridEnvelope.Empty, (box, f) => box.Union(f.Envelope));

    public bool HasPaths => Features.Any(f => !f.Paths.IsEmpty);

    /// <summary>Vertices of all figures: the measure of the work.</summary>
    public long VertexCount => Features.Sum(f => (f.Figure?.VertexCount ?? 0L) + f.Paths.Sum(p => (long)p.Points.Length));

    /// <summary>Place of a field, −1 where there is none.</summary>
    public int PlaceOf(string fieldCode)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].Code == fieldCode)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A row (要素).</summary>
/// <param name="Id">Unique in its set: the layer's feature id, or a number from 1.</param>
/// <param name="Figure">Null in tables and where there are paths.</param>
/// <param name="Values">In the order of the set's fields, as layers write them; null where there is none or the caller may not see it.</param>
public sealed record AnalysisFeature(long Id, GridMultiPolygon? Figure, IReadOnlyList<string?> Values)
{
    /// <summary>Lines and places drawn by hand; layers have none.</summary>
    public ImmutableArray<GridPath> Paths { get; init; } = [];

    public GridEnvelope Envelope => Paths.Aggregate(Figure?.Envelope ?? GridEnvelope.Empty, (box, p) => box.Union(p.Envelope));
}
