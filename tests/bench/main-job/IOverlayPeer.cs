using Guotu.Geo.CoordinateText;

namespace Guotu.MainJob.Bench;

/// <summary>Another program's intersection of the same lot with the same patches.</summary>
internal interface IOverlayPeer : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Area of the lot that the patches cover, computed anew.</summary>
    Task<double> IntersectAsync();
}

/// <summary>The lot that is reviewed, as the peers take it.</summary>
internal static class Lot
{
    /// <summary>WKT in metres, east first.</summary>
    public static async Task<string> WktAsync(County county)
    {
        await using var stream = File.OpenRead(Path.Combine(county.Home, "parcels", "clean.txt"));
        var read = await CoordinateTextReader.ReadAsync(stream, new CoordinateTextOptions(), CancellationToken.None);
        var ring = read.Value.Parcels[0].Shape.Polygons[0].Outer.Points;
        var points = ring.Append(ring[0]).Select(p => FormattableString.Invariant($"{p.East / 10000m} {p.North / 10000m}"));
        return $"POLYGON(({string.Join(", ", points)}))";
    }

    /// <summary>The patches cover the county without gap: a peer that finds less than the whole lot computes something else.</summary>
    public static double MustCover(double covered, double lot) =>
        Math.Abs(covered - lot) < 0.01 ? covered : throw new InvalidOperationException($"The peer covers {covered} m² of the lot's {lot}");
}
