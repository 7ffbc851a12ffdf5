using System.Buffers.Binary;
using System.Text;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Formats.Reference;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Shapefile;

/// <summary>
/// Reads a shapefile record by record; neither the index nor the attribute table need be there, but what is there must agree.
/// </summary>
internal sealed class ShapefileReader : FileFeatureReader
{
    private const int HeaderSize = 100;
    private const int SmallestBuffer = 64 * 1024;
    private readonly ShapefileSet _files;
    private readonly ReadLimits _limits;
    private readonly int _type;
    private readonly long _end;
    private readonly DbfTable? _table;

    private ShapefileReader(ShapefileSet files, ReadChoices choices)
    {
        (_files, _limits) = (files, choices.Limits);
        (_type, _end) = ReadHeader(files.Shp);
        _table = files.Dbf is null ? null : DbfTable.Open(files.Dbf, files.Cpg, choices.Encoding);
        Schema = new FeatureSchema(Path.GetFileNameWithoutExtension(files.Shp), _table?.Fields ?? [])
        {
            Geometry = ShapeType.Kind(_type),
            HasZ = ShapeType.HasZ(_type),
            HasM = _type >= ShapeType.WithM,
            MultiPoints = ShapeType.Plane(_type) == ShapeType.MultiPoint,
        };
        Count = _table?.Count;
        Conclude(FindingsOf(files), Stated(files), choices);
    }

    public static Result<IFeatureReader> Open(string path, ReadChoices choices) =>
        Guard<IFeatureReader>(() => new ShapefileReader(ShapefileSet.Of(path), choices))!.Value;

    protected override IEnumerable<Feature> Features(CancellationToken ct)
    {
        using var stream = new FileStream(_files.Shp, FileMode.Open, FileAccess.Read, FileShare.Read, SmallestBuffer);
        using var rows = _table?.Rows(Found);
        stream.Position = HeaderSize;
        var (buffer, head, record, deleted) = (new byte[SmallestBuffer], new byte[8], 0, 0);
        while (stream.Position < _end)
        {
            ct.ThrowIfCancellationRequested();
            record++;
            var where = FormattableString.Invariant($"第 {record} 条记录");
            var length = ContentLength(stream, head, record, where);
            if (buffer.Length < length)
            {
                buffer = new byte[length];
            }

            Fill(stream, buffer.AsSpan(0, length), where);
            var values = rows is null ? [] : rows.Next(record);
            if (values is null)
            {
                deleted++;
                continue;
            }

            yield return new Feature(new FeatureOrigin(record, null), new ShapeRecord(buffer.AsSpan(0, length), where, Found).Read(_type), values);
        }

        Finished(record, deleted);
    }

    private static (int Type, long End) ReadHeader(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[HeaderSize];
        if (stream.ReadAtLeast(head, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
        {
            throw FormatFault.Cut(Path.GetFileName(path), "文件头");
        }

        if (BinaryPrimitives.ReadInt32BigEndian(head) != 9994)
        {
            throw FormatFault.Structure(Path.GetFileName(path), "不是 .shp 文件");
        }

        var type = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(32));
        if (type == ShapeType.MultiPatch)
        {
            throw new FormatFault(new Error(FormatErrors.NotCarried, ("where", "文件"), ("what", "三维面片(MultiPatch)")));
        }

        var end = (long)BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(24)) * 2;
        if (!ShapeType.IsKnown(type) || end < HeaderSize)
        {
            throw FormatFault.Structure(Path.GetFileName(path), FormattableString.Invariant($"文件头的图形类型 {type} 或长度 {end} 不对"));
        }

        return stream.Length < end
            ? throw FormatFault.Cut(Path.GetFileName(path), FormattableString.Invariant($"第 {stream.Length} 字节(应有 {end} 字节)"))
            : stream.Length > end ? throw FormatFault.Structure(Path.GetFileName(path), FormattableString.Invariant($"文件头写明 {end} 字节,实有 {stream.Length} 字节")) : (type, end);
    }

    private static StatedReference Stated(ShapefileSet files)
    {
        if (files.Prj is null)
        {
            return new StatedReference(null, "没有 .prj 文件", AxisOrder.EastFirst);
        }

        var crs = new FileInfo(files.Prj).Length > 1 << 16 ? null : CrsWkt.Read(File.ReadAllText(files.Prj, Encoding.UTF8));
        return new StatedReference(crs ?? throw FormatFault.Structure(Path.GetFileName(files.Prj), "不是坐标系的写法"), ".prj 文件的参数", AxisOrder.EastFirst);
    }

    private Findings FindingsOf(ShapefileSet files)
    {
        var warnings = new List<Error>();
        void Missing(string? file, string name, string consequence)
        {
            if (file is null)
            {
                warnings.Add(new Error(FormatErrors.WarnPartFileMissing, ("file", name), ("consequence", consequence)));
            }
        }

        Missing(files.Shx, ".shx", "按记录的先后读取");
        Missing(files.Dbf, ".dbf", "没有属性");
        return new Findings(FileFormat.Shapefile, "文件头的标识 9994")
        {
            Encoding = _table?.Encoding,
            Warnings = [.. warnings, .. _table?.Warnings ?? []],
            More = [new Conclusion("图形", $"{Kind()}{(ShapeType.HasZ(_type) ? ",带高程" : string.Empty)}", "文件头的图形类型")],
        };
    }

    private string Kind() => Schema.Geometry switch
    {
        GeometryKind.Point => "点",
        GeometryKind.Line => "线",
        GeometryKind.Polygon => "面",
        _ => "没有图形",
    };

    private int ContentLength(FileStream stream, byte[] head, int record, string where)
    {
        if (_end - stream.Position < head.Length)
        {
            throw FormatFault.Cut(Path.GetFileName(_files.Shp), where);
        }

        Fill(stream, head, where);
        var number = BinaryPrimitives.ReadInt32BigEndian(head);
        var length = (long)BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4)) * 2;
        if (number != record)
        {
            throw FormatFault.Record(where, FormattableString.Invariant($"记录号写成 {number}"));
        }

        if (length < 4 || length > _end - stream.Position)
        {
            throw FormatFault.Record(where, FormattableString.Invariant($"写明的长度 {length} 字节超出文件"));
        }

        return length / 16 > _limits.MaxVertices
            ? throw new FormatFault(new Error(FormatErrors.TooComplex, ("where", where), ("reason", $"超过 {_limits.MaxVertices} 个点")))
            : (int)length;
    }

    private void Fill(FileStream stream, Span<byte> buffer, string where)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw FormatFault.Cut(Path.GetFileName(_files.Shp), where);
        }
    }

    private void Finished(int records, int deleted)
    {
        if (_table is not null && _table.Count != records)
        {
            throw FormatFault.Structure(Path.GetFileName(_files.Shp), FormattableString.Invariant($"有 {records} 条记录,.dbf 有 {_table.Count} 条"));
        }

        if (_files.Shx is not null && new FileInfo(_files.Shx).Length != HeaderSize + (8L * records))
        {
            throw FormatFault.Structure(Path.GetFileName(_files.Shx), FormattableString.Invariant($".shp 有 {records} 条记录,索引的长度不合"));
        }

        if (deleted > 0)
        {
            Found.Add(new Error(FormatErrors.WarnNotRead, ("what", FormattableString.Invariant($"{deleted} 条记录")), ("reason", "已在 .dbf 里标为删除")));
        }
    }
}
