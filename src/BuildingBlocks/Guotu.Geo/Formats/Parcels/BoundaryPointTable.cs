using System.Runtime.CompilerServices;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Parcels;

/// <summary>
/// A table of boundary points (界址点成果表) as areas: the rows of a parcel follow one another, a column of its number tells the parcels apart, one
/// of the ring the rings; a row that comes back to the first point of its ring ends the ring. Which rings are holes follows from where they lie.
/// </summary>
internal sealed class BoundaryPointTable : IFeatureReader
{
    private static readonly string[] Parcels = ["地块编号", "地块号", "宗地编号", "宗地号", "宗地代码", "DKBH", "DKBM", "ZDDM", "ZDH", "parcel"];
    private static readonly string[] Rings = ["圈号", "环号", "地块圈号", "QH", "ring"];
    private readonly IFeatureReader _points;
    private readonly int _parcel;
    private readonly int _ring;
    private readonly int _mostVertices;

    private BoundaryPointTable(IFeatureReader points, int parcel, int mostVertices) =>
        (_points, _parcel, _ring, _mostVertices) = (points, parcel, Column(points.Schema, Rings), mostVertices);

    public FormatDetection Detection => _points.Detection with
    {
        Conclusions = [.. _points.Detection.Conclusions, new CoordinateText.Conclusion("界址点表", "逐行连成地块", $"列“{_points.Schema.Fields[_parcel].Name}”分地块" + (_ring < 0 ? string.Empty : $",列“{_points.Schema.Fields[_ring].Name}”分圈"))],
    };

    public FeatureSchema Schema => _points.Schema with { Geometry = GeometryKind.Polygon };

    public long? Count => null;

    public IReadOnlyList<Error> Warnings => _points.Warnings;

    /// <summary>The reader itself where it gives no table of points with a parcel's number.</summary>
    public static IFeatureReader Of(IFeatureReader reader, int mostVertices)
    {
        var parcel = reader.Detection.Format == FileFormat.Csv && reader.Schema.Geometry == GeometryKind.Point ? Column(reader.Schema, Parcels) : -1;
        return parcel < 0 ? reader : new BoundaryPointTable(reader, parcel, mostVertices);
    }

    public async IAsyncEnumerable<Result<Feature>> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var rows = new List<Feature>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in _points.ReadAsync(ct))
        {
            var problem = row.Error ?? Problem(row.Value) ?? (rows.Count > _mostVertices ? new Error(GeoErrors.TooManyVertices, ("count", rows.Count), ("limit", _mostVertices)) { Line = row.Value.Origin.Line } : null);
            if (problem is not null)
            {
                yield return problem;
                yield break;
            }

            if (rows.Count > 0 && Text(rows[0], _parcel) != Text(row.Value, _parcel))
            {
                var parcel = Assemble(rows);
                yield return parcel;
                if (!parcel.IsSuccess)
                {
                    yield break;
                }

                seen.Add(Text(rows[0], _parcel));
                rows.Clear();
            }

            if (rows.Count == 0 && seen.Contains(Text(row.Value, _parcel)))
            {
                yield return AtLine(row.Value, $"地块“{Text(row.Value, _parcel)}”的点不相连,中间夹着别的地块");
                yield break;
            }

            rows.Add(row.Value);
        }

        if (rows.Count > 0)
        {
            yield return Assemble(rows);
        }
    }

    public ValueTask DisposeAsync() => _points.DisposeAsync();

    private Error? Problem(Feature row) =>
        row.Geometry is not Point { IsEmpty: false } ? AtLine(row, "没有坐标")
        : Text(row, _parcel).Length == 0 ? AtLine(row, $"列“{_points.Schema.Fields[_parcel].Name}”没有值")
        : null;

    private Result<Feature> Assemble(List<Feature> rows)
    {
        var rings = new List<LinearRing>();
        for (var start = 0; start < rows.Count;)
        {
            var end = End(rows, start);
            var positions = new PositionList(hasZ: false, hasM: false);
            foreach (var row in rows[start..end])
            {
                positions.Add(row.Geometry!.Coordinate.X, row.Geometry.Coordinate.Y);
            }

            if (rows[start].Geometry!.Coordinate.Equals2D(rows[end - 1].Geometry!.Coordinate) is var closed && end - start < (closed ? 4 : 3))
            {
                return AtLine(rows[start], $"地块“{Text(rows[start], _parcel)}”的一圈只有 {end - start} 个点,不成面");
            }

            if (!closed)
            {
                positions.Close();
            }

            rings.Add(positions.ToRing());
            start = end;
        }

        return RingNesting.Assemble(rings) is { } nested
            ? new Feature(rows[0].Origin, nested.ToGeometry(), rows[0].Values)
            : new Error(FormatErrors.TooComplex, ("where", $"地块“{Text(rows[0], _parcel)}”"), ("reason", "圈太多,定不出内外")) { Line = rows[0].Origin.Line };
    }

    /// <summary>Behind the last row of the ring that begins here.</summary>
    private int End(List<Feature> rows, int start)
    {
        var first = rows[start].Geometry!.Coordinate;
        for (var i = start + 1; i < rows.Count; i++)
        {
            if (_ring >= 0 && Text(rows[i], _ring) != Text(rows[start], _ring))
            {
                return i;
            }

            if (_ring < 0 && i - start >= 3 && rows[i].Geometry!.Coordinate.Equals2D(first))
            {
                return i + 1;
            }
        }

        return rows.Count;
    }

    private static int Column(FeatureSchema schema, string[] names) => names.Select(schema.IndexOf).FirstOrDefault(i => i >= 0, -1);

    private static string Text(Feature row, int column) => ValueText.Of(row.Values[column])?.Trim() ?? string.Empty;

    private static Error AtLine(Feature row, string reason) => new(FormatErrors.LineBroken, ("reason", reason)) { Line = row.Origin.Line };
}
