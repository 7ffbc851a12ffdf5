using System.Globalization;
using System.Runtime.InteropServices;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Native;

/// <summary>
/// One layer of a file through libgdal; only the driver of the format recognised may open it. Lives in a reading process of its own
/// (<see cref="FileReadingProgram"/>), never in the node: a hostile file that breaks the library breaks that process alone.
/// </summary>
internal sealed class GdalLayer : IDisposable
{
    private const uint VectorReadOnly = 0x04;
    private const int Integer = 0, Real = 2, Binary = 8, Date = 9, DateTimeType = 11, Integer64 = 12, Boolean = 1;
    private readonly ReadOrder _order;
    private readonly GdalDriver _driver;
    private readonly nint _dataset;
    private readonly nint _layer;
    private readonly string[] _layers;

    private GdalLayer(ReadOrder order, GdalDriver driver)
    {
        (_order, _driver) = (order, driver);
        GdalApi.ResetError();
        _dataset = GdalApi.Open(order.Path, VectorReadOnly, [driver.Name, null], 0, 0);
        if (_dataset == 0)
        {
            throw GdalDriver.Fault(driver.Format, string.Empty);
        }

        try
        {
            _layers = [.. Enumerable.Range(0, GdalApi.LayerCount(_dataset)).Select(i => GdalApi.Text(GdalApi.LayerName(GdalApi.Layer(_dataset, i))) ?? string.Empty)];
            var name = LayerChoice.Of(_layers, l => [l], order.Layer);
            _layer = GdalApi.Layer(_dataset, Array.IndexOf(_layers, name));
            Schema = SchemaOf(name);
        }
        catch (FormatFault)
        {
            Dispose();
            throw;
        }
    }

    public FeatureSchema Schema { get; }

    /// <summary>Throws <see cref="FormatFault"/> where it can not be opened.</summary>
    public static GdalLayer Open(ReadOrder order)
    {
        var driver = GdalDriver.Find(order.Format, toWrite: false);
        return driver.Error is { } missing ? throw new FormatFault(missing) : new GdalLayer(order, driver.Value);
    }

    public LayerHead Head()
    {
        var (epsg, wkt) = _order.Format == FileFormat.Dxf ? (null, null) : GdalDriver.Reference(_layer);
        var first = Features().Select(f => f.Wkb is { } wkb ? new WellKnown.WkbGeometry(wkb, string.Empty).Read().Coordinate : null).FirstOrDefault(c => c is not null && double.IsFinite(c.X) && double.IsFinite(c.Y));
        return new LayerHead(GdalDriver.Version, _driver.Name, _layers, Schema, GdalApi.FeatureCount(_layer, 1), epsg, wkt, first is null ? null : [first.X, first.Y]);
    }

    /// <summary>The features from the first, their figures as well-known binary.</summary>
    public IEnumerable<(Feature Feature, byte[]? Wkb)> Features()
    {
        GdalApi.ResetReading(_layer);
        for (var record = 1L; Next(record) is { } feature; record++)
        {
            yield return feature;
        }
    }

    public void Dispose() => GdalApi.Close(_dataset);

    private (Feature Feature, byte[]? Wkb)? Next(long record)
    {
        GdalApi.ResetError();
        var handle = GdalApi.NextFeature(_layer);
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

            var id = GdalApi.FeatureId(handle).ToString(CultureInfo.InvariantCulture);
            var wkb = Wkb(GdalApi.GeometryOf(handle), FormattableString.Invariant($"第 {record} 个要素"));
            return (new Feature(new FeatureOrigin(record, null), null, values) { Id = id }, wkb);
        }
        finally
        {
            GdalApi.DestroyFeature(handle);
        }
    }

    private static byte[]? Wkb(nint geometry, string where)
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
            var bytes = new byte[Math.Max(0, GdalApi.WkbSize(linear))];
            return bytes.Length > 0 && GdalApi.ExportWkb(linear, 1, bytes) == 0 ? bytes : throw FormatFault.Record(where, "图形取不出来");
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
        var bytes = new byte[Math.Max(0, count)];
        if (count > 0 && at != 0)
        {
            Marshal.Copy(at, bytes, 0, count);
        }

        return bytes;
    }

    private object? Instant(nint feature, int index)
    {
        if (GdalApi.InstantOf(feature, index, out var year, out var month, out var day, out var hour, out var minute, out var second, out _) == 0 || year is < 1 or > 9998 || month is < 1 or > 12)
        {
            return null;
        }

        var date = new DateTime(year, month, Math.Clamp(day, 1, DateTime.DaysInMonth(year, month)), 0, 0, 0, DateTimeKind.Unspecified);
        return Schema.Fields[index].Kind == FieldKind.Date
            ? DateOnly.FromDateTime(date)
            : date.AddHours(Math.Clamp(hour, 0, 24)).AddMinutes(Math.Clamp(minute, 0, 60)).AddMilliseconds(float.IsFinite(second) ? Math.Round(Math.Clamp(second, 0, 61) * 1000.0) : 0);
    }

    private FeatureSchema SchemaOf(string name)
    {
        var definition = GdalApi.LayerDefinition(_layer);
        var fields = Enumerable.Range(0, GdalApi.FieldCount(definition)).Select(i => Field(GdalApi.FieldDefinition(definition, i))).ToArray();
        var type = GdalApi.LayerGeometryType(_layer);
        var plain = (type & 0x7FFFFFFF) % 1000;
        return new FeatureSchema(name, fields)
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
}
