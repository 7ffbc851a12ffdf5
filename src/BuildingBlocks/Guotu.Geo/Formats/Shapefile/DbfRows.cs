using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Shapefile;

/// <summary>The rows of a .dbf in order.</summary>
internal sealed class DbfRows : IDisposable
{
    private const int ExactDigits = 15;
    private readonly DbfTable _table;
    private readonly ReadWarnings _warnings;
    private readonly FileStream _stream;
    private readonly byte[] _record;

    public DbfRows(DbfTable table, ReadWarnings warnings)
    {
        (_table, _warnings, _record) = (table, warnings, new byte[table.RecordLength]);
        _stream = new FileStream(table.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        _stream.Position = table.HeaderLength;
    }

    /// <summary>Values of the next row; null where it is marked as deleted.</summary>
    public IReadOnlyList<object?>? Next(int record)
    {
        if (record > _table.Count)
        {
            throw FormatFault.Structure(Path.GetFileName(_table.Path), FormattableString.Invariant($"只有 {_table.Count} 条记录,.shp 有更多"));
        }

        if (_stream.ReadAtLeast(_record, _record.Length, throwOnEndOfStream: false) < _record.Length)
        {
            throw FormatFault.Cut(Path.GetFileName(_table.Path), FormattableString.Invariant($"第 {record} 条记录"));
        }

        if (_record[0] == '*')
        {
            return null;
        }

        var values = new object?[_table.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Value(_table.Columns[i], record);
        }

        return values;
    }

    public void Dispose() => _stream.Dispose();

    private object? Value(DbfColumn column, int record)
    {
        var bytes = _record.AsSpan(column.Offset, column.Width);
        return column.Type switch
        {
            'C' => Text(column, bytes, record),
            'I' or '+' => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes),
            'B' or 'O' => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            'L' => Flag(column, (char)bytes[0], record),
            'D' => Date(column, Ascii(bytes), record),
            _ => Number(column, Ascii(bytes), record),
        };
    }

    /// <summary>Blank text and no text are the same to the format: null.</summary>
    private string? Text(DbfColumn column, ReadOnlySpan<byte> bytes, int record)
    {
        var end = bytes.IndexOf((byte)0);
        var used = (end < 0 ? bytes : bytes[..end]).TrimEnd((byte)' ');
        if (used.IsEmpty)
        {
            return null;
        }

        var text = DbfEncoding.Decode(_table.Encoding.Encoding, used, out var cut)
            ?? throw Broken(column, record, Encoding.Latin1.GetString(used), "不是 " + _table.Encoding.Name);
        if (cut)
        {
            _warnings.Add(new Error(FormatErrors.WarnTextCut, ("where", Where(record))) { Field = column.Field.Name });
        }

        return text;
    }

    private static bool? Flag(DbfColumn column, char mark, int record) => mark switch
    {
        'T' or 't' or 'Y' or 'y' or '1' => true,
        'F' or 'f' or 'N' or 'n' or '0' => false,
        ' ' or '?' or '\0' => null,
        _ => throw Broken(column, record, mark.ToString(), "不是逻辑值"),
    };

    private static DateOnly? Date(DbfColumn column, string text, int record)
    {
        if (text.Length == 0 || text.All(c => c == '0'))
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Broken(column, record, text, "不是日期");
    }

    private object? Number(DbfColumn column, string text, int record)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (text.All(c => c == '*'))
        {
            // What writers put where a number did not fit its width.
            _warnings.Add(new Error(FormatErrors.WarnNotRead, ("what", $"{Where(record)}字段“{column.Field.Name}”的值"), ("reason", "写文件的软件因超宽只写了星号")));
            return null;
        }

        if (column.Field.Kind == FieldKind.Whole && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            throw Broken(column, record, text, "不是数字");
        }

        if (column.Field.Kind == FieldKind.Whole)
        {
            return number == Math.Floor(number) && Math.Abs(number) < 1e15 ? (long)number : throw Broken(column, record, text, "不是整数");
        }

        if (text.Count(char.IsAsciiDigit) > ExactDigits && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && !Same(exact, number))
        {
            _warnings.Add(new Error(
                FormatErrors.WarnNotRead,
                ("what", $"{Where(record)}字段“{column.Field.Name}”的值 {text} 的末几位"),
                ("reason", "超过 15 位有效数字")));
        }

        return number;
    }

    private static bool Same(decimal exact, double number) => Math.Abs(number) < 7e27 && decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) == exact;

    private static string Ascii(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).Trim(' ', '\0');

    private static FormatFault Broken(DbfColumn column, int record, string value, string reason) => new(
        new Error(FormatErrors.ValueBroken, ("where", Where(record)), ("value", value.Length > 60 ? value[..60] : value), ("reason", reason)) { Field = column.Field.Name });

    private static string Where(int record) => FormattableString.Invariant($"第 {record} 条记录");
}
