using Guotu.Geo.Crs;
using Guotu.Geo.MapSheets;

namespace Guotu.MapPublishing.Print;

/// <summary>Sheet numbers of GB/T 13989-2012 that a map of a standard scale lies in (图幅号).</summary>
internal static class SheetNumbers
{
    private const int MostNamed = 4;

    private static readonly Dictionary<int, SheetScale> Standard = new()
    {
        [500] = SheetScale.OneTo500,
        [1_000] = SheetScale.OneTo1000,
        [2_000] = SheetScale.OneTo2000,
        [5_000] = SheetScale.OneTo5000,
        [10_000] = SheetScale.OneTo10000,
        [25_000] = SheetScale.OneTo25000,
        [50_000] = SheetScale.OneTo50000,
        [100_000] = SheetScale.OneTo100000,
        [250_000] = SheetScale.OneTo250000,
        [500_000] = SheetScale.OneTo500000,
        [1_000_000] = SheetScale.OneTo1000000,
    };

    /// <summary>Words under the title: the sheet of the middle, and the others while they are few; empty for other scales.</summary>
    /// <param name="scale">N of 1:N.</param>
    /// <param name="middle">Middle of the map.</param>
    /// <param name="corners">Its corners.</param>
    public static string Of(int scale, GeographicPosition middle, IEnumerable<GeographicPosition> corners)
    {
        if (!Standard.TryGetValue(scale, out var sheetScale))
        {
            return string.Empty;
        }

        var own = MapSheet.Covering(middle, sheetScale).Number;
        var others = corners.Select(c => MapSheet.Covering(c, sheetScale).Number).Where(n => n != own).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return others.Count == 0 ? "图幅号 " + own
            : others.Count < MostNamed ? $"图幅号 {own}(图心),及 {string.Join("、", others)}"
            : $"图幅号 {own}(图心)等";
    }
}
