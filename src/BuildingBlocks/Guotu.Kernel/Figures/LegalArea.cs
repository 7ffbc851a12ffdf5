using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guotu.Kernel.Figures;

/// <summary>
/// An area in law (法定面积): integer count of 0.0001 m², as it is stored (BIGINT) and recorded in verdicts.
/// Display follows the standard: m² two decimals, hectare (公顷) four, mu (亩, 2000/3 m²) two.
/// </summary>
[JsonConverter(typeof(LegalAreaJsonConverter))]
public readonly record struct LegalArea(long TenThousandths) : IComparable<LegalArea>
{
    public static readonly LegalArea Zero;

    public decimal SquareMetres => TenThousandths / 10_000m;

    public decimal Hectares => Round(TenThousandths / 100_000_000m, 4);

    /// <summary>1 mu = 2000/3 m², so mu = m² × 3 / 2000.</summary>
    public decimal Mu => Round(SquareMetres * 3m / 2000m, 2);

    public static LegalArea operator +(LegalArea a, LegalArea b) => new(checked(a.TenThousandths + b.TenThousandths));

    public static LegalArea operator -(LegalArea a, LegalArea b) => new(checked(a.TenThousandths - b.TenThousandths));

    public static bool operator <(LegalArea a, LegalArea b) => a.TenThousandths < b.TenThousandths;

    public static bool operator >(LegalArea a, LegalArea b) => a.TenThousandths > b.TenThousandths;

    public static bool operator <=(LegalArea a, LegalArea b) => a.TenThousandths <= b.TenThousandths;

    public static bool operator >=(LegalArea a, LegalArea b) => a.TenThousandths >= b.TenThousandths;

    /// <summary>Rounds half away from zero, the survey rule (四舍五入), to 0.0001 m².</summary>
    public static LegalArea FromSquareMetres(decimal squareMetres) => new((long)Round(squareMetres * 10_000m, 0));

    public int CompareTo(LegalArea other) => TenThousandths.CompareTo(other.TenThousandths);

    /// <summary>Fixed-point m² with four decimals: the form used in canonical bodies.</summary>
    public override string ToString() => SquareMetres.ToString("0.0000", CultureInfo.InvariantCulture);

    private static decimal Round(decimal value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);

    /// <summary>In JSON an area is a number in m² with four decimals.</summary>
    private sealed class LegalAreaJsonConverter : JsonConverter<LegalArea>
    {
        public override LegalArea Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            FromSquareMetres(reader.GetDecimal());

        public override void Write(Utf8JsonWriter writer, LegalArea value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.ToString());
    }
}
