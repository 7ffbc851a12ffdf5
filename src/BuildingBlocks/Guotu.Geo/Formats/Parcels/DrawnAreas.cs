using System.Runtime.CompilerServices;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace Guotu.Geo.Formats.Parcels;

/// <summary>
/// The areas of a drawing (图纸上的面): hatches as they are, and closed lines as the borders of parcels. A closed line inside another on the same layer of the
/// drawing is a hole of it, one inside that hole a parcel again; lines on different layers, and lines that cross, are areas each by itself.
/// </summary>
internal sealed class DrawnAreas : IFeatureReader
{
    private const string LayerField = "Layer";
    private readonly IFeatureReader _drawing;
    private readonly int _mostVertices;
    private int _holes;
    private int _leftOut;

    private DrawnAreas(IFeatureReader drawing, int mostVertices) => (_drawing, _mostVertices) = (drawing, mostVertices);

    public FormatDetection Detection => _drawing.Detection;

    public FeatureSchema Schema => _drawing.Schema;

    public long? Count => null;

    public IReadOnlyList<Error> Warnings =>
    [
        .. _drawing.Warnings,
        .. Said(_holes, new Error(FormatErrors.WarnDrawnHoles, ("count", _holes))),
        .. Said(_leftOut, new Error(FormatErrors.WarnNotRead, ("what", FormattableString.Invariant($"{_leftOut} 个不成面的对象(线、文字等)")), ("reason", "宗地只取闭合的多段线和填充"))),
    ];

    /// <summary>The reader itself where it reads no drawing.</summary>
    public static IFeatureReader Of(IFeatureReader reader, int mostVertices) =>
        reader.Detection.Format == FileFormat.Dxf ? new DrawnAreas(reader, mostVertices) : reader;

    public async IAsyncEnumerable<Result<Feature>> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var (borders, vertices) = (new List<Border>(), 0);
        (_holes, _leftOut) = (0, 0);
        var layer = Schema.IndexOf(LayerField);
        await foreach (var read in _drawing.ReadAsync(ct))
        {
            if (read.Error is not null || read.Value.Geometry is Polygon or MultiPolygon)
            {
                yield return read;
                continue;
            }

            if (read.Value.Geometry is not LineString { IsClosed: true, NumPoints: >= 4 } line)
            {
                _leftOut++;
                continue;
            }

            vertices += line.NumPoints;
            if (vertices > _mostVertices)
            {
                yield return new Error(GeoErrors.TooManyVertices, ("count", vertices), ("limit", _mostVertices)) { Line = (int)read.Value.Origin.Record };
                yield break;
            }

            borders.Add(new Border(read.Value, FeatureGeometry.Factory.CreateLinearRing(line.CoordinateSequence.Copy()), layer < 0 ? string.Empty : read.Value.Values[layer]?.ToString() ?? string.Empty));
        }

        foreach (var area in borders.GroupBy(b => b.Layer, StringComparer.Ordinal).SelectMany(g => Areas([.. g])).OrderBy(a => a.Origin.Record))
        {
            yield return area;
        }
    }

    public ValueTask DisposeAsync() => _drawing.DisposeAsync();

    private static Error[] Said(int count, Error error) => count > 0 ? [error] : [];

    private IEnumerable<Feature> Areas(List<Border> borders)
    {
        if (RingNesting.Assemble([.. borders.Select(b => b.Ring)]) is not { } nested)
        {
            return borders.Select(b => b.Area());
        }

        var outer = borders.Where((_, i) => nested.Depths[i] % 2 == 0).Zip(nested.Polygons).ToList();
        return outer.SelectMany(o => WithHoles(o.First, o.Second, borders));
    }

    /// <summary>Borders that cross are no hole in one another: each is an area, and their overlap is said where parcels are compared.</summary>
    private IEnumerable<Feature> WithHoles(Border outer, Polygon polygon, List<Border> borders)
    {
        if (polygon.NumInteriorRings == 0 || new IsValidOp(polygon).IsValid || !new IsValidOp(FeatureGeometry.Factory.CreatePolygon((LinearRing)polygon.Shell)).IsValid)
        {
            _holes += polygon.NumInteriorRings;
            return [outer.Feature with { Geometry = polygon }];
        }

        return borders.Where(b => polygon.InteriorRings.Contains(b.Ring, ReferenceEqualityComparer.Instance)).Prepend(outer).Select(b => b.Area());
    }

    private sealed record Border(Feature Feature, LinearRing Ring, string Layer)
    {
        public Feature Area() => Feature with { Geometry = FeatureGeometry.Factory.CreatePolygon(Ring) };
    }
}
