using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Guotu.Geo.Formats.Archives;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Shapefile;

/// <summary>Writes the five files of a shapefile and packs them into one zip.</summary>
internal sealed class ShapefileWriter : IFeatureWriter
{
    private const long LongestFile = int.MaxValue;
    private readonly WorkFolder _folder = new();
    private readonly LossLedger _losses = new();
    private readonly WritePlan _plan;
    private readonly Stream _target;
    private readonly string _name;
    private readonly int _type;
    private readonly ShapeContent _content;
    private readonly FileStream _shp;
    private readonly FileStream _shx;
    private readonly DbfWriter _dbf;
    private long _asked;
    private int _written;

    public ShapefileWriter(WritePlan plan, Stream target)
    {
        (_plan, _target) = (plan, target);
        _name = FileName(plan.Schema.Name);
        _type = TypeOf(plan.Schema);
        _content = new ShapeContent(_type);
        var encoding = EncodingFinding.OfName(plan.Encoding) ?? throw new ArgumentException($"No encoding {plan.Encoding}", nameof(plan));
        var schema = plan.Schema.Fields.Count > 0 ? plan.Schema : plan.Schema with { Fields = [new FieldDefinition("FID", FieldKind.Whole, 10)] };
        _dbf = new DbfWriter(_folder.File(_name + ".dbf"), schema, encoding, _losses);
        _shp = Create(".shp");
        _shx = Create(".shx");
        File.WriteAllText(_folder.File(_name + ".cpg"), EncodingFinding.NameOf(encoding) == EncodingFinding.Utf8Name ? "UTF-8" : "GBK", Encoding.ASCII);
        if (plan.Crs is { } crs && CrsWkt.Write(crs) is { } text)
        {
            File.WriteAllText(_folder.File(_name + ".prj"), text, Encoding.ASCII);
        }
        else
        {
            _losses.Add(FormatErrors.LossCrs, null, 0, plan.Crs is null ? "要写的数据没有坐标系" : $"{plan.Crs.Name}写不成 .prj");
        }
    }

