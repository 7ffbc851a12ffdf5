using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.IO;

namespace Guotu.MainJob.Bench;

/// <summary>NetTopologySuite: the whole DLTB in memory under an STR tree; no database, no other layer, nothing stored.</summary>
internal sealed class StrTreeOverlay : IOverlayPeer
{
    private readonly STRtree<Geometry> _tree;
    private readonly Geometry _lot;

    private StrTreeOverlay(STRtree<Geometry> tree, Geometry lot) => (_tree, _lot) = (tree, lot);

    public string Name => "NetTopologySuite STRtree of DLTB alone, in memory";

    public static async Task<StrTreeOverlay> LoadAsync(County county)
    {
        var tree = new STRtree<Geometry>();
        var factory = new GeometryFactory();
        await using var stream = File.OpenRead(county.Delivery);
        using var document = await JsonDocument.ParseAsync(stream);
        foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
        {
            var polygons = feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(p => PolygonOf(p, factory)).ToArray();
            var figure = factory.CreateMultiPolygon(polygons);
            tree.Insert(figure.EnvelopeInternal, figure);
        }

        tree.Build();
        return new StrTreeOverlay(tree, new WKTReader().Read(await Lot.WktAsync(county)));
    }

    public Task<double> IntersectAsync()
    {
        var covered = _tree.Query(_lot.EnvelopeInternal).Where(f => f.Intersects(_lot)).Sum(f => f.Intersection(_lot).Area);
        return Task.FromResult(Lot.MustCover(covered, _lot.Area));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Polygon PolygonOf(JsonElement rings, GeometryFactory factory)
    {
        var read = rings.EnumerateArray().Select(r => factory.CreateLinearRing(r.EnumerateArray().Select(PointOf).ToArray())).ToArray();
        return factory.CreatePolygon(read[0], read[1..]);
    }

    private static Coordinate PointOf(JsonElement position) => new(position[0].GetDouble(), position[1].GetDouble());
}
