using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Vct;

/// <summary>
/// Reads one layer of a VCT file, 2.0 or 3.0. Polygons are put together from line objects: chained end to end, backwards where the id is
/// negative, holes by containment.
/// </summary>
internal sealed class VctReader : FileFeatureReader
{
    private readonly string _path;
    private readonly FoundEncoding _encoding;
    private readonly int _longest;
    private readonly VctIndex _index;
    private readonly VctLayer _layer;
    private readonly VctTable? _table;

    private VctReader(string path, FoundEncoding encoding, ReadChoices choices)
    {
        (_path, _encoding, _longest) = (path, encoding, choices.Limits.MaxText);
        using (var lines = Open())
        {
            _index = new VctIndex(lines, CancellationToken.None);
        }

        var used = _index.Layers.Where(l => l.Kind != GeometryKind.None && _index.Objects.ContainsKey(l.Code)).ToArray();
        _layer = LayerChoice.Of(used, l => [l.Name, l.Code, l.Table], choices.Layer);
        _table = _index.Tables.GetValueOrDefault(_layer.Table);
        if (_table is not null && !_index.Sections.ContainsKey("ATTRIBUTE"))
        {
            throw FormatFault.Cut("VCT 文件", "属性一节之前");
        }

        Count = _index.Objects[_layer.Code];
        Schema = new FeatureSchema(_layer.Name, _table?.Fields ?? []) { Geometry = _layer.Kind };
        Conclude(
            new Findings(FileFormat.Vct, FormattableString.Invariant($"以 HeadBegin 开头,版本 {_index.Head.Version}.0"))
            {
                Encoding = encoding,
                Layers = [.. used.Select(l => l.Name)],
                Warnings = _index.Warnings,
                More = [new CoordinateText.Conclusion("图层", _layer.Name, FormattableString.Invariant($"要素代码 {_layer.Code},{Count} 个对象"))],
            },
            _index.Head.Reference(),
            choices);
    }

    public static Result<IFeatureReader> Open(string path, FoundEncoding encoding, ReadChoices choices) =>
        Guard<IFeatureReader>(() => new VctReader(path, encoding, choices))!.Value;

    protected override IEnumerable<Feature> Features(CancellationToken ct)
    {
        using var lines = Open();
        using var random = Open();
        var section = _layer.Kind switch { GeometryKind.Point => "POINT", GeometryKind.Line => "LINE", _ => "POLYGON" };
        if (!_index.Sections.TryGetValue(section, out var begin))
        {
            yield break;
        }

        lines.Seek(begin.Offset, begin.Line);
        var (objects, rings, record) = (new VctObjects(lines, _index.Head, section), new VctRings(random, _index), 0L);
        while (objects.Next() is { } found)
        {
            ct.ThrowIfCancellationRequested();
            if (found.Code != _layer.Code)
            {
                objects.Skip();
                continue;
            }

            var geometry = section switch
            {
                "POINT" => Points(objects.ReadPoints()),
                "LINE" => Line(objects.ReadLine(), found),
                _ => rings.Assemble(found.Id, objects.ReadRings()),
            };
            yield return new Feature(new FeatureOrigin(++record, found.Head.Line), geometry, Values(random, found)) { Id = FormattableString.Invariant($"{found.Id}") };
        }
    }

    private static NtsGeometry Points(List<(double X, double Y)> points)
    {
        var made = points.Select(p =>
        {
            var list = new PositionList(hasZ: false, hasM: false);
            list.Add(p.X, p.Y);
            return list.ToPoint();
        }).ToArray();
        return made.Length == 1 ? made[0] : FeatureGeometry.Factory.CreateMultiPoint(made);
    }

    /// <summary>Segments that go on where the one before ended are one line.</summary>
    private static NtsGeometry Line(List<PositionList> segments, VctObject found)
    {
        var joined = new List<PositionList>();
        foreach (var segment in segments)
        {
            if (segment.Count < 2)
            {
                throw FormatFault.AtLine(found.Head.Line, FormattableString.Invariant($"线 {found.Id} 的一段只有 {segment.Count} 个点"));
            }

            if (joined.Count > 0 && joined[^1] is var last && last.X(last.Count - 1).Equals(segment.X(0)) && last.Y(last.Count - 1).Equals(segment.Y(0)))
            {
                last.Append(segment, 1);
            }
            else
            {
                joined.Add(segment);
            }
        }

        return joined.Count == 1 ? joined[0].ToLine() : FeatureGeometry.Factory.CreateMultiLineString([.. joined.Select(l => l.ToLine())]);
    }

    private object?[] Values(LineFile random, VctObject found)
    {
        var values = new object?[Schema.Fields.Count];
        if (_table is null)
        {
            return values;
        }

