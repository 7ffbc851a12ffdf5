using System.Globalization;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.ImportLayer;

/// <summary>
/// The attributes of a feature with one text for one value (规范值): 10000.00 and 10000 are the same number, 007 and 7 the same whole number, no
/// value the same as an empty one. Only for telling whether a feature changed: what is stored is what was delivered.
/// </summary>
internal static class CanonicalAttributes
{
    private const decimal One = 1.0000000000000000000000000000m;

    public static IReadOnlyDictionary<string, string> Of(LayerDefinition layer, IReadOnlyDictionary<string, string> attributes)
    {
        var canonical = new Dictionary<string, string>(attributes.Count, StringComparer.Ordinal);
        foreach (var (code, value) in attributes)
        {
            if (value.Length > 0)
            {
                canonical[code] = Of(layer.Fields.FirstOrDefault(f => f.Code == code)?.Kind ?? LayerFieldKind.Text, value);
            }
        }

        return canonical;
    }

    private static string Of(LayerFieldKind kind, string value) => kind switch
    {
        LayerFieldKind.Whole when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
            whole.ToString(CultureInfo.InvariantCulture),
        // Division by one with all its zeros takes the trailing zeros away.
        LayerFieldKind.Decimal when decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) =>
            number == 0 ? "0" : (number / One).ToString(CultureInfo.InvariantCulture),
        _ => value,
    };
}
