using System.Globalization;
using System.Xml.Linq;
using Guotu.Geo.Geometry;
using Guotu.Geo.Validity;
using Guotu.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Guotu.Geo.Tests;

/// <summary>
/// A case of the published suites whose operands are areas, laid on the grid: exactly where its coordinates are decimal numbers that fit, else rounded
/// to some 10⁻⁹ of its width, as any input is.
/// </summary>
internal sealed record PublishedCase(string Name, GridMultiPolygon A, GridMultiPolygon? B, double Scale, bool IsExact, IReadOnlyList<XElement> Operations)
{
    /// <summary>Room for two figures in one frame of 2³⁰ units.</summary>
    private const double Most = 4e8;

    /// <summary>In the county.</summary>
    private static readonly GridPoint Corner = Figures.At(0, 0);

    /// <summary>Step of the precision model that the case states, in its own unit; 0 for none.</summary>
    public double Step { get; private init; }

    public bool IsValid => FigureValidity.Check(A).Count == 0 && (B is null || FigureValidity.Check(B).Count == 0);

    public static IEnumerable<PublishedCase> All() => Directory.EnumerateFiles(TestData.Path("geom"), "*.xml", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).SelectMany(Of);

    /// <summary>Area in the suite's unit.</summary>
    public double Area(Int128 doubled) => (double)doubled / 2 / Scale / Scale;

    public double Perimeter() => (Length(A) + Length(B ?? GridMultiPolygon.Empty)) / Scale;

    /// <summary>Of the border, in grid units.</summary>
    public static double Length(GridMultiPolygon figure) => figure.Rings.Sum(Length);

    private static IEnumerable<PublishedCase> Of(string path)
    {
        var run = XDocument.Load(path).Root!;
        var step = run.Descendants("precisionModel").Select(p => (string?)p.Attribute("scale")).FirstOrDefault(s => s is not null) is { } scale
            ? 1 / double.Parse(scale, CultureInfo.InvariantCulture)
            : 0;
        var number = 0;
        foreach (var test in run.Descendants("case"))
        {
            number++;
            if (Read(test.Element("a")?.Value) is { } a && Areas(a) is { } areaA)
            {
                var b = Read(test.Element("b")?.Value);
                var areaB = b is null ? null : Areas(b);
                var coordinates = a.Coordinates.Concat(areaB is null ? [] : b!.Coordinates).ToList();
                if (coordinates.TrueForAll(c => double.IsFinite(c.X) && double.IsFinite(c.Y)) && (b is null || areaB is not null) && coordinates.Count > 0)
                {
                    yield return Laid($"{Path.GetFileName(path)} {number}", (areaA, areaB), coordinates, [.. test.Descendants("op")]) with { Step = step };
                }
            }
        }
    }

    private static PublishedCase Laid(string name, (IReadOnlyList<Polygon> A, IReadOnlyList<Polygon>? B) operands, List<Coordinate> coordinates, XElement[] operations)
    {
        var (west, south) = (coordinates.Min(c => c.X), coordinates.Min(c => c.Y));
        var width = Math.Max(coordinates.Max(c => c.X) - west, coordinates.Max(c => c.Y) - south);
        var exact = Enumerable.Range(0, 8).Select(k => Math.Pow(10, k)).FirstOrDefault(s => coordinates.TrueForAll(c => IsWhole(c.X * s) && IsWhole(c.Y * s)));
        var isExact = exact > 0 && width * exact <= Most && Math.Max(Math.Abs(west), Math.Abs(south)) * exact < 1e11;
        // A whole number of steps of a decimal, so that exact figures stay exact whatever the corner.
        var scale = isExact ? Math.Max(exact, 1) * Math.Pow(10, Math.Floor(Math.Log10(Most / Math.Max(width * exact, 1)))) : Most / width;
        var origin = isExact ? (0.0, 0.0) : (west, south);
        GridMultiPolygon On(IReadOnlyList<Polygon> polygons) => new([.. polygons.Select(p => new GridPolygon(
            Ring(p.ExteriorRing, scale, origin), [.. p.InteriorRings.Where(r => !r.IsEmpty).Select(r => Ring(r, scale, origin))]))]);
        return new PublishedCase(name, On(operands.A), operands.B is null ? null : On(operands.B), scale, isExact, operations);
    }

    private static bool IsWhole(double value) => Math.Abs(value - Math.Round(value)) <= Math.Abs(value) * 1e-15;

    private static GridRing Ring(LineString ring, double scale, (double X, double Y) origin) => new(
        [.. ring.Coordinates.Select(c => new GridPoint(
            Corner.East + (long)Math.Round((c.X - origin.X) * scale), Corner.North + (long)Math.Round((c.Y - origin.Y) * scale)))]);

    private static double Length(GridRing ring) =>
        ring.Points.Zip(ring.Points.Skip(1).Append(ring.Points[0]), (p, q) => double.Hypot(p.East - q.East, p.North - q.North)).Sum();

    /// <summary>Parts that are not empty; null where the geometry is not an area.</summary>
    private static IReadOnlyList<Polygon>? Areas(NetTopologySuite.Geometries.Geometry geometry) => geometry switch
    {
        Polygon { IsEmpty: false } p => [p],
        MultiPolygon { IsEmpty: false } m => [.. m.Geometries.Cast<Polygon>().Where(p => !p.IsEmpty)],
        _ => null,
    };

    private static NetTopologySuite.Geometries.Geometry? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            var word = text.Trim();
            return char.IsAsciiHexDigit(word[0]) && word.AsSpan().IndexOf('(') < 0
                ? new WKBReader().Read(WKBReader.HexToBytes(string.Concat(word.Where(c => !char.IsWhiteSpace(c)))))
                : new WKTReader().Read(word);
        }
        catch (Exception e) when (e is ParseException or ArgumentException or System.IO.EndOfStreamException)
        {
            // Some cases are of geometries that no area can be read from.
            return null;
        }
    }

    /// <summary>Area of an answer that the suite states as a geometry.</summary>
    public static double? AreaOf(string text) => Read(text)?.Area;
}
