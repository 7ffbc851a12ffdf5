using System.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Text;

/// <summary>An encoding that was found, and why.</summary>
/// <param name="MarkLength">Bytes of the byte order mark.</param>
internal sealed record FoundEncoding(Encoding Encoding, string Name, string Reason, int MarkLength);

/// <summary>
/// Finds the encoding of a whole text file (编码识别) in one pass with bounded memory: byte order mark, else strict UTF-8, else strict
/// GB18030, else refusal. Decoders are strict: a byte that is not of the encoding is refused, never replaced.
/// </summary>
internal static class EncodingFinding
{
    public const string Utf8Name = "UTF-8";
    public const string Gb18030Name = "GB18030";
    private const int Piece = 1 << 16;

    public static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    public static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public static Encoding? OfName(string name) => name.Trim().ToUpperInvariant().Replace("-", string.Empty, StringComparison.Ordinal) switch
    {
        "UTF8" or "65001" => Utf8,
        "GB18030" or "GBK" or "GB2312" or "936" or "CP936" or "54936" or "ANSI936" or "ANSI 936" or "MS936" => Gb18030,
        _ => null,
    };

    public static string NameOf(Encoding encoding) => ReferenceEquals(encoding, Utf8) ? Utf8Name : Gb18030Name;

    public static async Task<Result<FoundEncoding>> FindAsync(Stream stream, string? chosen, CancellationToken ct)
    {
        var (utf8, chinese) = (new StrictScan(Utf8), new StrictScan(Gb18030));
        var ascii = true;
        var buffer = new byte[Piece];
        var first = true;
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0; first = false)
        {
            if (first && Marked(buffer.AsSpan(0, read)) is { } marked)
            {
                return marked.Encoding is UnicodeEncoding ? marked : await CheckedAsync(stream, buffer.AsMemory(marked.MarkLength, read - marked.MarkLength), marked, ct);
            }

            ascii &= !buffer.AsSpan(0, read).ContainsAnyExceptInRange((byte)0, (byte)0x7F);
            utf8.Add(buffer.AsSpan(0, read), last: false);
            chinese.Add(buffer.AsSpan(0, read), last: false);
            if (utf8.BadLine is not null && chinese.BadLine is not null)
            {
                break;
            }
        }

        utf8.Add([], last: true);
        chinese.Add([], last: true);
        return Conclude(ascii, utf8, chinese, chosen);
    }

    private static Result<FoundEncoding> Conclude(bool ascii, StrictScan utf8, StrictScan chinese, string? chosen)
    {
        if (chosen is not null && OfName(chosen) is { } wanted)
        {
            var bad = ReferenceEquals(wanted, Utf8) ? utf8.BadLine : chinese.BadLine;
            return bad is null
                ? new FoundEncoding(wanted, NameOf(wanted), "使用人选择,全部内容符合", 0)
                : new Error(FormatErrors.EncodingBroken, ("where", Line(bad.Value)), ("encoding", NameOf(wanted))) { Line = bad };
        }

        if (utf8.BadLine is null)
        {
            return new FoundEncoding(Utf8, Utf8Name, ascii ? "全部是 ASCII 字符" : "没有字节序标记,全部内容符合 UTF-8", 0);
        }

        return chinese.BadLine is { } line
            ? new Error(FormatErrors.EncodingBroken, ("where", Line(line)), ("encoding", "UTF-8 或 GB18030")) { Line = line }
            : new FoundEncoding(Gb18030, Gb18030Name, "不符合 UTF-8,全部内容符合 GB18030(含 GBK)", 0);
    }

    private static FoundEncoding? Marked(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new FoundEncoding(Utf8, "UTF-8 BOM", "文件开头有字节序标记", 3),
        [0xFF, 0xFE, ..] => new FoundEncoding(new UnicodeEncoding(false, false, true), "UTF-16", "文件开头有字节序标记", 2),
        [0xFE, 0xFF, ..] => new FoundEncoding(new UnicodeEncoding(true, false, true), "UTF-16", "文件开头有字节序标记", 2),
        _ => null,
    };

    private static async Task<Result<FoundEncoding>> CheckedAsync(Stream stream, ReadOnlyMemory<byte> rest, FoundEncoding marked, CancellationToken ct)
    {
        var scan = new StrictScan(marked.Encoding);
        scan.Add(rest.Span, last: false);
        var buffer = new byte[Piece];
        for (int read; scan.BadLine is null && (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            scan.Add(buffer.AsSpan(0, read), last: false);
        }

        scan.Add([], last: true);
        return scan.BadLine is { } line
            ? new Error(FormatErrors.EncodingBroken, ("where", Line(line)), ("encoding", marked.Name)) { Line = line }
            : marked;
    }

    private static string Line(int line) => FormattableString.Invariant($"第 {line} 行");

    /// <summary>Decodes strictly and remembers the line of the first byte that is not of the encoding.</summary>
    private sealed class StrictScan(Encoding encoding)
    {
        private readonly Decoder _decoder = encoding.GetDecoder();
        private readonly char[] _chars = new char[encoding.GetMaxCharCount(Piece)];
        private int _line = 1;

        public int? BadLine { get; private set; }

        public void Add(ReadOnlySpan<byte> bytes, bool last)
        {
            if (BadLine is not null)
            {
                return;
            }

            try
            {
                var count = _decoder.GetChars(bytes, _chars, last);
                _line += _chars.AsSpan(0, count).Count('\n');
            }
            catch (DecoderFallbackException bad)
            {
                // The answer "not this encoding"; the index of the fault counts from the piece.
                BadLine = _line + bytes[..Math.Clamp(bad.Index, 0, bytes.Length)].Count((byte)'\n');
            }
        }
    }
}
