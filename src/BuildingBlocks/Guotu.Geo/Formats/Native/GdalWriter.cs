using System.IO.Compression;
using System.Text;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Archives;
using Guotu.Geo.Formats.WellKnown;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Native;

/// <summary>Writes one layer through libgdal into a folder of its own, then hands on the file (a zip where the format is a folder).</summary>
internal sealed class GdalWriter : IFeatureWriter
{
    private const int Integer = 0, Real = 2, Text = 4, Binary = 8, Date = 9, DateTimeType = 11, Integer64 = 12, Boolean = 1;
    private const int TraditionalAxes = 0;
    private const int BatchSize = 10_000;
    private readonly WorkFolder _folder = new();
    private readonly LossLedger _losses = new();
    private readonly GdalDriver _driver;
    private readonly WritePlan _plan;
    private readonly Stream _target;
    private readonly int[] _fields;
    private readonly GaussKrugerProjection? _toDegrees;
    private readonly nint _layer;
    private nint _dataset;
    private nint _reference;
    private bool _inTransaction;
    private long _asked;
    private long _written;

    private GdalWriter(GdalDriver driver, WritePlan plan, Stream target)
    {
        (_driver, _plan, _target) = (driver, plan, target);
        _toDegrees = driver.Format == FileFormat.Kml && plan.Crs?.Zone is { } zone ? new GaussKrugerProjection(zone) : null;
        _dataset = GdalApi.Create(GdalApi.DriverByName(driver.Name), _folder.File(driver.File), 0, 0, 0, 0, 0);
        if (_dataset == 0)
        {
            throw GdalDriver.Fault(driver.Format, string.Empty);
        }

        _reference = Reference();
        var name = driver.Format == FileFormat.Dxf ? "entities" : LayerName(plan.Schema.Name);
        // The index of a FlatGeobuf would put the features into another order.
        _layer = GdalApi.CreateLayer(_dataset, name, _reference, GeometryType(), driver.Format == FileFormat.FlatGeobuf ? ["SPATIAL_INDEX=NO", null] : null);
        if (_layer == 0)
        {
            throw GdalDriver.Fault(driver.Format, "的图层");
        }

        _fields = driver.CarriesFields ? [.. Enumerable.Range(0, plan.Schema.Fields.Count).Where(i => Create(plan.Schema.Fields[i]))] : [];
        foreach (var field in plan.Schema.Fields.Where(_ => !driver.CarriesFields))
        {
            _losses.Add(FormatErrors.LossFieldLeftOut, field.Name, 0, driver.Format.ChineseName() + "不写属性");
        }

        NoteRenamed();
        Begin();
    }

    public static Result<IFeatureWriter> Create(FileFormat format, WritePlan plan, Stream target)
    {
        var driver = GdalDriver.Find(format, toWrite: true);
        return driver.Error is { } missing ? missing : FileFeatureReader.Guard<IFeatureWriter>(() => new GdalWriter(driver.Value, plan, target))!.Value;
    }

    public Task<Result> WriteAsync(Feature feature, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _asked++;
        if (Unfit(feature.Geometry) is { } reason)
        {
            _losses.Add(FormatErrors.LossFeatureLeftOut, null, _asked, reason);
            return Task.FromResult(Result.Done);
        }

        if (feature.Id is not null)
        {
            _losses.Add(FormatErrors.LossIdentifier, null, _asked);
        }

        var handle = GdalApi.NewFeature(GdalApi.LayerDefinition(_layer));
        try
        {
            for (var i = 0; i < _fields.Length; i++)
            {
                Put(handle, i, _plan.Schema.Fields[_fields[i]], feature.Values[_fields[i]]);
            }

            GdalApi.ResetError();
            if (!PutGeometry(handle, feature.Geometry) || GdalApi.CreateFeature(_layer, handle) != 0)
            {
                return Task.FromResult(Result.Refused(GdalDriver.Fault(_driver.Format, FormattableString.Invariant($"第 {_asked} 个要素")).Error));
            }
        }
        finally
        {
            GdalApi.DestroyFeature(handle);
        }

        if (++_written % BatchSize == 0)
        {
            if (!Commit())
            {
                return Task.FromResult(Result.Refused(GdalDriver.Fault(_driver.Format, FormattableString.Invariant($"第 {_asked} 个要素")).Error));
            }

            Begin();
        }

        return Task.FromResult(Result.Done);
    }

