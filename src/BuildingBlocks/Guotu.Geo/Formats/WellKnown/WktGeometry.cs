using System.Globalization;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.WellKnown;

/// <summary>Reads one well-known text (OGC 06-103r4, and EWKT's SRID before it), to a bounded depth.</summary>
internal sealed class WktGeometry(string text, string where)
{
    private const int DeepestCollection = 8;
    private static readonly GeometryFactory Make = FeatureGeometry.Factory;
    private int _at;
    private int _ring;
    private bool _hasZ;
    private bool _hasM;
    private bool _stated;

    /// <summary>SRID of EWKT, null where there is none.</summary>
    public int? Srid { get; private set; }

    public static bool Begins(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart();
        foreach (var word in (string[])["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION", "SRID="])
        {
            if (start.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (start.Length == word.Length || word[^1] == '=' || !char.IsAsciiLetter(start[word.Length]) || start[word.Length] is 'Z' or 'z' or 'M' or 'm'))
            {
                return true;
            }
        }

        return false;
    }

    public NtsGeometry Read()
    {
        ReadSrid();
        var geometry = Figure(0);
        SkipSpace();
        if (Peek() == ';')
        {
            _at++;
            SkipSpace();
        }

        return _at == text.Length ? geometry : throw Broken("后面有多余的内容");
    }

