using System.Globalization;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Vct;

/// <summary>
/// Writes VCT 3.0 of one layer, GB18030 with CRLF: boundaries cut at nodes and written once. Boundaries of polygons are shared, so the layer is
/// held in memory up to <see cref="VctArcs.MostVertices"/>; attribute rows wait in a file.
/// </summary>
internal sealed class VctWriter : IFeatureWriter
{
    private const string BoundaryCode = "1099000000";
    private const int IdsOnALine = 8;
    private readonly WritePlan _plan;
    private readonly WorkFolder _folder = new();
    private readonly LossLedger _losses = new();
    private readonly VctArcs _arcs = new();
    private readonly List<NtsGeometry> _others = [];
    private readonly List<Coordinate> _labels = [];
    private readonly Envelope _extent = new();
    private readonly StreamWriter _text;
    private readonly StreamWriter _rows;
    private readonly string _code;
    private readonly GeometryKind _kind;
    private readonly int[] _fields;
    private long _asked;

    public VctWriter(WritePlan plan, Stream target)
    {
        _plan = plan;
        _kind = plan.Schema.Geometry is GeometryKind.Mixed or GeometryKind.None ? GeometryKind.Polygon : plan.Schema.Geometry;
        _code = "2001010100";
        _text = new StreamWriter(target, EncodingFinding.Gb18030, leaveOpen: true) { NewLine = "\r\n" };
        _rows = new StreamWriter(_folder.File("rows"), append: false, EncodingFinding.Utf8) { NewLine = "\n" };
        _fields = [.. Enumerable.Range(0, plan.Schema.Fields.Count).Where(i => plan.Schema.Fields[i].Kind != FieldKind.Bytes)];
        foreach (var field in plan.Schema.Fields)
        {
            NoteField(field);
        }

        if (plan.Crs is not { IsCgcs2000: true })
        {
            _losses.Add(FormatErrors.LossCrs, null, 0, plan.Crs is null ? "要写的数据没有坐标系" : $"VCT 只写 2000 国家大地坐标系,不写{plan.Crs.Name}");
        }
    }

    public Task<Result> WriteAsync(Feature feature, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _asked++;
        if (feature.Geometry is not { IsEmpty: false } geometry || FeatureGeometry.KindOf(geometry) != _kind)
        {
            _losses.Add(FormatErrors.LossFeatureLeftOut, null, _asked, feature.Geometry is { IsEmpty: false } ? $"{FeatureGeometry.ChineseName(feature.Geometry)}不属于这个图层" : "没有图形");
            return Task.FromResult(Result.Done);
        }

        if (FeatureGeometry.HasZ(geometry))
        {
            _losses.Add(FormatErrors.LossHeight, null, _asked, "写成二维");
        }

        if (FeatureGeometry.HasM(geometry))
        {
            _losses.Add(FormatErrors.LossMeasure, null, _asked);
        }

        if (feature.Id is not null)
        {
            _losses.Add(FormatErrors.LossIdentifier, null, _asked);
        }

        _extent.ExpandToInclude(geometry.EnvelopeInternal);
        _rows.WriteLine(string.Join(',', _fields.Select(i => Value(_plan.Schema.Fields[i], feature.Values[i]))));
        if (_kind != GeometryKind.Polygon)
        {
            _others.Add(geometry);
            return Task.FromResult(Result.Done);
        }

        _labels.Add(geometry.InteriorPoint.Coordinate);
        return Task.FromResult(_arcs.Add(geometry)
            ? Result.Done
            : Result.Refused(new Error(FormatErrors.WriteTooLarge, ("record", _asked), ("file", "VCT"), ("format", "VCT"), ("limit", VctArcs.MostVertices >> 16))));
    }

