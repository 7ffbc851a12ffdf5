using System.Globalization;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>Splits the text into header lines, parcel heads and point rows; the first row that is none of them refuses the file.</summary>
internal sealed class RowScanner(CoordinateTextOptions options, WarningList warnings, CancellationToken cancellation)
{
    public const string AttributeSection = "属性描述";
    public const string CoordinateSection = "地块坐标";

    private readonly List<HeaderLine> _header = [];
    private readonly List<RawParcel> _parcels = [];
    private string _section = string.Empty;
    private int _points;

    public Result<RawFile> Scan(string text)
    {
        using var reader = new StringReader(text);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if ((number & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (line.Length > options.MaxLineLength)
            {
                return new Error(GeoErrors.LineTooLong, ("count", line.Length), ("limit", options.MaxLineLength)) { Line = number };
            }

            if (Take(line.Trim(' ', '\t', '　', '\uFEFF'), number) is { } error)
            {
                return error;
            }
        }

        return new RawFile(_header, _parcels);
    }

    private Error? Take(string line, int number)
    {
        if (line.Length == 0)
        {
            return null;
        }

        var narrow = FullWidth.Occurs(line) ? FullWidth.Narrow(line) : line;
        if (narrow[0] == '[' && narrow[^1] == ']')
        {
            NoteFullWidth(line, narrow, number);
            _section = narrow[1..^1].Trim();
            return null;
        }

        if (_section == CoordinateSection)
        {
            return TakeCoordinates(line, number);
        }

        var equals = narrow.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0)
        {
            _header.Add(new HeaderLine(_section, narrow[..equals].Trim(), line[(equals + 1)..].Trim(), number));
            return null;
        }

        return TakeOutsideSections(line, narrow, number);
    }

    private Error? TakeOutsideSections(string line, string narrow, int number)
    {
        if (_section is not ("" or AttributeSection))
        {
            return null; // a section of another program: nothing of it is used
        }

        if (!narrow.EndsWith('@') && narrow.AsSpan().Count(',') < 3)
        {
            return null; // a title line
        }

        warnings.Add(new Error(GeoErrors.WarnSectionMissing) { Line = number });
        _section = CoordinateSection;
        return TakeCoordinates(line, number);
    }

    private Error? TakeCoordinates(string line, int number)
    {
        var separated = FullWidth.NarrowSeparators(line);
        var fields = separated.Split(',');
        return separated.EndsWith('@') || fields.Length >= 7
            ? TakeHead(line, separated, number)
            : TakePoint(line, fields, number);
    }

    private Error? TakeHead(string line, string separated, int number)
    {
        NoteFullWidth(line, separated, number);
        var marked = separated.EndsWith('@');
        var body = marked ? separated[..^1].TrimEnd() : separated;
        body = marked && body.EndsWith(',') ? body[..^1] : body;
        var fields = body.Split(',').Select(f => f.Trim()).ToArray();
        if (fields.Length is < 7 or > 13)
        {
            return new Error(GeoErrors.HeadMalformed, ("count", fields.Length)) { Line = number };
        }

        if (!marked)
        {
            warnings.Add(new Error(GeoErrors.WarnHeadMarkMissing) { Line = number });
        }

        _parcels.Add(new RawParcel(number, fields));
        return null;
    }

    private Error? TakePoint(string line, string[] fields, int number)
    {
        var count = fields.Length == 5 && fields[4].Trim().Length == 0 ? 4 : fields.Length;
        if (count != 4)
        {
            return new Error(GeoErrors.PointRowMalformed, ("count", count)) { Line = number };
        }

        if (_parcels.Count == 0)
        {
            return new Error(GeoErrors.PointBeforeParcel) { Line = number };
        }

        if (++_points > options.MaxVertices)
        {
            return new Error(GeoErrors.TooManyVertices, ("count", _points), ("limit", options.MaxVertices)) { Line = number };
        }

        if (FullWidth.Occurs(line))
        {
            warnings.Add(new Error(GeoErrors.WarnFullWidth) { Line = number });
        }

        return ParsePoint(fields, number);
    }

    private Error? ParsePoint(string[] fields, int number)
    {
        var parcel = _parcels[^1];
        var ringText = FullWidth.Narrow(fields[1]).Trim();
        var ring = parcel.Points.Count == 0 ? 1 : parcel.Points[^1].Ring;
        if (ringText.Length > 0 && !int.TryParse(ringText, NumberStyles.None, CultureInfo.InvariantCulture, out ring))
        {
            return new Error(GeoErrors.NotANumber, ("what", "圈号"), ("value", fields[1].Trim())) { Line = number };
        }

        if (!TryNumber(fields[2], out var first) || !TryNumber(fields[3], out var second))
        {
            var (name, bad) = TryNumber(fields[2], out _) ? ("第二个坐标", fields[3]) : ("第一个坐标", fields[2]);
            return new Error(GeoErrors.NotANumber, ("what", name), ("value", bad.Trim())) { Line = number, Ring = ring };
        }

        parcel.Points.Add(new RawPoint(number, FullWidth.Narrow(fields[0]).Trim(), ring, first, second));
        return null;
    }

    private static bool TryNumber(string text, out decimal value) => decimal.TryParse(
        FullWidth.Narrow(text).Trim(),
        NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
        CultureInfo.InvariantCulture,
        out value);

    private void NoteFullWidth(string written, string read, int number)
    {
        if (written != read)
        {
            warnings.Add(new Error(GeoErrors.WarnFullWidth) { Line = number });
        }
    }
}
