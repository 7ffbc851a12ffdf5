using System.Globalization;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Maps;

/// <summary>Parameters of a KVP request; names in any case, a name given twice is refused.</summary>
internal sealed class OgcParameters(IQueryCollection query)
{
    private const int Longest = 4_000;

    /// <summary>Empty where it is not given.</summary>
    public string Text(string name)
    {
        var found = query.Where(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).SelectMany(p => p.Value).ToList();
        return found.Count == 1 && found[0] is { Length: <= Longest } text ? text : string.Empty;
    }

    public IReadOnlyList<string> List(string name) => Text(name) is { Length: > 0 } text ? text.Split(',') : [];

    public Result<int> Whole(string name, int least, int greatest) =>
        int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= greatest
            ? value
            : Refused(name, $"要写 {least} 到 {greatest} 的整数");

    /// <summary>Four finite numbers, the least before the greatest, in the axis order of the coordinate system.</summary>
    public Result<MapBox> Box(string name, MapCrs crs)
    {
        var numbers = List(name).Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToArray();
        if (numbers.Length != 4 || numbers.Any(n => !double.IsFinite(n) || Math.Abs(n) > 1e9))
        {
            return Refused(name, "要写四个数");
        }

        var box = crs.NorthFirst ? new MapBox(numbers[1], numbers[0], numbers[3], numbers[2]) : new MapBox(numbers[0], numbers[1], numbers[2], numbers[3]);
        return box.Width > 1e-9 && box.Height > 1e-9 ? box : Refused(name, "最小值要小于最大值");
    }

    public static Error Refused(string parameter, string reason) => new(PublishingErrors.ParameterInvalid, ("parameter", parameter), ("reason", reason));
}
