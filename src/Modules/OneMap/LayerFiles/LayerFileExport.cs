using System.Globalization;
using Guotu.Geo.Formats;
using Guotu.Geo.Formats.Parcels;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.LayerFiles;

/// <summary>Writes what is seen of a revision in any format, feature by feature; a hidden field is not in the file.</summary>
internal static class LayerFileExport
{
    public static async Task<Result<WriteReport>> WriteAsync(ISeenLayer layer, LayerExportOrder order, Stream target, CancellationToken ct)
    {
        var columns = layer.Columns.Select((c, i) => (Code: c, Place: i)).Where(c => layer.PlaceOf(c.Code) >= 0).ToList();
        var fields = columns.Select(c => Field(layer.Definition.Fields.FirstOrDefault(f => f.Code == c.Code), c.Code)).ToList();
        var schema = new FeatureSchema(layer.Definition.Code, fields) { Geometry = GeometryKind.Polygon };
        var plan = new WritePlan(schema, CoordinateSystem.OfZone(layer.Zone)) { Encoding = order.Encoding, SchemaFile = order.SchemaFile };
        var created = FeatureFiles.Create(order.Format, plan, target);
        if (created.Error is { } unable)
        {
            return unable;
        }

        await using var writer = created.Value;
        var (record, inexact) = (0L, new Dictionary<string, Loss>(StringComparer.Ordinal));
        foreach (var seen in layer.Walk(null, long.MinValue))
        {
            if (seen.Error is { } damaged)
            {
                return damaged;
            }

            var feature = seen.Value with { Attributes = [.. columns.Select(c => seen.Value.Attributes[c.Place])] };
            NoteNumbers(feature, fields, ++record, inexact);
            var written = await writer.WriteAsync(Made(feature, fields, record), ct);
            if (written.Error is { } refused)
            {
                return refused;
            }
        }

        return (await writer.CompleteAsync(ct)).Map(report => report with { Losses = [.. report.Losses, .. inexact.Values.OrderBy(l => l.Field, StringComparer.Ordinal)] });
    }

    /// <summary>Files carry decimals as doubles, which hold fifteen digits for certain: a number with more that comes back as another is said.</summary>
    private static void NoteNumbers(SnapshotFeature feature, List<FieldDefinition> fields, long record, Dictionary<string, Loss> inexact)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Kind == FieldKind.Number && Value(fields[i], feature.Attributes[i]) is double number && (decimal)number != decimal.Parse(feature.Attributes[i]!, NumberStyles.Float, CultureInfo.InvariantCulture))
            {
                inexact[fields[i].Name] = inexact.TryGetValue(fields[i].Name, out var known)
                    ? known with { Count = known.Count + 1 }
                    : new Loss(FormatErrors.LossNumber, fields[i].Name, 1, record, "超过 15 位的小数末位不准");
            }
        }
    }

    private static Feature Made(SnapshotFeature feature, List<FieldDefinition> fields, long record) => new(
        new FeatureOrigin(record, null), GridFigure.ToNts(feature.Shape), [.. fields.Select((f, i) => Value(f, feature.Attributes[i]))])
    {
        Id = feature.Id.ToString(CultureInfo.InvariantCulture),
    };

    private static FieldDefinition Field(LayerField? field, string code) => field is null ? new FieldDefinition(code, FieldKind.Text) : new FieldDefinition(
        code,
        field.Kind switch
        {
            LayerFieldKind.Whole => FieldKind.Whole,
            LayerFieldKind.Decimal => FieldKind.Number,
            LayerFieldKind.Date => FieldKind.Date,
            _ => FieldKind.Text,
        },
        field.Length,
        field.Decimals)
    { Alias = field.Name };

    private static object? Value(FieldDefinition field, string? text) => string.IsNullOrEmpty(text) ? null : field.Kind switch
    {
        FieldKind.Whole => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        FieldKind.Number => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        FieldKind.Date => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => text,
    };
}
