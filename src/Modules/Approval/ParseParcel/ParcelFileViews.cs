using Guotu.Approval.Store;
using Guotu.Geo.Areas;
using Guotu.Geo.CoordinateText;
using Guotu.Hosting.Http;
using Guotu.Kernel.Figures;

namespace Guotu.Approval.ParseParcel;

/// <summary>A coordinate file as read, for the intake page.</summary>
public sealed record ParcelFileView(
    string Digest,
    string Format,
    string Encoding,
    CrsView Crs,
    IReadOnlyList<ConclusionView> Conclusions,
    IReadOnlyList<WarningView> Warnings,
    IReadOnlyList<ParcelView> Parcels,
    [property: GeoJson(GeoJsonKind.Features)] object Geometry,
    IReadOnlyList<PointView> Points)
{
    private const int MostPoints = 500;

    internal static ParcelFileView Of(string digest, CoordinateFile file, CancellationToken ct)
    {
        var areas = new EllipsoidalArea(file.Crs.Zone);
        var display = new DisplayGeometry(file.Crs.Zone);
        return new ParcelFileView(
            digest,
            file.Format,
            file.Encoding,
            new CrsView(file.Crs.Zone.Epsg, file.Crs.Zone.Number, file.Crs.Degrees, file.Crs.Prefixed, file.Crs.Reason),
            file.Conclusions.Select(c => new ConclusionView(c.Topic, c.Finding, c.Reason)).ToList(),
            file.Warnings.Select(w => new WarningView(w.Code.Value, w.Text, w.WayOut, w.Line, w.Ring)).ToList(),
            file.Parcels.Select(p => ParcelOf(p, areas, ct)).ToList(),
            DisplayGeometry.Features(file.Parcels.Select(p => display.Feature(p.Shape, new { number = p.Ordinal, name = p.Name }))),
            PointsOf(file, display).Take(MostPoints).ToList());
    }

    private static ParcelView ParcelOf(CoordinateParcel parcel, EllipsoidalArea areas, CancellationToken ct)
    {
        var shape = parcel.Shape;
        return new ParcelView(
            parcel.Ordinal,
            parcel.Name,
            parcel.Use,
            parcel.DeclaredArea,
            PlaneArea.Of(shape),
            areas.Of(shape, ct),
            shape.Polygons.Length,
            shape.Polygons.Sum(p => p.Holes.Length),
            shape.VertexCount);
    }

    private static IEnumerable<PointView> PointsOf(CoordinateFile file, DisplayGeometry display) =>
        from parcel in file.Parcels
        from ring in parcel.Parts.SelectMany(p => p.Holes.Prepend(p.Outer))
        from vertex in ring.Ring.Points.Select((point, i) => (point, label: i < ring.Labels.Length ? ring.Labels[i] : string.Empty))
        let degrees = display.Degrees(vertex.point)
        select new PointView(parcel.Ordinal, ring.RingNumber, vertex.label, vertex.point.NorthMetres, vertex.point.EastMetres, degrees.Lon, degrees.Lat);
}

/// <summary>What the coordinates are and why.</summary>
public sealed record CrsView(int Epsg, int Zone, bool Degrees, bool Prefixed, string Reason);

/// <summary>A conclusion of the detection and its evidence.</summary>
public sealed record ConclusionView(string Topic, string Finding, string Reason);

/// <summary>Something accepted with a doubt.</summary>
/// <param name="WayOut">What is to be done about it.</param>
public sealed record WarningView(string Code, string Text, string WayOut, int? Line, int? Ring);

/// <summary>A parcel; areas in m².</summary>
public sealed record ParcelView(
    int Number, string Name, string Use, LegalArea? DeclaredArea, LegalArea PlaneArea, LegalArea EllipsoidalArea, int Parts, int Holes, int Vertices);

/// <summary>A boundary point: metres north and east, degrees of EPSG:4490.</summary>
public sealed record PointView(int Parcel, int Ring, string Label, double North, double East, double Lon, double Lat);
