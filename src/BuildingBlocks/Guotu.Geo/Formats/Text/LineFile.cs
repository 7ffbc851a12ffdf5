using System.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Text;

/// <summary>A line with its number and the byte it begins at.</summary>
internal readonly record struct TextLine(int Number, long Offset, string Text);

/// <summary>
/// Lines of a text file in an encoding whose line breaks are single bytes (UTF-8, GB18030), with byte offsets, so that a place can be
/// taken up again later. A line longer than allowed throws <see cref="LineTooLongException"/>.
/// </summary>
internal sealed class LineFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly Encoding _encoding;
    private readonly int _longest;
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly MemoryStream _long = new();
    private int _at;
    private int _filled;
    private int _number;

    public LineFile(string path, Encoding encoding, int longest)
    {
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        (_encoding, _longest) = (encoding, longest);
    }

    /// <summary>Byte offset of the next line.</summary>
    public long Offset { get; private set; }

    /// <summary>Goes to a line that begins at the offset and has the number.</summary>
    public void Seek(long offset, int number)
    {
        if (offset >= Offset - _at && offset <= Offset + (_filled - _at))
        {
            _at += (int)(offset - Offset);
        }
        else
        {
            _stream.Position = offset;
            (_at, _filled) = (0, 0);
        }

        (Offset, _number) = (offset, number - 1);
    }

    /// <summary>The next line without its break; null at the end.</summary>
    public TextLine? Read()
    {
        var start = Offset;
        _long.SetLength(0);
        while (true)
        {
            if (_at == _filled)
            {
                (_at, _filled) = (0, _stream.Read(_buffer));
                if (_filled == 0)
                {
                    return _long.Length == 0 && start == Offset ? null : Line(start, _long.GetBuffer().AsSpan(0, (int)_long.Length));
                }
            }

            var rest = _buffer.AsSpan(_at, _filled - _at);
            var end = rest.IndexOf((byte)'\n');
            var taken = end < 0 ? rest : rest[..end];
            Offset += end < 0 ? taken.Length : end + 1;
            _at += end < 0 ? taken.Length : end + 1;
            if (end >= 0 && _long.Length == 0)
            {
                return Line(start, taken);
            }

            _long.Write(taken);
            if (_long.Length > _longest)
            {
                throw new LineTooLongException(_number + 1);
            }

            if (end >= 0)
            {
                return Line(start, _long.GetBuffer().AsSpan(0, (int)_long.Length));
            }
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _long.Dispose();
    }

    private TextLine Line(long start, ReadOnlySpan<byte> bytes)
    {
        _number++;
        return new TextLine(_number, start, _encoding.GetString(bytes.EndsWith("\r"u8) ? bytes[..^1] : bytes));
    }
}

/// <summary>A line is longer than any that is no attack.</summary>
internal sealed class LineTooLongException(int line) : Exception(FormattableString.Invariant($"Line {line} is too long"))
{
    public int Line { get; } = line;

    public Error ToError(int longest) => new(GeoErrors.LineTooLong, ("count", "过多"), ("limit", longest)) { Line = Line };
}
