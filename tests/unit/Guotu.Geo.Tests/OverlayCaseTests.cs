using System.Xml.Linq;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Validity;
using Guotu.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Guotu.Geo.Tests;

/// <summary>Cases of the JTS suite with whole coordinates and areas on both sides: the areas of the answers must be those the suite states.</summary>
public sealed class OverlayCaseTests
{
    [Theory]
    [InlineData("jts_general/TestOverlayAA.xml", 5)]
    [InlineData("jts_general/TestNGOverlayA.xml", 5)]
    public void Areas_of_published_overlay_cases_come_out(string file, int least)
    {
        var run = 0;
        foreach (var (a, b, operation, expected) in Cases(TestData.Path($"geom/{file}")))
        {
            var result = operation switch
            {
                "intersection" => GridOverlay.Intersect(a, b),
                "union" => GridOverlay.Unite(a, b),
                _ => GridOverlay.Subtract(a, b),
            };
            Assert.True(result.IsSuccess, result.Error?.ToString());
            // The suite's own answers hold crossings off the grid; a grid of 1/1000 of its unit is finer than its printing.
            Assert.Equal(expected, (double)result.Value.DoubledArea / 2 / 1e6, 0.05 + (expected * 1e-4));
            run++;
        }

        Assert.True(run >= least, $"only {run} cases of {file} were applicable");
    }

    [Theory]
    [InlineData("jts_general/TestValid.xml", 5)]
    [InlineData("jts_general/TestValid2.xml", 20)]
    public void Published_validity_answers_come_out(string file, int least)
    {
        var run = 0;
        foreach (var test in XDocument.Load(TestData.Path($"geom/{file}")).Descendants("case"))
        {
            var op = test.Descendants("op").FirstOrDefault(o => (string?)o.Attribute("name") == "isValid");
            if (op is null || Figure(test.Element("a")!.Value) is not { } figure || Lenient(test))
            {
                continue;
            }

            var defects = FigureValidity.Check(figure);
            Assert.True(bool.Parse(op.Value.Trim()) == (defects.Count == 0), $"{test.Element("desc")?.Value}: {string.Join(", ", defects)}");
            run++;
        }

        Assert.True(run >= least, $"only {run} cases of {file} were applicable");
    }

    /// <summary>Points repeated in a row are valid to the suite and a defect here; a hole that cuts the inside in two is not looked for.</summary>
    private static bool Lenient(XElement test)
    {
        var text = test.Element("desc")?.Value ?? string.Empty;
        return text.Contains("repeated", StringComparison.OrdinalIgnoreCase) || text.Contains("duplicate", StringComparison.OrdinalIgnoreCase)
            || text.Contains("disconnected", StringComparison.OrdinalIgnoreCase) || text.Contains("disconnect", StringComparison.OrdinalIgnoreCase)
            || text.Contains("identical", StringComparison.OrdinalIgnoreCase);
    }

    internal static IEnumerable<(GridMultiPolygon A, GridMultiPolygon B, string Operation, double Expected)> Cases(string path)
    {
        foreach (var test in XDocument.Load(path).Descendants("case"))
        {
            if (Figure(test.Element("a")!.Value) is not { } a || Figure(test.Element("b")?.Value) is not { } b
                || FigureValidity.Check(a).Count + FigureValidity.Check(b).Count > 0)
            {
                continue;
            }

            foreach (var op in test.Descendants("op"))
            {
                var name = ((string)op.Attribute("name")!).Replace("NG", "", StringComparison.Ordinal);
                if (name is "intersection" or "union" or "difference" && (string?)op.Attribute("arg1") == "A")
                {
                    yield return (a, b, name, new WKTReader().Read(op.Value.Trim()).Area);
                }
            }
        }
    }

    /// <summary>The figure at a thousand grid units a unit, or null where it is no area of finite coordinates.</summary>
    private static GridMultiPolygon? Figure(string? wkt)
    {
        NetTopologySuite.Geometries.Geometry geometry;
        try
        {
            geometry = new WKTReader().Read(wkt?.Trim() ?? "POINT EMPTY");
        }
        catch (Exception e) when (e is ParseException or ArgumentException)
        {
            return null;
        }

        var polygons = geometry is Polygon p ? [p] : geometry is MultiPolygon m ? m.Geometries.Cast<Polygon>().ToArray() : [];
        return polygons.Length == 0 || geometry.IsEmpty || geometry.Coordinates.Any(c => !(Math.Abs(c.X) < 1e9) || c.X * 1000 != Math.Round(c.X * 1000) || c.Y * 1000 != Math.Round(c.Y * 1000))
            ? null
            : new GridMultiPolygon([.. polygons.Where(q => !q.IsEmpty).Select(q => new GridPolygon(Ring(q.ExteriorRing), [.. q.InteriorRings.Where(r => !r.IsEmpty).Select(Ring)]))]);
    }

    private static GridRing Ring(LineString ring) => new(ring.Coordinates.Select(c => new GridPoint((long)Math.Round(c.X * 1000), (long)Math.Round(c.Y * 1000))));
}
