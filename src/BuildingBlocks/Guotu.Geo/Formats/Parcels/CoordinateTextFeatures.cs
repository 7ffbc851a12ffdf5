using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace Guotu.Geo.Formats.Parcels;

/// <summary>The parcels of a coordinate file (坐标 TXT) as features; the file is read by <see cref="CoordinateTextReader"/>, whole, within its limits.</summary>
internal sealed class CoordinateTextFeatures(CoordinateFile file, string name) : IFeatureReader
{
    private static readonly FieldDefinition[] Fields =
    [
        new("地块编号", FieldKind.Text), new("地块名称", FieldKind.Text), new("图幅号", FieldKind.Text), new("地块用途", FieldKind.Text), new("地类编码", FieldKind.Text),
    ];

    public FormatDetection Detection { get; } = new(
        FileFormat.CoordinateText, file.Encoding, CoordinateSystem.OfZone(file.Crs.Zone), AxisOrder.NorthFirst, file.Conclusions)
    { Layers = [name] };

    public FeatureSchema Schema { get; } = new(name, Fields) { Geometry = GeometryKind.Polygon };

    public long? Count => file.Parcels.Length;

    public IReadOnlyList<Error> Warnings => file.Warnings;

    public static async Task<Result<IFeatureReader>> OpenAsync(string path, ReadChoices choices, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        var options = new CoordinateTextOptions
        {
            Axis = choices.Axis switch { AxisOrder.NorthFirst => AxisReading.NorthFirst, AxisOrder.EastFirst => AxisReading.EastFirst, _ => AxisReading.AsWritten },
            ConfirmedZone = choices.Crs?.Zone?.Prefixed,
        };
        var read = await CoordinateTextReader.ReadAsync(stream, options, ct);
        return read.Map(file => (IFeatureReader)new CoordinateTextFeatures(file, Path.GetFileNameWithoutExtension(path)));
    }

    public async IAsyncEnumerable<Result<Feature>> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var parcel in file.Parcels)
        {
            ct.ThrowIfCancellationRequested();
            var values = ImmutableArray.Create<object?>(parcel.Number, parcel.Name, parcel.MapSheet, parcel.Use, parcel.LandClass);
            yield return new Feature(new FeatureOrigin(parcel.Ordinal, parcel.HeadLine), GridFigure.ToNts(parcel.Shape), values);
            await Task.CompletedTask;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Figures between the grid and the model of files; metres of the zone, east first.</summary>
public static class GridFigure
{
    /// <summary>A polygon for one part, else a multi-polygon.</summary>
    public static NtsGeometry ToNts(GridMultiPolygon figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var polygons = figure.Polygons.Select(p => FeatureGeometry.Factory.CreatePolygon(Ring(p.Outer), [.. p.Holes.Select(Ring)])).ToArray();
        return polygons.Length == 1 ? polygons[0] : FeatureGeometry.Factory.CreateMultiPolygon(polygons);
    }

    /// <summary>Places every vertex by the function; null for what is no area. Repeated points fall together.</summary>
    public static GridMultiPolygon? OfNts(NtsGeometry geometry, Func<double, double, GridPoint> place)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentNullException.ThrowIfNull(place);
        return geometry is Polygon or MultiPolygon
            ? new GridMultiPolygon([.. FeatureGeometry.Parts(geometry).Cast<Polygon>().Where(p => !p.IsEmpty).Select(p => new GridPolygon(Ring(p.Shell, place), [.. p.InteriorRings.Select(r => Ring(r, place))]))])
            : null;
    }

    private static LinearRing Ring(GridRing ring)
    {
        var list = new PositionList(hasZ: false, hasM: false);
        foreach (var point in ring.Points)
        {
            list.Add(point.EastMetres, point.NorthMetres);
        }

        list.Close();
        return list.ToRing();
    }

    private static GridRing Ring(LineString ring, Func<double, double, GridPoint> place)
    {
        // The last position of a ring is its first again, which the grid has once. Repeated ones are rare: room is made for the rest.
        var positions = ring.CoordinateSequence;
        var points = new GridPoint[Math.Max(positions.Count - 1, 0)];
        var packed = positions is PackedDoubleCoordinateSequence doubles ? doubles.GetRawCoordinates() : null;
        var count = 0;
        for (var i = 0; i < points.Length; i++)
        {
            var point = packed is null ? place(positions.GetX(i), positions.GetY(i)) : place(packed[i * positions.Dimension], packed[(i * positions.Dimension) + 1]);
            if (count == 0 || points[count - 1] != point)
            {
                points[count++] = point;
            }
        }

        return new GridRing(ImmutableCollectionsMarshal.AsImmutableArray(count == points.Length ? points : points[..count]));
    }
}
