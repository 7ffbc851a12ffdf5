using System.Text;

namespace Guotu.Hosting.Exports;

/// <summary>
/// A table as CSV (导出表格): UTF-8 with its mark, as spreadsheets open it; cells that look like formulas are made harmless. Who exported it stands in the
/// first line, where the county wants it.
/// </summary>
public sealed class ExportSheet
{
    public const string MediaType = "text/csv; charset=utf-8";

    private readonly StringBuilder _text = new("\uFEFF");

    public ExportSheet(ExportMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        if (mark.Shown)
        {
            Add(mark.Line);
        }
    }

    public ExportSheet Add(params string?[] cells)
    {
        _text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        return this;
    }

    public override string ToString() => _text.ToString();

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private static string Cell(string? value)
    {
        var safe = value is { Length: > 0 } && value[0] is '=' or '+' or '-' or '@' or '\t' ? "'" + value : value ?? string.Empty;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : safe;
    }
}