        if (_index.Row(_table.Name, found.Id) is not { } place)
        {
            Found.Add(new Error(FormatErrors.WarnNotRead, ("what", FormattableString.Invariant($"对象 {found.Id} 的属性")), ("reason", $"表“{_table.Name}”里没有这一行")));
            return values;
        }

        random.Seek(place.Offset, place.Line);
        var parts = random.Read()!.Value.Text.Split(_index.Head.Separator);
        // 2.0 writers make the id the first field; 3.0 puts it before the fields.
        var shift = parts.Length == _table.Width + 1 ? 1 : parts.Length == _table.Width ? 0 : throw FormatFault.AtLine(
            place.Line, FormattableString.Invariant($"有 {parts.Length} 项,表“{_table.Name}”有 {_table.Width} 个字段"));
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = VctValues.Value(Schema.Fields[i], parts[_table.Columns[i] + shift], place.Line);
        }

        return values;
    }

    private LineFile Open()
    {
        var lines = new LineFile(_path, _encoding.Encoding, _longest);
        lines.Seek(_encoding.MarkLength, 1);
        return lines;
    }
}

/// <summary>Puts the rings of polygons together from line objects.</summary>
internal sealed class VctRings(LineFile lines, VctIndex index)
{
    /// <summary>Ends of lines that meet may differ by a millimetre; in degrees that is 1e-8.</summary>
    private const double Tolerance = 0.001;
    private readonly double _tolerance = index.Head.Reference().Crs is { IsDegrees: true } ? 1e-8 : Tolerance;

    public NtsGeometry Assemble(long polygon, IReadOnlyList<long> ids)
    {
        var rings = new List<LinearRing>();
        PositionList? open = null;
        foreach (var id in ids)
        {
            if (id == 0)
            {
                MustBeClosed(polygon, rings.Count, open);
                open = null;
                continue;
            }

            open = Chained(polygon, rings.Count + 1, open, Line(polygon, id));
            if (Near(open, 0, open, open.Count - 1) && open.Count >= 4)
            {
                rings.Add(Closed(open));
                open = null;
            }
        }

        MustBeClosed(polygon, rings.Count, open);
        var where = Where(polygon);
        return rings.Count == 0
            ? throw FormatFault.Record(where, "没有边界线")
            : (RingNesting.Assemble(rings) ?? throw new FormatFault(new Error(FormatErrors.TooComplex, ("where", where), ("reason", "圈太多太密")))).ToGeometry();
    }

    private static string Where(long polygon) => FormattableString.Invariant($"面 {polygon}");

    private static void MustBeClosed(long polygon, int rings, PositionList? open)
    {
        if (open is not null)
        {
            throw FormatFault.Ring(Where(polygon), rings + 1, "边界线没有闭合");
        }
    }

    private static LinearRing Closed(PositionList list)
    {
        var closed = new PositionList(hasZ: false, hasM: false);
        for (var i = 0; i < list.Count - 1; i++)
        {
            closed.Add(list.X(i), list.Y(i));
        }

        closed.Close();
        return closed.ToRing();
    }

    private PositionList Chained(long polygon, int ring, PositionList? open, PositionList next)
    {
        if (open is null)
        {
            return next;
        }

        if (!Near(open, open.Count - 1, next, 0))
        {
            throw FormatFault.Ring(Where(polygon), ring, "相邻两条边界线的端点不相接");
        }

        open.Append(next, 1);
        return open;
    }

    private PositionList Line(long polygon, long id)
    {
        if (id == long.MinValue || !index.Lines.TryGetValue(Math.Abs(id), out var place))
        {
            throw FormatFault.Record(Where(polygon), FormattableString.Invariant($"引用的线 {id} 不存在"));
        }

        lines.Seek(place.Offset, place.Line);
        var segments = new VctObjects(lines, index.Head, "LINE").ReadLine();
        var line = segments.Count > 0 ? segments[0] : throw FormatFault.Record(Where(polygon), FormattableString.Invariant($"引用的线 {id} 没有坐标"));
        foreach (var segment in segments.Skip(1))
        {
            line = Chained(polygon, 1, line, segment);
        }

        if (line.Count < 2)
        {
            throw FormatFault.Record(Where(polygon), FormattableString.Invariant($"引用的线 {id} 不足两个点"));
        }

        if (id < 0)
        {
            line.Reverse();
        }

        return line;
    }

    private bool Near(PositionList a, int i, PositionList b, int j) => Math.Abs(a.X(i) - b.X(j)) <= _tolerance && Math.Abs(a.Y(i) - b.Y(j)) <= _tolerance;
}
