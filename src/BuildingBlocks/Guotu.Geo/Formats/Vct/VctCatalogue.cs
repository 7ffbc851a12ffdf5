using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Reference;

namespace Guotu.Geo.Formats.Vct;

/// <summary>An entry of FeatureCode: code, name, kind and the table of its attributes.</summary>
internal sealed record VctLayer(string Code, string Name, GeometryKind Kind, string Table);

/// <summary>A table of TableStructure.</summary>
internal sealed record VctTable(string Name, IReadOnlyList<FieldDefinition> Fields, IReadOnlyList<int> Columns, int Width);

/// <summary>The head of a VCT file and what it says of coordinates.</summary>
internal sealed class VctHead
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>2 or 3: GB/T 17798-1999 and -2007.</summary>
    public int Version { get; private set; } = 3;

    public char Separator { get; private set; } = ',';

    public void Add(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return;
        }

        var (key, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
        _values[key] = value;
        if (key.Equals("Version", StringComparison.OrdinalIgnoreCase))
        {
            Version = value.StartsWith('2') || value.StartsWith('1') || value.Contains("1999", StringComparison.Ordinal) ? 2 : 3;
        }
        else if (key.Equals("Separator", StringComparison.OrdinalIgnoreCase))
        {
            Separator = value.Length == 1 ? value[0] : ',';
        }
    }

    public StatedReference Reference()
    {
        var spheroid = Text("Spheroid");
        if (spheroid.Length == 0)
        {
            return new StatedReference(null, "文件头没有写明椭球", AxisOrder.EastFirst);
        }

        var numbers = Numbers(spheroid).Concat(Numbers(Text("Parameters"))).ToArray();
        var isCgcs = spheroid.Contains("CGCS2000", StringComparison.OrdinalIgnoreCase) || spheroid.Contains("2000国家大地", StringComparison.Ordinal)
            || (numbers.Any(n => Math.Abs(n - 298.257222101) < 1e-6) && numbers.Any(n => Math.Abs(n - 6378137) < 1e-3));
        if (!isCgcs)
        {
            return new StatedReference(CoordinateSystem.Foreign("椭球 " + spheroid), "文件头的椭球", AxisOrder.EastFirst);
        }

        var isDegrees = Text("CoordinateSystemType").StartsWith("D", StringComparison.OrdinalIgnoreCase) || Text("XYUnit").StartsWith("D", StringComparison.OrdinalIgnoreCase);
        return isDegrees
            ? new StatedReference(CoordinateSystem.Cgcs2000, "文件头的椭球和单位", AxisOrder.EastFirst)
            : new StatedReference(Zone() is { } zone ? CoordinateSystem.OfZone(zone) : null, "文件头的椭球、中央子午线和范围", AxisOrder.EastFirst);
    }

    /// <summary>The meridian is the first parameter that can be one; the extent tells whether eastings carry the zone number.</summary>
    private GaussKrugerZone? Zone()
    {
        var meridian = Numbers(Text("Meridian")).Concat(Numbers(Text("Meridinan"))).Concat(Numbers(Text("Parameters"))).FirstOrDefault(n => n is >= 75 and <= 135);
        var west = Numbers(Text("ExtentMin")).Concat(Numbers(Text("MinX"))).FirstOrDefault();
        if (meridian == 0 || meridian != Math.Round(meridian))
        {
            return null;
        }

        if (west >= 13_000_000)
        {
            return GaussKrugerZone.OfPrefix((int)(west / 1_000_000)) is { } zone && zone.CentralMeridian == (int)meridian ? zone : null;
        }

        return west is > 0 and < 1_000_000
            ? (GaussKrugerZone.OfCentralMeridian(ZoneWidth.Three, (int)meridian) ?? GaussKrugerZone.OfCentralMeridian(ZoneWidth.Six, (int)meridian))?.Unprefixed
            : null;
    }

    private string Text(string key) => _values.TryGetValue(key, out var value) ? value : string.Empty;

    private IEnumerable<double> Numbers(string text) => text.Split([Separator, ',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries)
        .Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN)
        .Where(n => !double.IsNaN(n));
}