    public async Task<Result<WriteReport>> CompleteAsync(CancellationToken ct)
    {
        await _rows.DisposeAsync();
        var polygons = _kind == GeometryKind.Polygon ? _arcs.Compose().ToArray() : [];
        WriteHead();
        WriteTables();
        Section("Point", _kind == GeometryKind.Point ? WritePoints : () => { });
        Section("Line", _kind == GeometryKind.Point ? () => { } : WriteLines);
        Section("Polygon", () => WritePolygons(polygons));
        Section("Annotation", () => { });
        Section("Topology", () => { });
        await WriteRowsAsync(polygons.Length == 0 ? 0 : _arcs.Lines.Count, ct);
        Section("Style", () => { });
        await _text.FlushAsync(ct);
        return new WriteReport(_kind == GeometryKind.Polygon ? polygons.Length : _others.Count, _losses.ToList());
    }

    public async ValueTask DisposeAsync()
    {
        await _rows.DisposeAsync();
        await _text.DisposeAsync();
        _folder.Dispose();
    }

    private void NoteField(FieldDefinition field)
    {
        switch (field.Kind)
        {
            case FieldKind.Bytes:
                _losses.Add(FormatErrors.LossFieldLeftOut, field.Name, 0, "VCT 的属性是文本");
                break;
            case FieldKind.Instant or FieldKind.Flag:
                _losses.Add(FormatErrors.LossTypeChanged, field.Name, 0, "文本");
                break;
            default:
                break;
        }

        if (Plain(field.Name) != field.Name)
        {
            _losses.Add(FormatErrors.LossFieldRenamed, field.Name, 0, Plain(field.Name));
        }
    }

    private string Value(FieldDefinition field, object? value)
    {
        if (value is string { } blank && string.IsNullOrWhiteSpace(blank))
        {
            _losses.Add(FormatErrors.LossEmptyText, field.Name, _asked);
        }

        if (value is double number && !double.IsFinite(number))
        {
            _losses.Add(FormatErrors.LossNumber, field.Name, _asked, "不是有限的数,写成空值");
            return string.Empty;
        }

        var text = value is DateOnly date ? date.ToString("yyyyMMdd", CultureInfo.InvariantCulture) : ValueText.Of(value) ?? string.Empty;
        var plain = Plain(text);
        if (plain != text)
        {
            _losses.Add(FormatErrors.LossTextChanged, field.Name, _asked, "逗号换成全角,换行换成空格");
        }

        return plain;
    }

