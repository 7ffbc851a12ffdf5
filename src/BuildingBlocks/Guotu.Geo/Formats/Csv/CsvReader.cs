using System.Text;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Csv;

/// <summary>
/// Reads delimited tables with a header: a WKT column, or two coordinate columns that make points. All values are text, for a table says
/// nothing of types: a land class code like 0101 must not become a number.
/// </summary>
internal sealed class CsvReader : FileFeatureReader
{
    private readonly string _path;
    private readonly FoundEncoding _encoding;
    private readonly int _longest;
    private readonly char _delimiter;
    private readonly CsvColumns _columns;
    private readonly int[] _fields;
    private readonly int _width;

    private CsvReader(string path, FoundEncoding encoding, ReadChoices choices)
    {
        (_path, _encoding, _longest) = (path, encoding, choices.Limits.MaxText);
        (_delimiter, var why) = CsvDelimiter.Find(Open, _longest);
        using (var text = Open())
        {
            var head = new CsvRows(text, _delimiter, _longest).Read().FirstOrDefault() ?? throw new FormatFault(new Error(FormatErrors.NoFeatures));
            _columns = CsvColumns.Of(head) ?? throw FormatFault.AtLine(1, "表头里没有认得的坐标列(WKT、X 与 Y、经度与纬度、东坐标与北坐标)");
            _width = head.Cells.Count;
            _fields = [.. Enumerable.Range(0, _width).Where(i => !_columns.Holds(i))];
            Schema = new FeatureSchema(Path.GetFileNameWithoutExtension(path), [.. _fields.Select(i => new FieldDefinition(Name(head, i), FieldKind.Text))])
            {
                Geometry = _columns.Wkt >= 0 ? GeometryKind.Mixed : GeometryKind.Point,
                HasZ = _columns.Height >= 0,
            };
        }

        if (Schema.Fields.Select(f => f.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != _fields.Length)
        {
            throw FormatFault.AtLine(1, "有同名的列");
        }

        Conclude(
            new Findings(FileFormat.Csv, "分隔的表格,有坐标列") { Encoding = encoding, More = [new Conclusion("分隔符", _delimiter == '\t' ? "制表符" : _delimiter.ToString(), why), new Conclusion("坐标列", _columns.Wkt >= 0 ? "WKT" : "两列", _columns.Reason)] },
            new StatedReference(null, string.Empty, _columns.Axis),
            choices);
    }

    public static Result<IFeatureReader> Open(string path, FoundEncoding encoding, ReadChoices choices) =>
        Guard<IFeatureReader>(() => new CsvReader(path, encoding, choices))!.Value;

    protected override IEnumerable<Feature> Features(CancellationToken ct)
    {
        using var text = Open();
        var record = 0L;
        foreach (var row in new CsvRows(text, _delimiter, _longest).Read().Skip(1))
        {
            ct.ThrowIfCancellationRequested();
            if (row.Cells.Count != _width)
            {
                throw FormatFault.AtLine(row.Line, FormattableString.Invariant($"有 {row.Cells.Count} 列,表头有 {_width} 列"));
            }

            var values = new object?[_fields.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = row.Cells[_fields[i]].Value;
            }

            yield return new Feature(new FeatureOrigin(++record, row.Line), _columns.Geometry(row), values);
        }
    }

    private StreamReader Open() => new(_path, _encoding.Encoding, detectEncodingFromByteOrderMarks: true);

    private static string Name(CsvRow head, int column) =>
        head.Cells[column].Text.Trim() is { Length: > 0 } name ? name : FormattableString.Invariant($"第{column + 1}列");
}

/// <summary>Writes tables with a WKT column first, RFC 4180, UTF-8 with a mark so that spreadsheets read the Chinese.</summary>
internal sealed class CsvWriter : IFeatureWriter
{
    private readonly StreamWriter _text;
    private readonly FeatureSchema _schema;
    private readonly LossLedger _losses = new();
    private long _count;

    public CsvWriter(WritePlan plan, Stream target)
    {
        _schema = plan.Schema;
        _text = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), leaveOpen: true) { NewLine = "\r\n" };
        _losses.Add(FormatErrors.LossCrs, null, 0, "CSV 没有写坐标系的地方");
        foreach (var field in _schema.Fields.Where(f => f.Kind != FieldKind.Text))
        {
            _losses.Add(FormatErrors.LossTypeChanged, field.Name, 0, "文本(CSV 不分类型)");
        }

        _text.WriteLine(string.Join(',', _schema.Fields.Select(f => Cell(f.Name, f.Name)).Prepend("WKT")));
    }

    public async Task<Result> WriteAsync(Feature feature, CancellationToken ct)
    {
        _count++;
        if (feature.Id is not null)
        {
            _losses.Add(FormatErrors.LossIdentifier, null, _count);
        }

        var geometry = feature.Geometry is null ? (_schema.Fields.Count == 0 ? "\"\"" : string.Empty) : Cell(WktText(feature.Geometry), "WKT");
        var cells = _schema.Fields.Select((f, i) => Cell(ValueText.Of(feature.Values[i]), f.Name));
        await _text.WriteLineAsync(string.Join(',', cells.Prepend(geometry)).AsMemory(), ct);
        return Result.Done;
    }

    public async Task<Result<WriteReport>> CompleteAsync(CancellationToken ct)
    {
        await _text.FlushAsync(ct);
        return new WriteReport(_count, _losses.ToList());
    }

    public ValueTask DisposeAsync() => _text.DisposeAsync();

    private static string WktText(NtsGeometry geometry) => WellKnown.WktText.Write(geometry);

    /// <summary>No value is an empty cell, empty text a pair of quotes.</summary>
    private string Cell(string? value, string field)
    {
        if (value is null)
        {
            return string.Empty;
        }

        var whole = ValueText.WellFormed(value);
        if (whole != value)
        {
            _losses.Add(FormatErrors.LossTextChanged, field, _count, "不成字的代理码换成了 �");
        }

        return whole.Length == 0 || whole.AsSpan().IndexOfAny("\",\r\n") >= 0 || whole[0] is ' ' or '\t' || whole[^1] is ' ' or '\t'
            ? $"\"{whole.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : whole;
    }
}