    public async Task<Result<WriteReport>> CompleteAsync(CancellationToken ct)
    {
        if (!Commit())
        {
            return GdalDriver.Fault(_driver.Format, "的结尾").Error;
        }

        GdalApi.ResetError();
        GdalApi.Close(_dataset);
        _dataset = 0;
        if (GdalApi.LastErrorType() >= 3)
        {
            return GdalDriver.Fault(_driver.Format, "的结尾").Error;
        }

        var made = _folder.File(_driver.File);
        if (Directory.Exists(made))
        {
            using var zip = new ZipArchive(_target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
            foreach (var path in Directory.EnumerateFiles(made).Order(StringComparer.Ordinal))
            {
                zip.CreateEntryFromFile(path, _driver.File + "/" + Path.GetFileName(path), CompressionLevel.Fastest);
            }

            await CompanionZip.AddAsync(zip, _plan.Companion, ct);
        }
        else
        {
            await using var from = File.OpenRead(made);
            await from.CopyToAsync(_target, ct);
        }

        return new WriteReport(_written, _losses.ToList());
    }

    public ValueTask DisposeAsync()
    {
        if (_dataset != 0)
        {
            GdalApi.Close(_dataset);
            _dataset = 0;
        }

        if (_reference != 0)
        {
            GdalApi.ReleaseReference(_reference);
            _reference = 0;
        }

        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Formats without transactions say so; there is nothing to commit then.</summary>
    private void Begin() => _inTransaction = GdalApi.StartTransaction(_dataset, 0) == 0;

    private bool Commit() => !_inTransaction || GdalApi.CommitTransaction(_dataset) == 0;

    private static string LayerName(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_'));
        return safe.Length == 0 || char.IsDigit(safe[0]) ? "layer_" + safe : safe;
    }

    private nint Reference()
    {
        if (!_driver.CarriesCrs || _plan.Crs?.Epsg is not { } epsg)
        {
            var degrees = _driver.Format == FileFormat.Kml && (_toDegrees is not null || _plan.Crs is { IsDegrees: true });
            _losses.Add(FormatErrors.LossCrs, null, 0, degrees ? "KML 一律记为 WGS84 经纬度" : _driver.CarriesCrs ? "没有 EPSG 代码" : $"{_driver.Format.ChineseName()} 没有写坐标系的地方");
            return 0;
        }

        var reference = GdalApi.NewReference(0);
        if (GdalApi.ImportEpsg(reference, epsg) != 0)
        {
            throw GdalDriver.Fault(_driver.Format, "的坐标系");
        }

        GdalApi.SetAxisMapping(reference, TraditionalAxes);
        return reference;
    }

    /// <summary>Areas and lines are written as multi types, so that one layer holds both; a type Unknown crashes some map servers.</summary>
    private int GeometryType()
    {
        var plain = _plan.Schema.Geometry switch { GeometryKind.Point => _plan.Schema.MultiPoints ? 4 : 1, GeometryKind.Line => 5, GeometryKind.Polygon => 6, GeometryKind.None => 100, _ => 0 };
        // The library's own numbers: heights alone are the sign bit, not a thousand as in ISO.
        var type = plain is 0 or 100 ? plain : (_plan.Schema.HasZ, _plan.Schema.HasM) switch { (true, true) => plain + 3000, (false, true) => plain + 2000, (true, false) => plain | int.MinValue, _ => plain };
        return _driver.Format is FileFormat.Dxf or FileFormat.Kml ? 0 : type;
    }

    private bool Create(FieldDefinition field)
    {
        var (type, subtype) = field.Kind switch
        {
            FieldKind.Whole => (Integer64, 0),
            FieldKind.Number => (Real, 0),
            FieldKind.Flag => (Integer, Boolean),
            FieldKind.Bytes => (Binary, 0),
            FieldKind.Date => (Date, 0),
            FieldKind.Instant => (DateTimeType, 0),
            _ => (Text, 0),
        };
        if (field.Kind == FieldKind.Bytes && _driver.Format == FileFormat.Kml)
        {
            _losses.Add(FormatErrors.LossFieldLeftOut, field.Name, 0, "KML 不写二进制");
            return false;
        }

        if (_driver.Format == FileFormat.FileGeodatabase)
        {
            (type, subtype) = Narrowed(field, type, subtype);
        }

        if (field.Kind == FieldKind.Date && _driver.Format == FileFormat.FlatGeobuf)
        {
            _losses.Add(FormatErrors.LossTypeChanged, field.Name, 0, "日期时间(FlatGeobuf 没有单独的日期)");
        }

        var handle = GdalApi.NewField(field.Name, type);
        GdalApi.SetFieldSubtype(handle, subtype);
        if (field is { Kind: FieldKind.Text, Length: > 0 } && _driver.Format == FileFormat.FileGeodatabase)
        {
            GdalApi.SetFieldWidth(handle, field.Length);
        }

        GdalApi.ResetError();
        var made = GdalApi.CreateField(_layer, handle, 1) == 0;
        GdalApi.DestroyField(handle);
        if (!made)
        {
            _losses.Add(FormatErrors.LossFieldLeftOut, field.Name, 0, GdalApi.Text(GdalApi.LastErrorMessage()) ?? "建不了");
        }

        return made;
    }

    /// <summary>File GDB has no 64-bit integers, no flags and no plain dates.</summary>
    private (int Type, int Subtype) Narrowed(FieldDefinition field, int type, int subtype)
    {
        switch (field.Kind)
        {
            case FieldKind.Whole:
                _losses.Add(FormatErrors.LossTypeChanged, field.Name, 0, "数字(File GDB 没有 64 位整数)");
                return (Real, 0);
            case FieldKind.Flag:
                _losses.Add(FormatErrors.LossTypeChanged, field.Name, 0, "整数(File GDB 没有是否类型)");
                return (Integer, 0);
            case FieldKind.Date:
                _losses.Add(FormatErrors.LossTypeChanged, field.Name, 0, "日期时间(File GDB 没有单独的日期)");
                return (DateTimeType, 0);
            default:
                return (type, subtype);
        }
    }

    private void NoteRenamed()
    {
        var definition = GdalApi.LayerDefinition(_layer);
        for (var i = 0; i < _fields.Length; i++)
        {
            var (asked, made) = (_plan.Schema.Fields[_fields[i]].Name, GdalApi.Text(GdalApi.FieldName(GdalApi.FieldDefinition(definition, FieldIndex(i)))));
            if (made != asked)
            {
                _losses.Add(FormatErrors.LossFieldRenamed, asked, 0, made ?? string.Empty);
            }
        }
    }

    /// <summary>Fields that the driver makes of itself come first.</summary>
    private int FieldIndex(int i) => GdalApi.FieldCount(GdalApi.LayerDefinition(_layer)) - _fields.Length + i;

    private string? Unfit(NtsGeometry? geometry)
    {
        var kind = FeatureGeometry.KindOf(geometry);
        if (_driver.Format is FileFormat.Dxf or FileFormat.Kml or FileFormat.FlatGeobuf && geometry is null or { IsEmpty: true })
        {
            return "没有图形";
        }

        return geometry is null || _plan.Schema.Geometry == GeometryKind.Mixed || kind == _plan.Schema.Geometry ? null : $"{FeatureGeometry.ChineseName(geometry)}不属于这个图层";
    }

    private bool PutGeometry(nint feature, NtsGeometry? geometry)
    {
        if (geometry is null)
        {
            return true;
        }

        NoteOrdinates(geometry);
        var written = _toDegrees is null ? geometry : Degrees(geometry.Copy());
        var bytes = GeometryType() is 0 or 100 ? WkbBytes.Write(written) : WkbBytes.Write(Promoted(written), Ordinates.XY | (_plan.Schema.HasZ ? Ordinates.Z : 0) | (_plan.Schema.HasM ? Ordinates.M : 0));
        return GdalApi.FromWkb(bytes, 0, out var handle, bytes.Length) == 0 && GdalApi.SetGeometry(feature, handle) == 0;
    }

    private NtsGeometry Promoted(NtsGeometry geometry) => GeometryType() is 0 or 100 ? geometry : geometry switch
    {
        Polygon polygon => polygon.IsEmpty ? FeatureGeometry.Factory.CreateMultiPolygon() : FeatureGeometry.Factory.CreateMultiPolygon([polygon]),
        LineString line => line.IsEmpty ? FeatureGeometry.Factory.CreateMultiLineString() : FeatureGeometry.Factory.CreateMultiLineString([line]),
        Point point when _plan.Schema.MultiPoints => FeatureGeometry.Factory.CreateMultiPoint([point]),
        _ => geometry,
    };

    private NtsGeometry Degrees(NtsGeometry geometry)
    {
        foreach (var sequence in FeatureGeometry.Sequences(geometry))
        {
            for (var i = 0; i < sequence.Count; i++)
            {
                var at = _toDegrees!.Inverse(new PlanePosition(sequence.GetX(i), sequence.GetY(i)));
                sequence.SetOrdinate(i, Ordinate.X, at.Longitude);
                sequence.SetOrdinate(i, Ordinate.Y, at.Latitude);
            }
        }

        geometry.GeometryChanged();
        return geometry;
    }

    private void NoteOrdinates(NtsGeometry geometry)
    {
        var keepsZ = _plan.Schema.HasZ || _plan.Schema.Geometry == GeometryKind.Mixed || _driver.Format is FileFormat.Dxf or FileFormat.Kml;
        if (FeatureGeometry.HasZ(geometry) && !keepsZ)
        {
            _losses.Add(FormatErrors.LossHeight, null, _asked, "图层没有定义高程");
        }

        if (FeatureGeometry.HasM(geometry) && (!_plan.Schema.HasM || _driver.Format is FileFormat.Dxf or FileFormat.Kml))
        {
            _losses.Add(FormatErrors.LossMeasure, null, _asked);
        }

        if (_driver.Format == FileFormat.FileGeodatabase)
        {
            _losses.Add(FormatErrors.LossGeometryChanged, null, _asked, "坐标取到文件的格网(不到 0.01 毫米)");
        }

        if (_driver.Format == FileFormat.Dxf)
        {
            _losses.Add(FormatErrors.LossGeometryChanged, null, _asked, "面写成填充(HATCH),多部分的拆开");
        }
    }

    private void Put(nint feature, int index, FieldDefinition field, object? value)
    {
        var at = FieldIndex(index);
        switch (value)
        {
            case null:
                GdalApi.SetNull(feature, at);
                break;
            case string text:
                PutText(feature, at, field, text);
                break;
            case long whole:
                PutWhole(feature, at, field, whole);
                break;
            case double number:
                GdalApi.SetNumber(feature, at, number);
                break;
            case bool flag:
                GdalApi.SetWhole(feature, at, flag ? 1 : 0);
                break;
            case byte[] bytes:
                GdalApi.SetBytes(feature, at, bytes.Length, bytes);
                break;
            case DateOnly date:
                GdalApi.SetInstant(feature, at, date.Year, date.Month, date.Day, 0, 0, 0, 0);
                break;
            case DateTime instant:
                PutInstant(feature, at, field, instant);
                break;
            default:
                throw new InvalidOperationException($"No field holds {value.GetType()}");
        }
    }

    private void PutText(nint feature, int at, FieldDefinition field, string text)
    {
        var whole = ValueText.WellFormed(text).Replace('\0', ' ');
        if (whole != text)
        {
            _losses.Add(FormatErrors.LossTextChanged, field.Name, _asked, "空字符和不成字的代码换掉了");
        }

        GdalApi.SetText(feature, at, whole);
    }

    private void PutWhole(nint feature, int at, FieldDefinition field, long whole)
    {
        if (_driver.Format != FileFormat.FileGeodatabase)
        {
            GdalApi.SetWhole(feature, at, whole);
            return;
        }

        if ((long)(double)whole != whole)
        {
            _losses.Add(FormatErrors.LossNumber, field.Name, _asked, "超过 15 位的整数末位不准");
        }

        GdalApi.SetNumber(feature, at, whole);
    }

    private void PutInstant(nint feature, int at, FieldDefinition field, DateTime instant)
    {
        if (instant.Ticks % TimeSpan.TicksPerMillisecond != 0 || (_driver.Format == FileFormat.FileGeodatabase && instant.Millisecond != 0))
        {
            _losses.Add(FormatErrors.LossNumber, field.Name, _asked, "时刻的零头不写");
        }

        GdalApi.SetInstant(feature, at, instant.Year, instant.Month, instant.Day, instant.Hour, instant.Minute, instant.Second + (instant.Millisecond / 1000f), 0);
    }
}