    /// <summary>A comma would begin another field and a break another row.</summary>
    private static string Plain(string text) => string.Concat(ValueText.WellFormed(text).Select(c => c == ',' ? '，' : c is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029' ? ' ' : c));

    private void WriteHead()
    {
        var (crs, zone) = (_plan.Crs, _plan.Crs?.Zone);
        var isDegrees = crs?.IsDegrees ?? false;
        string[] lines =
        [
            "HeadBegin", "Datamark:LANDUSE-VCT", "Version:3.0", isDegrees ? "CoordinateSystemType:D" : "CoordinateSystemType:P", "Dim:2", "XAxisDirection:E", "YAxisDirection:N",
            isDegrees ? "XYUnit:D" : "XYUnit:M", "ZUnit:M",
            .. crs is { IsCgcs2000: true } ? ["Spheroid:CGCS2000,6378137.0,298.257222101", "PrimeMeridian:Greenwich"] : Array.Empty<string>(),
            .. zone is null ? Array.Empty<string>() : ["Projection:高斯-克吕格投影", FormattableString.Invariant($"Parameters:{zone.CentralMeridian},1,{zone.FalseEasting},0,{(int)zone.Width},{zone.Number}")],
            "ExtentMin:" + (_extent.IsNull ? "0,0" : Position(_extent.MinX, _extent.MinY)), "ExtentMax:" + (_extent.IsNull ? "0,0" : Position(_extent.MaxX, _extent.MaxY)),
            "Offset:0,0", "Separator:,", "HeadEnd",
        ];
        foreach (var line in lines)
        {
            _text.WriteLine(line);
        }
    }

    private void WriteTables()
    {
        var name = LayerName();
        var kind = _kind switch { GeometryKind.Point => "Point", GeometryKind.Line => "Line", _ => "Polygon" };
        Section("FeatureCode", () => _text.WriteLine(Invariant($"{_code},{name},{kind},{name}")));
        Section("TableStructure", () =>
        {
            if (_fields.Length == 0)
            {
                return;
            }

            _text.WriteLine(Invariant($"{name},{_fields.Length}"));
            foreach (var field in _fields.Select(i => _plan.Schema.Fields[i]))
            {
                _text.WriteLine(Plain(field.Name) + field.Kind switch
                {
                    FieldKind.Whole => Invariant($",Int,{(field.Length is > 0 and < 18 ? field.Length : 18)}"),
                    FieldKind.Number => Invariant($",Float,{(field.Length > 0 ? field.Length : 20)},{(field.Decimals > 0 ? field.Decimals : 6)}"),
                    FieldKind.Date => ",Date,8",
                    _ => Invariant($",Char,{(field.Length > 0 ? field.Length : 255)}"),
                });
            }

            _text.WriteLine("0");
        });
    }

    private void WritePoints()
    {
        for (var i = 0; i < _others.Count; i++)
        {
            var points = FeatureGeometry.Sequences(_others[i]).Where(s => s.Count > 0).ToArray();
            Object(i + 1, _code, "1", Invariant($"{points.Length}"));
            foreach (var point in points)
            {
                _text.WriteLine(Position(point.GetX(0), point.GetY(0)));
            }

            _text.WriteLine("0");
        }
    }

    private void WriteLines()
    {
        for (var i = 0; i < _arcs.Lines.Count; i++)
        {
            Object(i + 1, BoundaryCode, "1", "1");
            Segment([.. _arcs.Lines[i]]);
            _text.WriteLine("0");
        }

        for (var i = 0; i < _others.Count; i++)
        {
            var lines = FeatureGeometry.Sequences(_others[i]).Where(s => s.Count > 0).ToArray();
            Object(i + 1, _code, "1", Invariant($"{lines.Length}"));
            foreach (var line in lines)
            {
                Segment([.. Enumerable.Range(0, line.Count).Select(k => (line.GetX(k), line.GetY(k)))]);
            }

            _text.WriteLine("0");
        }
    }

    private void Segment((double X, double Y)[] points)
    {
        _text.WriteLine("11");
        _text.WriteLine(Invariant($"{points.Length}"));
        foreach (var (x, y) in points)
        {
            _text.WriteLine(Position(x, y));
        }
    }

    private void WritePolygons(IReadOnlyList<long>[] polygons)
    {
        for (var i = 0; i < polygons.Length; i++)
        {
            Object(_arcs.Lines.Count + i + 1, _code, "100", Position(_labels[i].X, _labels[i].Y));
            _text.WriteLine("21");
            _text.WriteLine(Invariant($"{polygons[i].Count}"));
            foreach (var chunk in polygons[i].Chunk(IdsOnALine))
            {
                _text.WriteLine(string.Join(',', chunk.Select(id => Invariant($"{id}"))));
            }

            _text.WriteLine("0");
        }
    }

    private async Task WriteRowsAsync(int firstId, CancellationToken ct)
    {
        _text.WriteLine("AttributeBegin");
        if (_fields.Length > 0)
        {
            _text.WriteLine(LayerName());
            using var rows = new StreamReader(_folder.File("rows"), EncodingFinding.Utf8);
            for (var id = firstId + 1; await rows.ReadLineAsync(ct) is { } row; id++)
            {
                _text.WriteLine(Invariant($"{id},{row}"));
            }

            _text.WriteLine("TableEnd");
        }

        _text.WriteLine("AttributeEnd");
    }

    private void Object(long id, string code, params string[] more)
    {
        foreach (var line in more.Prepend("unknown").Prepend(code).Prepend(Invariant($"{id}")))
        {
            _text.WriteLine(line);
        }
    }

    private void Section(string name, Action write)
    {
        _text.WriteLine(name + "Begin");
        write();
        _text.WriteLine(name + "End");
    }

    private string LayerName() => Plain(_plan.Schema.Name).Trim() is { Length: > 0 } name ? name : "LAYER";

    private static string Position(double x, double y) => ValueText.Of(x) + "," + ValueText.Of(y);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
