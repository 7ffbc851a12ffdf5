using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.Overlays;

/// <summary>Fields of one set after those of another; a code that is taken gets a number behind it.</summary>
internal static class JoinedFields
{
    public static IReadOnlyList<LayerField> Of(IEnumerable<LayerField> first, IEnumerable<LayerField> second)
    {
        var fields = first.ToList();
        var taken = fields.Select(f => f.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var field in second)
        {
            var code = field.Code;
            for (var number = 2; !taken.Add(code); number++)
            {
                code = field.Code + "_" + number;
            }

            fields.Add(field with { Code = code });
        }

        return fields;
    }

    /// <summary>An area in m² with the four decimals of its record.</summary>
    public static LayerField Area(string code, string name) => new(code, name, LayerFieldKind.Decimal, 18, 4, "O");

    public static LayerField Count(string code, string name) => new(code, name, LayerFieldKind.Whole, 10, 0, "O");

    /// <summary>Metres to the millimetre.</summary>
    public static LayerField Metres(string code, string name) => new(code, name, LayerFieldKind.Decimal, 12, 3, "O");
}
