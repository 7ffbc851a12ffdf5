using System.Globalization;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>
/// The area written in a parcel head (填写面积). The convention is hectares, one real file has square metres: the unit is
/// what the text says, else the one that is nearer to the computed area.
/// </summary>
internal sealed record DeclaredArea(decimal Value, LegalArea Area, string Unit)
{
    private const decimal SquareMetresPerHectare = 10_000;
    private const decimal MuPerHectare = 15;
    private const long ToleranceUnits = 10_000; // 0.0001 hectare

    private static readonly (string Text, decimal SquareMetres, string Unit)[] Units =
    [
        ("公顷", SquareMetresPerHectare, "公顷"), ("平方米", 1, "平方米"), ("㎡", 1, "平方米"), ("m2", 1, "平方米"), ("m²", 1, "平方米"),
        ("hm2", SquareMetresPerHectare, "公顷"), ("ha", SquareMetresPerHectare, "公顷"), ("亩", SquareMetresPerHectare / MuPerHectare, "亩"),
    ];

    public bool IsInSquareMetresUnsaid { get; private init; }

    /// <summary>Null where the field is empty.</summary>
    public static Result<DeclaredArea?> Read(string field, LegalArea computed, int line)
    {
        var text = FullWidth.Narrow(field).Trim();
        if (text.Length == 0)
        {
            return Result<DeclaredArea?>.Of(null);
        }

        var unit = Array.Find(Units, u => text.EndsWith(u.Text, StringComparison.OrdinalIgnoreCase) && !(u.Text == "m2" && text.EndsWith("hm2", StringComparison.OrdinalIgnoreCase)));
        var digits = unit.Text is null ? text : text[..^unit.Text.Length].TrimEnd();
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > 1_000_000_000_000m)
        {
            return new Error(GeoErrors.NotANumber, ("what", "地块面积"), ("value", field)) { Line = line };
        }

        return unit.Text is not null
            ? new DeclaredArea(value, LegalArea.FromSquareMetres(value * unit.SquareMetres), unit.Unit)
            : Nearer(value, computed);
    }

    public bool DiffersFrom(LegalArea computed) => Math.Abs(Area.TenThousandths - computed.TenThousandths) > ToleranceUnits;

    private static DeclaredArea Nearer(decimal value, LegalArea computed)
    {
        var hectares = LegalArea.FromSquareMetres(value * SquareMetresPerHectare);
        var metres = LegalArea.FromSquareMetres(value);
        return Distance(metres, computed) < Distance(hectares, computed)
            ? new DeclaredArea(value, metres, "平方米") { IsInSquareMetresUnsaid = true }
            : new DeclaredArea(value, hectares, "公顷");
    }

    private static long Distance(LegalArea a, LegalArea b) => Math.Abs(a.TenThousandths - b.TenThousandths);
}
