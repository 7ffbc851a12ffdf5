using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Guotu.Geo.Formats.Text;

namespace Guotu.Geo.Formats.Shapefile;

/// <summary>Writes the attribute table of a shapefile; what its narrow types can not hold goes to the ledger.</summary>
internal sealed class DbfWriter : IDisposable
{
    private const int NameBytes = 10;
    private const int WidestText = 254;
    private const int WholeWidth = 18;
    private const int NumberWidth = 24;
    private const int NumberDecimals = 15;
    private readonly FileStream _stream;
    private readonly Encoding _encoding;
    private readonly LossLedger _losses;
    private readonly List<Column> _columns;
    private readonly byte[] _record;

    public DbfWriter(string path, FeatureSchema schema, Encoding encoding, LossLedger losses)
    {
        (_encoding, _losses) = (encoding, losses);
        _columns = Columns(schema);
        _record = new byte[1 + _columns.Sum(c => c.Width)];
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        WriteHeader(0);
    }

    public long Length => _stream.Length;

    public int RecordLength => _record.Length;

    public void Write(IReadOnlyList<object?> values, long record)
    {
        _record.AsSpan().Fill((byte)' ');
        var at = 1;
        foreach (var column in _columns)
        {
            Put(column, values[column.Index], _record.AsSpan(at, column.Width), record);
            at += column.Width;
        }

        _stream.Write(_record);
    }

    /// <summary>Ends the file.</summary>
    public void Complete(long count)
    {
        _stream.WriteByte(0x1A);
        _stream.Position = 0;
        WriteHeader(count);
        _stream.Flush(flushToDisk: true);
    }

    public void Dispose() => _stream.Dispose();

    private List<Column> Columns(FeatureSchema schema)
    {
        var columns = new List<Column>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            var field = schema.Fields[i];
            if (field.Kind == FieldKind.Bytes)
            {
                _losses.Add(FormatErrors.LossFieldLeftOut, field.Name, 0, "二进制字段不能写进 .dbf");
                continue;
            }

            var name = ShortName(field.Name, taken);
            if (name != field.Name)
            {
                _losses.Add(FormatErrors.LossFieldRenamed, field.Name, 0, name);
            }

            if (field.Kind == FieldKind.Instant)
            {
                _losses.Add(FormatErrors.LossTypeChanged, field.Name, 0, "文本(.dbf 只有日期,没有时刻)");
            }

            columns.Add(Column.Of(i, field, name, ReferenceEquals(_encoding, EncodingFinding.Utf8) ? 3 : 2));
        }

