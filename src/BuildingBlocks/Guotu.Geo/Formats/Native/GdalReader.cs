using System.Globalization;
using System.Runtime.InteropServices;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Formats.WellKnown;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Native;

/// <summary>Reads one layer through libgdal; only the driver of the format recognised may open the file.</summary>
internal sealed class GdalReader : FileFeatureReader
{
    private const uint VectorReadOnly = 0x04;
    private const int Integer = 0, Real = 2, Binary = 8, Date = 9, DateTimeType = 11, Integer64 = 12, Boolean = 1;
    private readonly string _path;
    private readonly GdalDriver _driver;
    private readonly string _layer;

    private GdalReader(string path, GdalDriver driver, ReadChoices choices)
    {
        (_path, _driver, _layer) = (path, driver, string.Empty);
        using var dataset = new Handle(Open());
        var layers = Enumerable.Range(0, GdalApi.LayerCount(dataset.Value)).Select(i => GdalApi.Text(GdalApi.LayerName(GdalApi.Layer(dataset.Value, i)))!).ToArray();
        _layer = LayerChoice.Of(layers, l => [l], choices.Layer);
        var layer = Layer(dataset.Value);
        Schema = SchemaOf(layer);
        Count = GdalApi.FeatureCount(layer, 1);
        var crs = driver.Format == FileFormat.Dxf ? null : GdalDriver.Reference(layer);
        Conclude(
            new Findings(driver.Format, $"文件标识;经 GDAL {GdalDriver.Version} 的 {driver.Name} 读取") { Layers = layers, More = [new Conclusion("图层", _layer, FormattableString.Invariant($"{Count} 个要素"))] },
            new StatedReference(crs, "文件里的坐标系", AxisOrder.EastFirst),
            choices);
    }

    public static Result<IFeatureReader> Open(string path, FileFormat format, ReadChoices choices)
    {
        var driver = GdalDriver.Find(format, toWrite: false);
        return driver.Error is { } missing ? missing : Guard<IFeatureReader>(() => new GdalReader(path, driver.Value, choices))!.Value;
    }

    protected override IEnumerable<Feature> Features(CancellationToken ct)
    {
        using var dataset = new Handle(Open());
        var layer = Layer(dataset.Value);
        GdalApi.ResetReading(layer);
        for (var record = 1L; ; record++)
        {
            ct.ThrowIfCancellationRequested();
            if (Next(layer, record) is not { } feature)
            {
                yield break;
            }

            yield return feature;
        }
    }

    private Feature? Next(nint layer, long record)
    {
        GdalApi.ResetError();
        var handle = GdalApi.NextFeature(layer);
        if (handle == 0)
        {
            // Some drivers end a damaged file as if it were whole, but say so.
            return GdalApi.LastErrorType() >= 3 ? throw GdalDriver.Fault(_driver.Format, FormattableString.Invariant($"第 {record} 个要素")) : null;
        }

        try
        {
            var values = new object?[Schema.Fields.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = GdalApi.HasValue(handle, i) == 0 ? null : Value(handle, i);
            }

            var where = FormattableString.Invariant($"第 {record} 个要素");
            return new Feature(new FeatureOrigin(record, null), Geometry(GdalApi.GeometryOf(handle), where), values)
            {
                Id = GdalApi.FeatureId(handle).ToString(CultureInfo.InvariantCulture),
            };
        }
        finally
        {
            GdalApi.DestroyFeature(handle);
        }
    }

    private static NtsGeometry? Geometry(nint geometry, string where)
    {
        if (geometry == 0)
        {
            return null;
        }

        if (GdalApi.HasCurve(geometry, 1) != 0)
        {
            throw new FormatFault(new Error(FormatErrors.NotCarried, ("where", where), ("what", "弧线")));
        }

        // A curve type whose parts are all straight becomes the plain type.
        var linear = GdalApi.LinearGeometry(geometry, 0, 0);
        try
        {
            var bytes = new byte[GdalApi.WkbSize(linear)];
            return GdalApi.ExportWkb(linear, 1, bytes) == 0 ? new WkbGeometry(bytes, where).Read() : throw FormatFault.Record(where, "图形取不出来");
        }
        finally
        {
            GdalApi.DestroyGeometry(linear);
        }
    }

