using System.Globalization;
using Guotu.Analysis.Jobs;
using Guotu.Geo.Formats;
using Guotu.Kernel.Figures;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.ExportResult;

/// <summary>Columns of a result in a file: its fields, and behind them the areas of its figures.</summary>
internal static class ResultColumns
{
    public static IReadOnlyList<FieldDefinition> Of(IReadOnlyList<LayerField> fields, bool hasFigures)
    {
        var columns = fields.Select(f => new FieldDefinition(f.Code, Kind(f.Kind), f.Length, f.Decimals) { Alias = f.Name }).ToList();
        if (hasFigures)
        {
            columns.Add(new FieldDefinition("GT_PMMJ", FieldKind.Number, 18, 4) { Alias = "平面面积(平方米)" });
            columns.Add(new FieldDefinition("GT_TQMJ", FieldKind.Number, 18, 4) { Alias = "椭球面积(平方米)" });
        }

        return columns;
    }

    public static IReadOnlyList<object?> Values(IReadOnlyList<LayerField> fields, ResultRow row, bool hasFigures)
    {
        var texts = ResultTable.Values(row);
        var values = fields.Select((f, i) => Value(f.Kind, i < texts.Count ? texts[i] : null)).ToList();
        if (hasFigures)
        {
            values.Add(Metres(row.PlaneArea));
            values.Add(Metres(row.EllipsoidalArea));
        }

        return values;
    }

    private static double? Metres(long? area) => area is { } units ? (double)new LegalArea(units).SquareMetres : null;

    private static FieldKind Kind(LayerFieldKind kind) => kind switch
    {
        LayerFieldKind.Whole => FieldKind.Whole,
        LayerFieldKind.Decimal => FieldKind.Number,
        LayerFieldKind.Date => FieldKind.Date,
        _ => FieldKind.Text,
    };

    private static object? Value(LayerFieldKind kind, string? text) => string.IsNullOrEmpty(text) ? null : kind switch
    {
        LayerFieldKind.Whole => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        LayerFieldKind.Decimal => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        LayerFieldKind.Date => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => text,
    };
}
