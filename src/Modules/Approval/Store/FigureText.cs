using System.Globalization;
using System.Text;
using Guotu.Geo.Geometry;

namespace Guotu.Approval.Store;

/// <summary>
/// A figure as exact text (图形文本): <c>east,north east,north …</c> a ring on the 0.1 mm grid, <c>;</c> between the rings of a part
/// (outer first), <c>|</c> between parts.
/// </summary>
internal static class FigureText
{
    public static string Write(GridMultiPolygon figure)
    {
        var text = new StringBuilder();
        foreach (var part in figure.Polygons)
        {
            text.Append(text.Length == 0 ? string.Empty : "|");
            text.AppendJoin(';', part.Rings.Select(RingText));
        }

        return text.ToString();
    }

    public static GridMultiPolygon Read(string text) =>
        new([.. text.Split('|').Select(part => part.Split(';').Select(RingOf).ToArray()).Select(rings => new GridPolygon(rings[0], [.. rings.Skip(1)]))]);

    private static string RingText(GridRing ring) =>
        string.Join(' ', ring.Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.East},{p.North}")));

    private static GridRing RingOf(string text) => new(text.Split(' ').Select(p =>
    {
        var comma = p.IndexOf(',', StringComparison.Ordinal);
        return new GridPoint(long.Parse(p.AsSpan(0, comma), CultureInfo.InvariantCulture), long.Parse(p.AsSpan(comma + 1), CultureInfo.InvariantCulture));
    }));
}