    private object? Value(nint feature, int index) => Schema.Fields[index].Kind switch
    {
        FieldKind.Flag => GdalApi.WholeOf(feature, index) != 0,
        FieldKind.Whole => GdalApi.WholeOf(feature, index),
        FieldKind.Number => GdalApi.NumberOf(feature, index),
        FieldKind.Bytes => Bytes(feature, index),
        FieldKind.Date or FieldKind.Instant => Instant(feature, index),
        _ => GdalApi.Text(GdalApi.TextOf(feature, index)),
    };

    private static byte[] Bytes(nint feature, int index)
    {
        var at = GdalApi.BytesOf(feature, index, out var count);
        var bytes = new byte[count];
        if (count > 0)
        {
            Marshal.Copy(at, bytes, 0, count);
        }

        return bytes;
    }

    private object? Instant(nint feature, int index)
    {
        if (GdalApi.InstantOf(feature, index, out var year, out var month, out var day, out var hour, out var minute, out var second, out _) == 0 || year is < 1 or > 9999 || month is < 1 or > 12)
        {
            return null;
        }

        var date = new DateTime(year, month, Math.Clamp(day, 1, DateTime.DaysInMonth(year, month)), 0, 0, 0, DateTimeKind.Unspecified);
        return Schema.Fields[index].Kind == FieldKind.Date
            ? DateOnly.FromDateTime(date)
            : date.AddHours(hour).AddMinutes(minute).AddMilliseconds(Math.Round(second * 1000.0));
    }

    private FeatureSchema SchemaOf(nint layer)
    {
        var definition = GdalApi.LayerDefinition(layer);
        var fields = Enumerable.Range(0, GdalApi.FieldCount(definition)).Select(i => Field(GdalApi.FieldDefinition(definition, i))).ToArray();
        var type = GdalApi.LayerGeometryType(layer);
        var plain = (type & 0x7FFFFFFF) % 1000;
        return new FeatureSchema(_layer, fields)
        {
            Geometry = plain switch { 1 or 4 => GeometryKind.Point, 2 or 5 or 9 or 11 => GeometryKind.Line, 3 or 6 or 10 or 12 => GeometryKind.Polygon, 100 => GeometryKind.None, _ => GeometryKind.Mixed },
            MultiPoints = plain == 4,
            HasZ = type < 0 || (type & 0x7FFFFFFF) / 1000 is 1 or 3,
            HasM = type > 0 && type / 1000 is 2 or 3,
        };
    }

    private static FieldDefinition Field(nint field)
    {
        var kind = GdalApi.FieldType(field) switch
        {
            Integer when GdalApi.FieldSubtype(field) == Boolean => FieldKind.Flag,
            Integer or Integer64 => FieldKind.Whole,
            Real => FieldKind.Number,
            Binary => FieldKind.Bytes,
            Date => FieldKind.Date,
            DateTimeType => FieldKind.Instant,
            _ => FieldKind.Text,
        };
        return new FieldDefinition(GdalApi.Text(GdalApi.FieldName(field)) ?? string.Empty, kind, kind == FieldKind.Text ? GdalApi.FieldWidth(field) : 0);
    }

    private nint Open()
    {
        GdalApi.ResetError();
        var dataset = GdalApi.Open(_path, VectorReadOnly, [_driver.Name, null], 0, 0);
        return dataset != 0 ? dataset : throw GdalDriver.Fault(_driver.Format, string.Empty);
    }

    private nint Layer(nint dataset)
    {
        for (var i = 0; i < GdalApi.LayerCount(dataset); i++)
        {
            var layer = GdalApi.Layer(dataset, i);
            if (GdalApi.Text(GdalApi.LayerName(layer)) == _layer)
            {
                return layer;
            }
        }

        throw FormatFault.Structure(Path.GetFileName(_path), "图层在读取中消失了");
    }

    private sealed class Handle(nint dataset) : IDisposable
    {
        public nint Value { get; } = dataset;

        public void Dispose() => GdalApi.Close(Value);
    }
}
