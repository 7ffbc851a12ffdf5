using System.Globalization;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Figures.Map;

/// <summary>The table of boundary points (界址点坐标表): number, X north, Y east, length of the side to the next point, in metres.</summary>
public sealed record CornerTable(IReadOnlyList<CornerRing> Rings)
{
    /// <summary>Decimals of coordinates and lengths.</summary>
    public int Decimals { get; init; } = 3;

    public DataTable ToDataTable()
    {
        var rows = Rings.SelectMany(RowsOf).ToList();
        return new DataTable(
            [
                new DataColumn("点号", 14, TextAlignment.Centre),
                new DataColumn("纵坐标 X(北,米)", 32, TextAlignment.Right),
                new DataColumn("横坐标 Y(东,米)", 32, TextAlignment.Right),
                new DataColumn("至下一点边长(米)", 22, TextAlignment.Right),
            ],
            rows)
        {
            What = "界址点坐标表",
        };
    }

    private IEnumerable<IReadOnlyList<string>> RowsOf(CornerRing ring)
    {
        var corners = ring.Corners;
        for (var i = 0; i < corners.Count; i++)
        {
            var (from, to) = (corners[i].At, corners[(i + 1) % corners.Count].At);
            var length = Math.Sqrt(((to.North - from.North) * (to.North - from.North)) + ((to.East - from.East) * (to.East - from.East)));
            yield return [corners[i].Label, Text(from.North), Text(from.East), Text(length)];
        }
    }

    private string Text(double value) =>
        value.ToString("F" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary>A ring's boundary points in order, the first not repeated at the end.</summary>
public sealed record CornerRing(IReadOnlyList<MapCorner> Corners);