        return columns;
    }

    /// <summary>At most ten bytes and no half characters; a number at the end keeps shortened names apart.</summary>
    private string ShortName(string name, HashSet<string> taken)
    {
        var candidate = Cut(name, NameBytes);
        for (var n = 1; candidate.Length == 0 || !taken.Add(candidate); n++)
        {
            var ending = FormattableString.Invariant($"_{n}");
            candidate = Cut(name, NameBytes - ending.Length) + ending;
        }

        return candidate;
    }

    /// <summary>The longest beginning that fits, whole characters only.</summary>
    private string Cut(string text, int bytes)
    {
        if (_encoding.GetByteCount(text) <= bytes)
        {
            return text;
        }

        var (used, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += _encoding.GetByteCount(rune.ToString());
            if (used > bytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    private void Put(Column column, object? value, Span<byte> place, long record)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                PutText(column, text, place, record);
                break;
            case long whole:
                PutNumber(column, whole.ToString(CultureInfo.InvariantCulture), place, record);
                break;
            case double number:
                PutNumber(column, Digits(column, number, record), place, record);
                break;
            case DateOnly date:
                Encoding.ASCII.GetBytes(date.ToString("yyyyMMdd", CultureInfo.InvariantCulture), place);
                break;
            case bool flag:
                place[0] = (byte)(flag ? 'T' : 'F');
                break;
            default:
                Encoding.ASCII.GetBytes(ValueText.Of(value)!, place);
                break;
        }
    }

    private void PutText(Column column, string text, Span<byte> place, long record)
    {
        if (text.AsSpan().Trim([' ', '\0']).IsEmpty)
        {
            _losses.Add(FormatErrors.LossEmptyText, column.Field.Name, record);
            return;
        }

        var clean = text.Replace('\0', ' ');
        if (clean != text || text[^1] == ' ')
        {
            _losses.Add(FormatErrors.LossTextChanged, column.Field.Name, record, "末尾的空格和空字符不保留");
        }

        var cut = Cut(WellFormed(clean, column, record), place.Length);
        if (cut.Length < clean.Length)
        {
            _losses.Add(FormatErrors.LossTextCut, column.Field.Name, record);
        }

        _encoding.GetBytes(cut, place);
    }

    /// <summary>A lone surrogate is no character: nothing can write it.</summary>
    private string WellFormed(string text, Column column, long record)
    {
        var whole = ValueText.WellFormed(text);
        if (whole != text)
        {
            _losses.Add(FormatErrors.LossTextChanged, column.Field.Name, record, "不成字的代理码换成了 �");
        }

        return whole;
    }

    private string Digits(Column column, double number, long record)
    {
        if (!double.IsFinite(number))
        {
            return string.Empty.PadLeft(column.Width + 1);
        }

        var text = ValueText.Of(number);
        if (column.Field.Decimals == 0 || text.Contains('E', StringComparison.Ordinal))
        {
            return text;
        }

        var fixedForm = number.ToString("F" + column.Field.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (!double.Parse(fixedForm, CultureInfo.InvariantCulture).Equals(number))
        {
            _losses.Add(FormatErrors.LossNumber, column.Field.Name, record, FormattableString.Invariant($"取到 {column.Field.Decimals} 位小数"));
        }

        return fixedForm;
    }

    private void PutNumber(Column column, string text, Span<byte> place, long record)
    {
        if (text.Length > place.Length)
        {
            _losses.Add(FormatErrors.LossNumber, column.Field.Name, record, "超出字段宽度,写成空值");
            return;
        }

        Encoding.ASCII.GetBytes(text, place[(place.Length - text.Length)..]);
    }

    private void WriteHeader(long count)
    {
        var head = new byte[32 + (32 * _columns.Count) + 1];
        (head[0], head[1], head[2], head[3]) = (3, 100, 1, 1); // the date of change is not recorded: the same content gives the same bytes
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), (uint)count);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), (ushort)head.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(10), (ushort)_record.Length);
        head[29] = (byte)(ReferenceEquals(_encoding, EncodingFinding.Gb18030) ? 0x4D : 0);
        for (var i = 0; i < _columns.Count; i++)
        {
            var column = _columns[i];
            var entry = head.AsSpan(32 + (32 * i), 32);
            _encoding.GetBytes(column.Name, entry[..NameBytes]);
            entry[11] = (byte)column.Type;
            entry[16] = (byte)column.Width;
            entry[17] = (byte)column.Decimals;
        }

        head[^1] = 0x0D;
        _stream.Write(head);
    }

    private sealed record Column(int Index, FieldDefinition Field, string Name, char Type, int Width, int Decimals)
    {
        public static Column Of(int index, FieldDefinition field, string name, int bytesPerCharacter) => field.Kind switch
        {
            FieldKind.Whole => new Column(index, field, name, 'N', field.Length is > 0 and < WholeWidth ? field.Length : WholeWidth, 0),
            FieldKind.Number => new Column(index, field, name, 'N', NumberWidth, field.Decimals is > 0 and < NumberDecimals ? field.Decimals : NumberDecimals),
            FieldKind.Date => new Column(index, field, name, 'D', 8, 0),
            FieldKind.Flag => new Column(index, field, name, 'L', 1, 0),
            FieldKind.Instant => new Column(index, field, name, 'C', 30, 0),
            _ => new Column(index, field, name, 'C', field.Length > 0 ? Math.Min(WidestText, field.Length * bytesPerCharacter) : WidestText, 0),
        };
    }
}
