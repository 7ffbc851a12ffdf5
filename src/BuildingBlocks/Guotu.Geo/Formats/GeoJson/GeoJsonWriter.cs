using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Geo.Formats.Reference;
using Guotu.Kernel.Results;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.GeoJson;

/// <summary>
/// Writes a FeatureCollection: as RFC 7946 has it for WGS84, with the <c>crs</c> member of the older form for every other system. Outer rings
/// counter-clockwise, numbers so that the same doubles are read back.
/// </summary>
internal sealed class GeoJsonWriter : IFeatureWriter
{
    private const int FlushAt = 1 << 16;
    private readonly Utf8JsonWriter _json;
    private readonly FeatureSchema _schema;
    private readonly LossLedger _losses = new();
    private long _count;

    public GeoJsonWriter(WritePlan plan, Stream target)
    {
        _schema = plan.Schema;
        _json = new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        WriteHead(plan);
        foreach (var field in _schema.Fields.Where(f => f.Kind is FieldKind.Date or FieldKind.Instant or FieldKind.Bytes))
        {
            _losses.Add(FormatErrors.LossTypeChanged, field.Name, 0, "文本(JSON 没有" + ValueText.ChineseName(field.Kind) + ")");
        }
    }

    public async Task<Result> WriteAsync(Feature feature, CancellationToken ct)
    {
        _count++;
        _json.WriteStartObject();
        _json.WriteString("type", "Feature");
        if (feature.Id is { } id)
        {
            _json.WriteString("id", Text(id, "id"));
        }

        _json.WriteStartObject("properties");
        for (var i = 0; i < _schema.Fields.Count; i++)
        {
            _json.WritePropertyName(Text(_schema.Fields[i].Name, _schema.Fields[i].Name));
            Write(_schema.Fields[i], feature.Values[i]);
        }

        _json.WriteEndObject();
        _json.WritePropertyName("geometry");
        if (FeatureGeometry.HasM(feature.Geometry))
        {
            _losses.Add(FormatErrors.LossMeasure, null, _count);
        }

        Write(feature.Geometry);
        _json.WriteEndObject();
        if (_json.BytesPending > FlushAt)
        {
            await _json.FlushAsync(ct);
        }

        return Result.Done;
    }

    public async Task<Result<WriteReport>> CompleteAsync(CancellationToken ct)
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        await _json.FlushAsync(ct);
        return new WriteReport(_count, _losses.ToList());
    }

    public ValueTask DisposeAsync() => _json.DisposeAsync();

    private void WriteHead(WritePlan plan)
    {
        _json.WriteStartObject();
        _json.WriteString("type", "FeatureCollection");
        _json.WriteString("name", ValueText.WellFormed(plan.Schema.Name));
        if (plan.Companion is { } companion)
        {
            _json.WriteString("remark", companion.Line);
        }

        if (plan.Crs is not { Epsg: not null } crs)
        {
            _losses.Add(FormatErrors.LossCrs, null, 0, plan.Crs is null ? "要写的数据没有坐标系" : $"{plan.Crs.Name}没有 EPSG 代码");
            _json.WriteNull("crs");
        }
        else if (crs.Kind != CoordinateSystemKind.Wgs84Degrees)
        {
            _json.WriteStartObject("crs");
            _json.WriteString("type", "name");
            _json.WriteStartObject("properties");
            _json.WriteString("name", CrsName.Urn(crs));
            _json.WriteEndObject();
            _json.WriteEndObject();
        }

        _json.WriteStartArray("features");
    }

    private string Text(string text, string field)
    {
        var whole = ValueText.WellFormed(text);
        if (whole != text)
        {
            _losses.Add(FormatErrors.LossTextChanged, field, _count, "不成字的代理码换成了 �");
        }

        return whole;
    }

    private void Write(FieldDefinition field, object? value)
    {
        switch (value)
        {
            case null:
                _json.WriteNullValue();
                break;
            case long whole:
                _json.WriteNumberValue(whole);
                break;
            case double number when double.IsFinite(number):
                Number(number);
                break;
            case double:
                _losses.Add(FormatErrors.LossNumber, field.Name, _count, "不是有限的数,写成空值");
                _json.WriteNullValue();
                break;
            case bool flag:
                _json.WriteBooleanValue(flag);
                break;
            default:
                _json.WriteStringValue(Text(ValueText.Of(value)!, field.Name));
                break;
        }
    }

    /// <summary>A double is written with a point or exponent, so that it is not taken for a whole number.</summary>
    private void Number(double number)
    {
        var text = ValueText.Of(number);
        _json.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text, skipInputValidation: true);
    }

    private void Write(NtsGeometry? geometry)
    {
        if (geometry is null)
        {
            _json.WriteNullValue();
            return;
        }

        _json.WriteStartObject();
        _json.WriteString("type", geometry is LinearRing ? "LineString" : geometry.GeometryType);
        if (geometry is GeometryCollection and not (MultiPoint or MultiLineString or MultiPolygon))
        {
            _json.WriteStartArray("geometries");
            foreach (var part in ((GeometryCollection)geometry).Geometries)
            {
                Write(part);
            }

            _json.WriteEndArray();
        }
        else
        {
            _json.WritePropertyName("coordinates");
            Coordinates(geometry);
        }

        _json.WriteEndObject();
    }

    private void Coordinates(NtsGeometry geometry)
    {
        switch (geometry)
        {
            case Point { IsEmpty: true }:
                _json.WriteStartArray();
                _json.WriteEndArray();
                break;
            case Point point:
                Position(point.CoordinateSequence, 0);
                break;
            case LineString line:
                Positions(line.CoordinateSequence);
                break;
            case Polygon polygon:
                Rings(polygon);
                break;
            case GeometryCollection parts:
                _json.WriteStartArray();
                foreach (var part in parts.Geometries)
                {
                    Coordinates(part);
                }

                _json.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"GeoJSON has no {geometry.GeometryType}");
        }
    }

    private void Rings(Polygon polygon)
    {
        _json.WriteStartArray();
        var outer = true;
        foreach (var ring in FeatureGeometry.RingsOf(polygon).Select(r => r.CoordinateSequence))
        {
            Positions(Area.OfRingSigned(ring) > 0 == outer ? ring.Reversed() : ring);
            outer = false;
        }

        _json.WriteEndArray();
    }

    private void Positions(CoordinateSequence sequence)
    {
        _json.WriteStartArray();
        for (var i = 0; i < sequence.Count; i++)
        {
            Position(sequence, i);
        }

        _json.WriteEndArray();
    }

    private void Position(CoordinateSequence sequence, int i)
    {
        _json.WriteStartArray();
        _json.WriteNumberValue(sequence.GetX(i));
        _json.WriteNumberValue(sequence.GetY(i));
        if (sequence.HasZ && !double.IsNaN(sequence.GetZ(i)))
        {
            _json.WriteNumberValue(sequence.GetZ(i));
        }

        _json.WriteEndArray();
    }
}