    private void ReadSrid()
    {
        SkipSpace();
        if (!text.AsSpan(_at).StartsWith("SRID=", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var end = text.IndexOf(';', _at);
        if (end < 0 || !int.TryParse(text.AsSpan(_at + 5, end - _at - 5), NumberStyles.None, CultureInfo.InvariantCulture, out var srid))
        {
            throw Broken("SRID 不是数字");
        }

        (Srid, _at) = (srid, end + 1);
    }

    private NtsGeometry Figure(int depth)
    {
        var word = Word();
        Dimensions(ref word);
        if (Accept("EMPTY"))
        {
            return Empty(word);
        }

        return word switch
        {
            "POINT" => Position(inner: false),
            "LINESTRING" => Line(),
            "POLYGON" => Polygon(),
            "MULTIPOINT" => Make.CreateMultiPoint([.. Items(() => Peek() == '(' ? Position(inner: false) : Accept("EMPTY") ? Make.CreatePoint() : Position(inner: true))]),
            "MULTILINESTRING" => Make.CreateMultiLineString([.. Items(() => Accept("EMPTY") ? Make.CreateLineString() : Line())]),
            "MULTIPOLYGON" => Make.CreateMultiPolygon([.. Items(() => Accept("EMPTY") ? Make.CreatePolygon() : Polygon())]),
            "GEOMETRYCOLLECTION" when depth < DeepestCollection => Make.CreateGeometryCollection([.. Items(() => Figure(depth + 1))]),
            "GEOMETRYCOLLECTION" => throw Broken("图形集合套得太深"),
            _ => throw Broken($"不认识的图形类型“{(word.Length > 30 ? word[..30] : word)}”"),
        };
    }

    private Point Position(bool inner) => List(inner) is { Count: 1 } list ? list.ToPoint() : throw Broken("点有几个坐标");

    private NtsGeometry Empty(string word) => word switch
    {
        "POINT" => Make.CreatePoint(),
        "LINESTRING" => Make.CreateLineString(),
        "POLYGON" => Make.CreatePolygon(),
        "MULTIPOINT" => Make.CreateMultiPoint(),
        "MULTILINESTRING" => Make.CreateMultiLineString(),
        "MULTIPOLYGON" => Make.CreateMultiPolygon(),
        "GEOMETRYCOLLECTION" => Make.CreateGeometryCollection(),
        _ => throw Broken("不认识的图形类型"),
    };

    /// <summary>Z, M or ZM, joined to the word or apart; without them three numbers are a height.</summary>
    private void Dimensions(ref string word)
    {
        var suffix = word.EndsWith("ZM", StringComparison.Ordinal) ? "ZM" : word.EndsWith('Z') ? "Z" : word.EndsWith('M') ? "M" : string.Empty;
        word = word[..^suffix.Length];
        if (suffix.Length == 0)
        {
            suffix = Accept("ZM") ? "ZM" : Accept("Z") ? "Z" : Accept("M") ? "M" : string.Empty;
        }

        if (suffix.Length > 0)
        {
            (_stated, _hasZ, _hasM) = (true, suffix.StartsWith('Z'), suffix.EndsWith('M'));
        }
    }

    private LineString Line()
    {
        var list = List(inner: false);
        return list.Count >= 2 ? list.ToLine() : throw Broken("线只有 1 个点");
    }

    private Polygon Polygon()
    {
        var rings = Items(Ring).ToArray();
        return Make.CreatePolygon(rings[0], rings[1..]);
    }

    private LinearRing Ring()
    {
        _ring++;
        var list = List(inner: false);
        if (list.Count >= 3 && !list.IsClosed)
        {
            throw FormatFault.Ring(where, _ring, "首尾没有闭合");
        }

        return list.Count >= 4 ? list.ToRing() : throw FormatFault.Ring(where, _ring, FormattableString.Invariant($"只有 {list.Count} 个点,围不成面"));
    }

    private List<T> Items<T>(Func<T> item)
    {
        Expect('(');
        var items = new List<T>();
        do
        {
            SkipSpace();
            items.Add(item());
            SkipSpace();
        }
        while (Next(','));

        Expect(')');
        return items;
    }

    /// <summary>Positions in parentheses, or one position where the format leaves them out.</summary>
    private PositionList List(bool inner)
    {
        if (inner)
        {
            var one = Numbers();
            var single = new PositionList(_hasZ, _hasM);
            Add(single, one);
            return single;
        }

        Expect('(');
        PositionList? list = null;
        do
        {
            var numbers = Numbers();
            list ??= new PositionList(_hasZ, _hasM);
            Add(list, numbers);
            SkipSpace();
        }
        while (Next(','));

        Expect(')');
        return list;
    }

    private void Add(PositionList list, double[] n)
    {
        var expected = 2 + (_hasZ ? 1 : 0) + (_hasM ? 1 : 0);
        if (n.Length != expected)
        {
            throw Broken(FormattableString.Invariant($"点有 {n.Length} 个数,应有 {expected} 个"));
        }

        list.Add(n[0], n[1], _hasZ ? n[2] : double.NaN, _hasM ? n[^1] : double.NaN);
    }

    private double[] Numbers()
    {
        var numbers = new List<double>(4);
        SkipSpace();
        while (Peek() is not (',' or ')' or '\0'))
        {
            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or '-' or '+'))
            {
                _at++;
            }

            if (!double.TryParse(text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                throw Broken("坐标不是数字");
            }

            numbers.Add(number);
            SkipSpace();
        }

        if (!_stated)
        {
            (_stated, _hasZ, _hasM) = (true, numbers.Count >= 3, numbers.Count >= 4);
        }

        return [.. numbers];
    }

    private string Word()
    {
        SkipSpace();
        var start = _at;
        while (_at < text.Length && char.IsAsciiLetter(text[_at]))
        {
            _at++;
        }

        return text[start.._at].ToUpperInvariant();
    }

    private bool Accept(string word)
    {
        SkipSpace();
        var rest = text.AsSpan(_at);
        if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (rest.Length > word.Length && char.IsAsciiLetter(rest[word.Length])))
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    private bool Next(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(char c)
    {
        SkipSpace();
        if (!Next(c))
        {
            throw Broken(_at >= text.Length ? "内容不完整" : $"第 {_at + 1} 个字符处应是“{c}”");
        }
    }

    private char Peek() => _at < text.Length ? text[_at] : '\0';

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private FormatFault Broken(string reason) => FormatFault.Record(where, "WKT " + reason);
}
