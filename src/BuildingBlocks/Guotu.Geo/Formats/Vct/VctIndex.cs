using System.Globalization;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Vct;

/// <summary>A place in the file.</summary>
internal readonly record struct VctPlace(long Offset, int Line);

/// <summary>
/// What one pass over a VCT file finds: head, layers, tables, where each section begins, and the places of lines and attribute rows by
/// id. Coordinates stay in the file.
/// </summary>
internal sealed class VctIndex
{
    private static readonly string[] KnownSections = ["HEAD", "FEATURECODE", "TABLESTRUCTURE", "POINT", "LINE", "POLYGON", "ATTRIBUTE", "COMMENT"];
    private readonly LineFile _lines;
    private readonly Dictionary<string, Dictionary<long, VctPlace>> _rows = new(StringComparer.OrdinalIgnoreCase);
    private string? _table;

    public VctIndex(LineFile lines, CancellationToken ct)
    {
        _lines = lines;
        while (lines.Read() is { } line)
        {
            ct.ThrowIfCancellationRequested();
            if (SectionOf(line.Text) is { } section)
            {
                Read(section, line.Number);
            }
            else if (line.Text.Trim().Length > 0)
            {
                throw FormatFault.AtLine(line.Number, "不在任何一节之中");
            }
        }

        if (!Sections.ContainsKey("HEAD"))
        {
            throw FormatFault.Structure("VCT 文件", "没有文件头(HeadBegin)");
        }
    }

    public VctHead Head { get; } = new();

    public List<VctLayer> Layers { get; } = [];

    public Dictionary<string, VctTable> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, VctPlace> Sections { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Line objects by id: the place of their type line.</summary>
    public Dictionary<long, VctPlace> Lines { get; } = [];

    /// <summary>Objects of each layer code.</summary>
    public Dictionary<string, int> Objects { get; } = new(StringComparer.Ordinal);

    public List<Error> Warnings { get; } = [];

    public VctPlace? Row(string table, long id) => _rows.TryGetValue(table, out var rows) && rows.TryGetValue(id, out var place) ? place : null;

    private static string? SectionOf(string text)
    {
        var trimmed = text.Trim();
        return trimmed.EndsWith("Begin", StringComparison.OrdinalIgnoreCase) && trimmed.Length > 5 && trimmed.All(char.IsAsciiLetter) ? trimmed[..^5].ToUpperInvariant() : null;
    }

    private void Read(string section, int line)
    {
        if (!Sections.TryAdd(section, new VctPlace(_lines.Offset, line + 1)) && section != "COMMENT")
        {
            throw FormatFault.AtLine(line, $"{section} 一节出现了两次");
        }

        if (section is "POINT" or "LINE" or "POLYGON")
        {
            ReadObjects(section);
            return;
        }

        var skipped = 0;
        while (Body(section) is { } body)
        {
            if (body.Text.Trim().Length == 0)
            {
                continue;
            }

            switch (section)
            {
                case "HEAD":
                    Head.Add(body.Text);
                    break;
                case "FEATURECODE":
                    ReadLayer(body);
                    break;
                case "TABLESTRUCTURE":
                    ReadTable(body);
                    break;
                case "ATTRIBUTE":
                    ReadRow(body);
                    break;
                default:
                    skipped++;
                    break;
            }
        }

        if (skipped > 0 && !KnownSections.Contains(section))
        {
            Warnings.Add(new Error(FormatErrors.WarnNotRead, ("what", $"{section} 一节({skipped} 行)"), ("reason", "只读点、线、面和属性")));
        }
    }

    /// <summary>The next line of a section; null at its end.</summary>
    private TextLine? Body(string section)
    {
        var line = _lines.Read() ?? throw FormatFault.Cut("VCT 文件", $"{section} 一节没有结束");
        return line.Text.Trim().Equals(section + "End", StringComparison.OrdinalIgnoreCase) ? null : line;
    }

    private void ReadLayer(TextLine line)
    {
        var parts = line.Text.Split(Head.Separator).Select(p => p.Trim()).ToArray();
        if (parts.Length == 2)
        {
            return; // a table without geometry
        }

        GeometryKind? kind = parts.Length < 4 ? null : parts[2].ToUpperInvariant() switch
        {
            "POINT" => GeometryKind.Point,
            "LINE" => GeometryKind.Line,
            "POLYGON" => GeometryKind.Polygon,
            "ANNOTATION" or "SOLID" or "AGGREGATION" => GeometryKind.None,
            _ => null,
        };
        Layers.Add(kind is null
            ? throw FormatFault.AtLine(line.Number, "要素代码的写法不对")
            : new VctLayer(parts[0], parts[1], kind.Value, Head.Version == 2 ? parts[^1] : parts[3]));
    }

    private void ReadTable(TextLine line)
    {
        var parts = line.Text.Split(Head.Separator).Select(p => p.Trim()).ToArray();
        if (parts is ["0"])
        {
            return; // what ends a table in 3.0
        }

        if (parts.Length < 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 2_048)
        {
            throw FormatFault.AtLine(line.Number, "表结构应写 表名,字段数");
        }

        var (fields, columns) = (new List<FieldDefinition>(), new List<int>());
        for (var i = 0; i < count; i++)
        {
            var row = Body("TABLESTRUCTURE") ?? throw FormatFault.AtLine(line.Number, FormattableString.Invariant($"写明 {count} 个字段,只有 {i} 个"));
            if (VctValues.Field(row.Text.Split(Head.Separator), row.Number) is { } field)
            {
                fields.Add(field);
                columns.Add(i);
            }
            else
            {
                Warnings.Add(new Error(FormatErrors.WarnNotRead, ("what", $"字段“{row.Text.Split(Head.Separator)[0]}”"), ("reason", "二进制字段")));
            }
        }

        if (!Tables.TryAdd(parts[0], new VctTable(parts[0], fields, columns, count)))
        {
            throw FormatFault.AtLine(line.Number, $"表“{parts[0]}”定义了两次");
        }
    }

    private void ReadRow(TextLine line)
    {
        var text = line.Text.Trim();
        if (_table is null)
        {
            _table = text;
            _rows.TryAdd(text, []);
            return;
        }

        if (text.Equals("TableEnd", StringComparison.OrdinalIgnoreCase))
        {
            _table = null;
            return;
        }

        var end = text.IndexOf(Head.Separator, StringComparison.Ordinal);
        var id = VctValues.Id(end < 0 ? text : text[..end], line.Number);
        if (!_rows[_table].TryAdd(id, new VctPlace(line.Offset, line.Number)))
        {
            throw FormatFault.AtLine(line.Number, FormattableString.Invariant($"表“{_table}”里编号 {id} 出现了两次"));
        }
    }

    private void ReadObjects(string section)
    {
        var reader = new VctObjects(_lines, Head, section);
        while (reader.Next() is { } found)
        {
            Objects[found.Code] = Objects.GetValueOrDefault(found.Code) + 1;
            if (section == "LINE" && !Lines.TryAdd(found.Id, found.Content))
            {
                throw FormatFault.AtLine(found.Content.Line, FormattableString.Invariant($"线编号 {found.Id} 出现了两次"));
            }

            reader.Skip();
        }
    }
}
