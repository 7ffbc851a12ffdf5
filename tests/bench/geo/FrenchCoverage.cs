using System.IO.Compression;
using Guotu.Geo.Crossings;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Geometry;
using Guotu.Geo.Validity;
using Guotu.Testing;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Bench;

/// <summary>
/// French communes, a real coverage of a thousand kilometres, laid in metres by a plain cylinder: shapes, not places, are what counts. Cut by a
/// grid of 0.05° with our own overlay to many more figures.
/// </summary>
internal static class FrenchCoverage
{
    private const double EastMetres = 77_300;
    private const double NorthMetres = 111_200;
    private static readonly GridPoint Middle = new(365_000_000_000, 36_500_000_000);

    /// <summary>Communes that are valid; those that are not are counted, and the same are left out at the peer.</summary>
    public static async Task<(IReadOnlyList<GridMultiPolygon> Valid, int Invalid)> CommunesAsync()
    {
        var (valid, invalid) = (new List<GridMultiPolygon>(), 0);
        var folder = Directory.CreateTempSubdirectory("guotu-bench-").FullName;
        foreach (var zip in Directory.EnumerateFiles(TestData.Path("bench"), "fr_part_*.zip"))
        {
            ZipFile.ExtractToDirectory(zip, folder);
        }

        foreach (var file in Directory.EnumerateFiles(folder, "communes-*.geojson", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await using var reader = (await FeatureFiles.OpenAsync(file, new ReadChoices { Crs = CoordinateSystem.Wgs84 }, CancellationToken.None)).Value;
            await foreach (var feature in reader.ReadAsync(CancellationToken.None))
            {
                var figure = Laid(feature.Value.Geometry!);
                if (FigureValidity.Check(figure).Count == 0)
                {
                    valid.Add(figure);
                }
                else
                {
                    invalid++;
                }
            }
        }

        Directory.Delete(folder, recursive: true);
        return (valid, invalid);
    }

    /// <summary>Every commune cut by the cells it meets; the parts sum to the communes.</summary>
    public static IReadOnlyList<GridMultiPolygon> Cut(IReadOnlyList<GridMultiPolygon> communes, GaussKrugerZone zone)
    {
        var layer = AreaLayer.Of([.. communes.Select((c, i) => ((long)i, c))], zone);
        var box = communes.Aggregate(GridEnvelope.Empty, (b, c) => b.Union(c.Envelope));
        var (wide, high) = ((long)(0.05 * EastMetres * 10_000), (long)(0.05 * NorthMetres * 10_000));
        var parts = new List<GridMultiPolygon>();
        for (var east = box.MinEast; east < box.MaxEast; east += wide)
        {
            for (var north = box.MinNorth; north < box.MaxNorth; north += high)
            {
                var cell = GridMultiPolygon.Of(new GridPolygon(new GridRing([new(east, north), new(east + wide, north), new(east + wide, north + high), new(east, north + high)])));
                parts.AddRange(layer.Intersect(cell, CancellationToken.None).Value.Select(h => h.Common.Figure));
            }
        }

        var (whole, cut) = (communes.Sum(c => (double)c.DoubledArea) / 2e8, parts.Sum(c => (double)c.DoubledArea) / 2e8);
        return Math.Abs(whole - cut) < 10 ? parts : throw new InvalidOperationException($"{whole} m² of communes, {cut} m² of parts");
    }

    private static GridMultiPolygon Laid(NetTopologySuite.Geometries.Geometry geometry)
    {
        var polygons = geometry is Polygon p ? [p] : ((MultiPolygon)geometry).Geometries.Cast<Polygon>();
        return new GridMultiPolygon([.. polygons.Select(q => new GridPolygon(Ring(q.ExteriorRing), [.. q.InteriorRings.Select(Ring)]))]);
    }

    /// <summary>Points that fall on the point before them on the grid are left out.</summary>
    private static GridRing Ring(LineString ring)
    {
        var points = new List<GridPoint>();
        foreach (var c in ring.Coordinates)
        {
            var at = new GridPoint(Middle.East + (long)((c.X - 2.5) * EastMetres * 10_000), Middle.North + (long)((c.Y - 46.5) * NorthMetres * 10_000));
            if (points.Count == 0 || points[^1] != at)
            {
                points.Add(at);
            }
        }

        return new GridRing(points);
    }
}
