using System.Buffers.Binary;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Shapefile;

/// <summary>A column as the .dbf header describes it.</summary>
internal sealed record DbfColumn(FieldDefinition Field, char Type, int Offset, int Width);

/// <summary>The attribute table of a shapefile (.dbf): its columns and the encoding of its text.</summary>
internal sealed class DbfTable
{
    private const int HeaderSize = 32;
    private const byte HeaderEnd = 0x0D;
    private const int MostColumns = 2_048;

    private DbfTable(string path, int headerLength, int recordLength, long count, IReadOnlyList<DbfColumn> columns, DbfEncoding encoding)
    {
        (Path, HeaderLength, RecordLength, Count, Encoding, Warnings) = (path, headerLength, recordLength, count, encoding.Found, encoding.Warnings);
        var named = new List<DbfColumn>();
        var left = new List<Error>(encoding.Warnings);
        foreach (var column in columns)
        {
            if (column.Type == 'M')
            {
                left.Add(new Error(FormatErrors.WarnNotRead, ("what", $"字段“{column.Field.Name}”"), ("reason", "备注字段(memo)存在另一个文件里")));
                continue;
            }

            named.Add(column);
        }

        (Columns, Warnings) = (named, left);
        Fields = [.. named.Select(c => c.Field)];
    }

    public string Path { get; }

    public int HeaderLength { get; }

    public int RecordLength { get; }

    public long Count { get; }

    public FoundEncoding Encoding { get; }

    public IReadOnlyList<Error> Warnings { get; }

    public IReadOnlyList<DbfColumn> Columns { get; }

    public IReadOnlyList<FieldDefinition> Fields { get; }

    public static DbfTable Open(string path, string? cpg, string? chosen)
    {
        using var stream = File.OpenRead(path);
        var name = System.IO.Path.GetFileName(path);
        var head = new byte[HeaderSize];
        if (stream.ReadAtLeast(head, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
        {
            throw FormatFault.Cut(name, "文件头");
        }

        var count = (long)BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
        int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8)), recordLength = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(10));
        if (headerLength < HeaderSize + 1 || recordLength < 1)
        {
            throw FormatFault.Structure(name, "文件头写明的长度不对");
        }

        if (stream.Length < headerLength + (count * recordLength))
        {
            var whole = Math.Max(0, (stream.Length - headerLength) / recordLength);
            throw FormatFault.Cut(name, FormattableString.Invariant($"第 {whole + 1} 条记录(写明共 {count} 条)"));
        }

        var raw = RawColumns(stream, headerLength, recordLength, name);
        var encoding = DbfEncoding.Find(new DbfContent(path, headerLength, recordLength, raw), head[29], cpg, chosen);
        var columns = raw.Select((c, i) => c.ToColumn(encoding.NameOf(c.Name, i))).ToList();
        if (columns.Select(c => c.Field.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != columns.Count)
        {
            throw FormatFault.Structure(name, "有同名的字段");
        }

        return new DbfTable(path, headerLength, recordLength, count, columns, encoding);
    }

    public DbfRows Rows(ReadWarnings warnings) => new(this, warnings);

    private static List<RawColumn> RawColumns(FileStream stream, int headerLength, int recordLength, string name)
    {
        var block = new byte[headerLength - HeaderSize];
        if (stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false) < block.Length)
        {
            throw FormatFault.Cut(name, "字段表");
        }

        var (columns, offset) = (new List<RawColumn>(), 1);
        for (var at = 0; at < block.Length && block[at] != HeaderEnd; at += 32)
        {
            if (at + 32 > block.Length || columns.Count == MostColumns)
            {
                throw FormatFault.Structure(name, "字段表没有结束标记");
            }

            var column = RawColumn.Of(block.AsSpan(at, 32), offset);
            offset += column.Width;
            columns.Add(column);
        }

        return offset <= recordLength ? columns : throw FormatFault.Structure(name, "各字段的宽度之和超过记录的长度");
    }
}

/// <summary>A column before its name is decoded.</summary>
internal sealed record RawColumn(byte[] Name, char Type, int Width, int Decimals, int Offset)
{
    private const int WidestWhole = 18;

    public bool IsText => Type == 'C';

    public static RawColumn Of(ReadOnlySpan<byte> entry, int offset)
    {
        var name = entry[..11];
        var end = name.IndexOf((byte)0);
        var type = (char)entry[11];
        var width = type == 'C' ? entry[16] | (entry[17] << 8) : entry[16];
        return new RawColumn((end < 0 ? name : name[..end]).ToArray(), type, width, type == 'C' ? 0 : entry[17], offset);
    }

    public DbfColumn ToColumn(string name)
    {
        var field = Type switch
        {
            'N' or 'F' when Decimals == 0 && Width <= WidestWhole => new FieldDefinition(name, FieldKind.Whole, Width),
            'N' or 'F' => new FieldDefinition(name, FieldKind.Number, Width, Decimals),
            'D' => new FieldDefinition(name, FieldKind.Date),
            'L' when Width > 0 => new FieldDefinition(name, FieldKind.Flag),
            'I' or '+' when Width == 4 => new FieldDefinition(name, FieldKind.Whole, 10),
            'B' or 'O' when Width == 8 => new FieldDefinition(name, FieldKind.Number),
            'C' or 'M' => new FieldDefinition(name, FieldKind.Text, Width),
            _ => throw FormatFault.Structure(".dbf", $"字段“{name}”的类型“{Type}”读不了"),
        };
        return new DbfColumn(field, Type, Offset, Width);
    }
}

/// <summary>Where the bytes of the table lie.</summary>
internal sealed record DbfContent(string Path, int HeaderLength, int RecordLength, IReadOnlyList<RawColumn> Columns);