    public Task<Result> WriteAsync(Feature feature, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _asked++;
        if (LeftOut(feature.Geometry) is { } reason)
        {
            _losses.Add(FormatErrors.LossFeatureLeftOut, null, _asked, reason);
            return Task.FromResult(Result.Done);
        }

        NoteOrdinates(feature);
        var content = _content.Encode(_type is ShapeType.MultiPoint or ShapeType.MultiPoint + ShapeType.WithZ or ShapeType.MultiPoint + ShapeType.WithM ? AsMulti(feature.Geometry) : feature.Geometry);
        if (_shp.Position + 8 + content.Length > LongestFile || _dbf.Length + _dbf.RecordLength > LongestFile)
        {
            return Task.FromResult(Result.Refused(new Error(
                FormatErrors.WriteTooLarge, ("record", _asked), ("file", _shp.Position > _dbf.Length ? ".shp" : ".dbf"), ("format", "Shapefile"), ("limit", LongestFile >> 20))));
        }

        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, (int)(_shp.Position / 2));
        BinaryPrimitives.WriteInt32BigEndian(head[4..], content.Length / 2);
        _shx.Write(head);
        BinaryPrimitives.WriteInt32BigEndian(head, ++_written);
        _shp.Write(head);
        _shp.Write(content);
        _dbf.Write(_plan.Schema.Fields.Count > 0 ? feature.Values : [(long)_written], _written);
        return Task.FromResult(Result.Done);
    }

    public async Task<Result<WriteReport>> CompleteAsync(CancellationToken ct)
    {
        _dbf.Complete(_written);
        WriteHeader(_shp);
        WriteHeader(_shx);
        foreach (var file in (IDisposable[])[_shp, _shx, _dbf])
        {
            file.Dispose();
        }

        using (var zip = new ZipArchive(_target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var path in Directory.EnumerateFiles(_folder.Path).Order(StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(Path.GetFileName(path), CompressionLevel.Fastest);
                entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero); // the same content gives the same archive
                await using var from = File.OpenRead(path);
                await using var to = entry.Open();
                await from.CopyToAsync(to, ct);
            }

            await CompanionZip.AddAsync(zip, _plan.Companion, ct);
        }

        return new WriteReport(_written, _losses.ToList());
    }

    public ValueTask DisposeAsync()
    {
        _shp.Dispose();
        _shx.Dispose();
        _dbf.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string FileName(string name)
    {
        var safe = string.Concat(name.Where(c => char.IsLetterOrDigit(c) || c is '_' or '-'));
        return safe.Length == 0 ? "layer" : safe.Length > 60 ? safe[..60] : safe;
    }

    private static int TypeOf(FeatureSchema schema)
    {
        var plane = schema.Geometry switch
        {
            GeometryKind.Point => ShapeType.MultiPoint,
            GeometryKind.Line => ShapeType.Line,
            GeometryKind.None => ShapeType.Null,
            _ => ShapeType.Polygon,
        };
        if (schema is { Geometry: GeometryKind.Point, MultiPoints: false })
        {
            plane = ShapeType.Point;
        }

        return plane == ShapeType.Null ? plane : plane + (schema.HasZ ? ShapeType.WithZ : schema.HasM ? ShapeType.WithM : 0);
    }

    private static NtsGeometry? AsMulti(NtsGeometry? geometry) => geometry is Point { IsEmpty: false } point ? FeatureGeometry.Factory.CreateMultiPoint([point]) : geometry;

    private FileStream Create(string extension)
    {
        var stream = new FileStream(_folder.File(_name + extension), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        stream.Write(new byte[100]);
        return stream;
    }

    /// <summary>Why a geometry can not stand in a file of this one type; null where it can.</summary>
    private string? LeftOut(NtsGeometry? geometry)
    {
        if (geometry is null || geometry.IsEmpty)
        {
            return null;
        }

        var fits = ShapeType.Plane(_type) switch
        {
            ShapeType.Point => geometry is Point,
            ShapeType.MultiPoint => geometry is Point or MultiPoint,
            ShapeType.Line => geometry is LineString or MultiLineString,
            ShapeType.Polygon => geometry is Polygon or MultiPolygon,
            _ => false,
        };
        return fits ? null : $"{FeatureGeometry.ChineseName(geometry)}不能与其他图形写在一个 Shapefile 里";
    }

    private void NoteOrdinates(Feature feature)
    {
        if (feature.Id is not null)
        {
            _losses.Add(FormatErrors.LossIdentifier, null, _asked);
        }

        if (feature.Geometry is { IsEmpty: true })
        {
            _losses.Add(FormatErrors.LossGeometryChanged, null, _asked, "空的图形写成没有图形");
        }

        if (!ShapeType.HasZ(_type) && FeatureGeometry.HasZ(feature.Geometry))
        {
            _losses.Add(FormatErrors.LossHeight, null, _asked, "图层没有定义高程");
        }

        if (ShapeType.HasZ(_type) && FeatureGeometry.Sequences(feature.Geometry).Any(s => !s.HasZ || Enumerable.Range(0, s.Count).Any(i => double.IsNaN(s.GetZ(i)))))
        {
            _losses.Add(FormatErrors.LossHeight, null, _asked, "没有高程的点写成 0");
        }

        if (!ShapeType.HasM(_type) && FeatureGeometry.HasM(feature.Geometry))
        {
            _losses.Add(FormatErrors.LossMeasure, null, _asked);
        }
    }

    private void WriteHeader(FileStream stream)
    {
        var head = new byte[100];
        BinaryPrimitives.WriteInt32BigEndian(head, 9994);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(24), (int)(stream.Length / 2));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), 1000);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(32), _type);
        double[] box = [_content.Box[0].Min, _content.Box[1].Min, _content.Box[0].Max, _content.Box[1].Max, _content.Box[2].Min, _content.Box[2].Max, _content.Box[3].Min, _content.Box[3].Max];
        for (var i = 0; i < box.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(head.AsSpan(36 + (8 * i)), double.IsFinite(box[i]) ? box[i] : 0);
        }

        stream.Position = 0;
        stream.Write(head);
    }
}
