using System.Text;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Shapefile;

/// <summary>
/// Finds the encoding of a .dbf: what .cpg says is believed before the language byte of the header, and that before the bytes alone;
/// but each is held against all text of the table, and a contradiction asks the user.
/// </summary>
internal sealed class DbfEncoding
{
    /// <summary>Values needed before bytes alone, which both encodings could explain, count as UTF-8.</summary>
    private const int EnoughValues = 3;

    private DbfEncoding(FoundEncoding found, params Error[] warnings) => (Found, Warnings) = (found, warnings);

    public FoundEncoding Found { get; }

    public IReadOnlyList<Error> Warnings { get; }

    public static DbfEncoding Find(DbfContent content, byte language, string? cpg, string? chosen)
    {
        var votes = Count(content);
        if (chosen is not null && EncodingFinding.OfName(chosen) is { } wanted)
        {
            return new DbfEncoding(Checked(wanted, votes, "使用人选择"));
        }

        if (cpg is not null)
        {
            return new DbfEncoding(ByCpg(cpg, votes));
        }

        var missing = new Error(FormatErrors.WarnPartFileMissing, ("file", ".cpg"), ("consequence", "编码由内容判定"));
        if (votes.NonAscii == 0)
        {
            return new DbfEncoding(new FoundEncoding(EncodingFinding.Utf8, EncodingFinding.Utf8Name, "全部是 ASCII 字符", 0), missing);
        }

        return new DbfEncoding(ByContent(votes, language), missing);
    }

    /// <summary>A column name; its last character may be cut in half, as the ten bytes of the format do.</summary>
    public string NameOf(byte[] name, int index)
    {
        var text = Decode(Found.Encoding, name, out _);
        return string.IsNullOrWhiteSpace(text)
            ? throw FormatFault.Structure(".dbf", FormattableString.Invariant($"第 {index + 1} 个字段没有名称,或名称不是 {Found.Name}"))
            : text.Trim();
    }

    /// <summary>The text, null where the bytes are not of the encoding. A last character that is cut in half is left off.</summary>
    public static string? Decode(Encoding encoding, ReadOnlySpan<byte> bytes, out bool cut)
    {
        cut = false;
        if (TryDecode(encoding, bytes) is { } whole)
        {
            return whole;
        }

        // At most three bytes of a character can be left over.
        for (var off = 1; off <= 3 && off < bytes.Length; off++)
        {
            if (bytes[^off] >= 0x80 && TryDecode(encoding, bytes[..^off]) is { } text)
            {
                cut = true;
                return text;
            }
        }

        return null;
    }

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null; // the answer "not this encoding"
        }
    }

    private static FoundEncoding ByCpg(string cpg, Votes votes)
    {
        var text = new FileInfo(cpg).Length > 256 ? string.Empty : File.ReadAllText(cpg, Encoding.Latin1).Trim('\uFEFF', ' ', '\r', '\n', '\t', '\0');
        var named = EncodingFinding.OfName(text);
        if (named is null)
        {
            // ISO-8859-1 and the like is what programs write that never asked; ASCII content is the same in each.
            return votes.NonAscii == 0
                ? new FoundEncoding(EncodingFinding.Utf8, EncodingFinding.Utf8Name, $"全部是 ASCII 字符(.cpg 写明 {text})", 0)
                : throw new FormatFault(new Error(FormatErrors.EncodingDoubtful, ("reason", $".cpg 写明的“{text}”不是 UTF-8 或 GB18030")));
        }

        return Checked(named, votes, ".cpg 文件写明,全部内容符合");
    }

    private static FoundEncoding Checked(Encoding wanted, Votes votes, string reason)
    {
        var isUtf8 = ReferenceEquals(wanted, EncodingFinding.Utf8);
        var (bad, other, otherName) = isUtf8 ? (votes.NotUtf8, votes.NotChinese, EncodingFinding.Gb18030Name) : (votes.NotChinese, votes.NotUtf8, EncodingFinding.Utf8Name);
        if (bad == 0)
        {
            return new FoundEncoding(wanted, EncodingFinding.NameOf(wanted), reason, 0);
        }

        var error = other == 0
            ? new Error(FormatErrors.EncodingContradiction, ("stated", ".cpg 文件(或选择)"), ("encoding", EncodingFinding.NameOf(wanted)), ("found", otherName))
            : new Error(FormatErrors.EncodingBroken, ("where", FormattableString.Invariant($".dbf 的 {bad} 个值")), ("encoding", EncodingFinding.NameOf(wanted)));
        throw new FormatFault(error);
    }

    private static FoundEncoding ByContent(Votes votes, byte language)
    {
        var saysChinese = language is 0x4D or 0x7A;
        return (votes.NotUtf8 == 0, votes.NotChinese == 0) switch
        {
            (false, false) => throw new FormatFault(new Error(FormatErrors.EncodingDoubtful, ("reason", ".dbf 的文字既不全是 UTF-8,也不全是 GB18030"))),
            (false, true) => new FoundEncoding(
                EncodingFinding.Gb18030, EncodingFinding.Gb18030Name, saysChinese ? "文件头的语言标记是中文,全部内容符合" : "全部内容符合 GB18030,不符合 UTF-8", 0),
            (true, false) => new FoundEncoding(EncodingFinding.Utf8, EncodingFinding.Utf8Name, "全部内容符合 UTF-8,不符合 GB18030", 0),
            _ when votes.NonAscii >= EnoughValues && !saysChinese =>
                new FoundEncoding(EncodingFinding.Utf8, EncodingFinding.Utf8Name, FormattableString.Invariant($"{votes.NonAscii} 个带汉字的值全部符合 UTF-8"), 0),
            _ => throw new FormatFault(new Error(
                FormatErrors.EncodingDoubtful,
                ("reason", saysChinese ? "文件头标为中文(GBK),内容却也符合 UTF-8" : FormattableString.Invariant($"没有 .cpg 文件,只有 {votes.NonAscii} 个带汉字的值,两种编码都说得通")))),
        };
    }

    private static Votes Count(DbfContent content)
    {
        var votes = new Votes();
        foreach (var column in content.Columns)
        {
            votes.Add(column.Name);
        }

        var texts = content.Columns.Where(c => c.IsText).ToArray();
        if (texts.Length == 0)
        {
            return votes;
        }

        using var stream = new FileStream(content.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        stream.Position = content.HeaderLength;
        var record = new byte[content.RecordLength];
        while (stream.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) == record.Length)
        {
            foreach (var column in texts)
            {
                votes.Add(record.AsSpan(column.Offset, column.Width).TrimEnd((byte)' ').TrimEnd((byte)0));
            }
        }

        return votes;
    }

    /// <summary>How many values with other than ASCII bytes there are, and how many of them each encoding can not explain.</summary>
    private sealed class Votes
    {
        public long NonAscii { get; private set; }

        public long NotUtf8 { get; private set; }

        public long NotChinese { get; private set; }

        public void Add(ReadOnlySpan<byte> value)
        {
            if (value.ContainsAnyExceptInRange((byte)0, (byte)0x7F))
            {
                NonAscii++;
                NotUtf8 += Decode(EncodingFinding.Utf8, value, out _) is null ? 1 : 0;
                NotChinese += Decode(EncodingFinding.Gb18030, value, out _) is null ? 1 : 0;
            }
        }
    }
}
