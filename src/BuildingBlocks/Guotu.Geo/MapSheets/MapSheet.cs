using System.Globalization;
using Guotu.Geo.Crs;

namespace Guotu.Geo.MapSheets;

/// <summary>Scales of the national sheet division (GB/T 13989-2012).</summary>
public enum SheetScale
{
    OneTo1000000,
    OneTo500000,
    OneTo250000,
    OneTo100000,
    OneTo50000,
    OneTo25000,
    OneTo10000,
    OneTo5000,
    OneTo2000,
    OneTo1000,
    OneTo500,
}

/// <summary>Sheet numbers (图幅号) and corners by GB/T 13989-2012. Rows count from north, columns from west.</summary>
public sealed record MapSheet(string Number, double West, double South, double East, double North)
{
    private const int SheetLatitude = 4;
    private const int SheetLongitude = 6;

    // Letter, rows and columns in a 1:1,000,000 sheet, digits of each.
    private static readonly (char Letter, int Division, int Digits)[] Divisions =
    [
        (' ', 1, 0), ('B', 2, 3), ('C', 4, 3), ('D', 12, 3), ('E', 24, 3), ('F', 48, 3), ('G', 96, 3), ('H', 192, 3), ('I', 576, 3), ('J', 1152, 4), ('K', 2304, 4),
    ];

    /// <summary>The sheet that covers a position; on a border, the sheet to the north and east.</summary>
    public static MapSheet Covering(GeographicPosition position, SheetScale scale)
    {
        var (band, zone) = ((int)Math.Floor(position.Latitude / SheetLatitude), (int)Math.Floor(position.Longitude / SheetLongitude));
        var division = Divisions[(int)scale].Division;
        var rowFromSouth = Cell(position.Latitude - (band * SheetLatitude), SheetLatitude, division);
        var column = Cell(position.Longitude - (zone * SheetLongitude), SheetLongitude, division);
        return At(band, zone, scale, division - 1 - rowFromSouth, column);
    }

    /// <summary>Reads a sheet number; null where it is none.</summary>
    public static MapSheet? Parse(string number)
    {
        if (number is not { Length: >= 3 } || number[0] is < 'A' or > 'V' || !Digits(number.AsSpan(1, 2), out var column) || column is < 1 or > 60)
        {
            return null;
        }

        var (band, zone) = (number[0] - 'A', column - 31);
        if (number.Length == 3)
        {
            return At(band, zone, SheetScale.OneTo1000000, 0, 0);
        }

        var scale = Array.FindIndex(Divisions, d => d.Letter == number[3]);
        if (scale < 1 || number.Length != 4 + (2 * Divisions[scale].Digits))
        {
            return null;
        }

        var (division, digits) = (Divisions[scale].Division, Divisions[scale].Digits);
        return Digits(number.AsSpan(4, digits), out var row) && Digits(number.AsSpan(4 + digits, digits), out var place)
            && row >= 1 && row <= division && place >= 1 && place <= division
            ? At(band, zone, (SheetScale)scale, row - 1, place - 1)
            : null;
    }

    private static MapSheet At(int band, int zone, SheetScale scale, int row, int column)
    {
        var (letter, division, digits) = Divisions[(int)scale];
        var sheet = string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + band)}{zone + 31:00}");
        var format = digits == 4 ? "0000" : "000";
        var number = digits == 0
            ? sheet
            : sheet + letter + (row + 1).ToString(format, CultureInfo.InvariantCulture) + (column + 1).ToString(format, CultureInfo.InvariantCulture);
        var north = ((band + 1) * SheetLatitude) - ((double)row * SheetLatitude / division);
        var west = (zone * SheetLongitude) + ((double)column * SheetLongitude / division);
        return new MapSheet(number, west, north - ((double)SheetLatitude / division), west + ((double)SheetLongitude / division), north);
    }

    private static int Cell(double within, int extent, int division) => Math.Clamp((int)Math.Floor(within * division / extent), 0, division - 1);

    private static bool Digits(ReadOnlySpan<char> text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
