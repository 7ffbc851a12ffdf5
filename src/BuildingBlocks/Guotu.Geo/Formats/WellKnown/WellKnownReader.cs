using System.Text;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.WellKnown;

/// <summary>
/// Reads lists of WKT (one after the other, a geometry may run over several lines) or of WKB (hexadecimal, one a line, or binary, one
/// after the other). There are no attributes; the coordinate system is that of an SRID, the same in all of the file, or unknown.
/// </summary>
internal sealed class WellKnownReader : FileFeatureReader
{
    private const int LargestBinary = 256 << 20;
    private readonly string _path;
    private readonly FoundEncoding? _encoding;
    private readonly FileFormat _format;
    private readonly ReadLimits _limits;
    private int? _srid;
    private bool _sridKnown;

    private WellKnownReader(string path, FoundEncoding? encoding, FileFormat format, ReadChoices choices)
    {
        (_path, _encoding, _format, _limits) = (path, encoding, format, choices.Limits);
        Schema = new FeatureSchema(Path.GetFileNameWithoutExtension(path), []);
        // The first geometry tells the SRID; Conclude reads it again to weigh its numbers.
        _ = Features(CancellationToken.None).FirstOrDefault();
        var stated = _srid is > 0
            ? new StatedReference(CoordinateSystem.OfEpsg(_srid.Value), "SRID", AxisOrder.EastFirst)
            : new StatedReference(null, string.Empty, null);
        Conclude(new Findings(format, format == FileFormat.WellKnownText ? "行首是图形类型" : encoding is null ? "字节序标记和图形类型" : "十六进制的字节序标记和图形类型") { Encoding = encoding }, stated, choices);
    }

    public static Result<IFeatureReader> Open(string path, FoundEncoding? encoding, FileFormat format, ReadChoices choices) =>
        Guard<IFeatureReader>(() => new WellKnownReader(path, encoding, format, choices))!.Value;

    protected override IEnumerable<Feature> Features(CancellationToken ct) => _encoding is null ? Binary(ct) : Texts(ct);

    private IEnumerable<Feature> Texts(CancellationToken ct)
    {
        using var lines = new StreamReader(_path, _encoding!.Encoding);
        var (text, record, line, begin, depth) = (new StringBuilder(), 0L, 0, 0, 0);
        while (lines.ReadLine() is { } next)
        {
            ct.ThrowIfCancellationRequested();
            line++;
            if (text.Length == 0)
            {
                begin = line;
            }

            text.Append(next).Append(' ');
            depth += next.Count(c => c == '(') - next.Count(c => c == ')');
            if (text.Length > _limits.MaxText)
            {
                throw FormatFault.AtLine(begin, "一个图形过大");
            }

            if (depth > 0)
            {
                continue;
            }

            if (!string.IsNullOrWhiteSpace(text.ToString()))
            {
                yield return new Feature(new FeatureOrigin(++record, begin), Geometry(text.ToString().Trim(), FormattableString.Invariant($"第 {begin} 行")), []);
            }

            text.Clear();
            depth = 0;
        }

        if (!string.IsNullOrWhiteSpace(text.ToString()))
        {
            throw FormatFault.Cut(Path.GetFileName(_path), FormattableString.Invariant($"第 {begin} 行开始的图形"));
        }
    }

    private NtsGeometry Geometry(string text, string where)
    {
        if (_format == FileFormat.WellKnownText)
        {
            var reader = new WktGeometry(text, where);
            var geometry = reader.Read();
            Same(reader.Srid, where);
            return geometry;
        }

        if (text.Length % 2 != 0 || text.Any(c => !char.IsAsciiHexDigit(c)))
        {
            throw FormatFault.Record(where, "WKB 不是十六进制,或位数是单数");
        }

        return Whole(Convert.FromHexString(text), where);
    }

    private NtsGeometry Whole(ReadOnlySpan<byte> bytes, string where)
    {
        var reader = new WkbGeometry(bytes, where);
        var geometry = reader.Read();
        Same(reader.Srid, where);
        return reader.Used == bytes.Length ? geometry : throw FormatFault.Record(where, "WKB 后面有多余的内容");
    }

    private IEnumerable<Feature> Binary(CancellationToken ct)
    {
        var size = new FileInfo(_path).Length;
        var bytes = size <= LargestBinary ? File.ReadAllBytes(_path) : throw FormatFault.TooLarge("WKB 文件", size, LargestBinary);
        var (at, record) = (0, 0L);
        while (at < bytes.Length)
        {
            ct.ThrowIfCancellationRequested();
            var where = FormattableString.Invariant($"第 {++record} 条记录");
            yield return new Feature(new FeatureOrigin(record, null), Next(bytes, ref at, where), []);
        }
    }

    private NtsGeometry Next(byte[] bytes, ref int at, string where)
    {
        var reader = new WkbGeometry(bytes.AsSpan(at), where);
        var geometry = reader.Read();
        Same(reader.Srid, where);
        at += reader.Used;
        return geometry;
    }

    private void Same(int? srid, string where)
    {
        if (_sridKnown && srid != _srid)
        {
            throw FormatFault.Record(where, FormattableString.Invariant($"SRID {srid ?? 0} 与前面的 {_srid ?? 0} 不同"));
        }

        (_srid, _sridKnown) = (srid, true);
    }
}

/// <summary>Writes lists of WKT or hexadecimal WKB, with the SRID where the system has a code.</summary>
internal sealed class WellKnownWriter : IFeatureWriter
{
    private readonly StreamWriter _text;
    private readonly FileFormat _format;
    private readonly int? _srid;
    private readonly LossLedger _losses = new();
    private long _asked;
    private long _count;

    public WellKnownWriter(WritePlan plan, Stream target, FileFormat format)
    {
        (_format, _srid) = (format, plan.Crs?.Epsg);
        _text = new StreamWriter(target, EncodingFinding.Utf8, leaveOpen: true) { NewLine = "\n" };
        foreach (var field in plan.Schema.Fields)
        {
            _losses.Add(FormatErrors.LossFieldLeftOut, field.Name, 0, format.ChineseName() + "只有图形");
        }

        if (_srid is null)
        {
            _losses.Add(FormatErrors.LossCrs, null, 0, "没有 EPSG 代码");
        }
    }

    public async Task<Result> WriteAsync(Feature feature, CancellationToken ct)
    {
        _asked++;
        if (feature.Id is not null)
        {
            _losses.Add(FormatErrors.LossIdentifier, null, _asked);
        }

        if (feature.Geometry is not { } geometry)
        {
            _losses.Add(FormatErrors.LossFeatureLeftOut, null, _asked, "没有图形");
            return Result.Done;
        }

        var line = _format == FileFormat.WellKnownText
            ? (_srid is { } srid ? FormattableString.Invariant($"SRID={srid};") : string.Empty) + WktText.Write(geometry)
            : Convert.ToHexString(WkbBytes.Write(geometry, _srid));
        await _text.WriteLineAsync(line.AsMemory(), ct);
        _count++;
        return Result.Done;
    }

    public async Task<Result<WriteReport>> CompleteAsync(CancellationToken ct)
    {
        await _text.FlushAsync(ct);
        return new WriteReport(_count, _losses.ToList());
    }

    public ValueTask DisposeAsync() => _text.DisposeAsync();
}
